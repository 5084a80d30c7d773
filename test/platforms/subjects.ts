/** What the table of a platform can be tested with: each kind of entity, with samples for each attribute. */
import type { Declaration } from '../../src/model/declaration.ts';
import type { Kind, PlatformName } from '../../src/model/entity.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  withValueAt,
} from '../../src/model/text/json.ts';
import type { AttributeRule } from '../../src/platforms/attribute-rule.ts';
import {
  attributeRules,
  kindsOf,
  platformNamed,
  platforms,
} from '../../src/platforms/platform-named.ts';
import { aDeclaration } from '../support/a-world.ts';
import type { Account } from './an-account.ts';
import { type AttributeSample, attributeSamples, referenced } from './attribute-samples.ts';

/** Every kind of entity that can be declared: a type of segment, or an audience. */
export interface Subject {
  readonly platform: PlatformName;
  readonly kind: Kind;
  readonly type: string | null;
}

export const subjects: readonly Subject[] = platforms.flatMap((platform): readonly Subject[] => [
  ...platform.segmentTypes
    .filter(({ declarable }) => declarable)
    .map(({ name }) => ({ platform: platform.name, kind: 'segment' as const, type: name })),
  ...(kindsOf(platform).includes('audience')
    ? [{ platform: platform.name, kind: 'audience' as const, type: null }]
    : []),
]);

export function rulesOf({ platform, kind, type }: Subject): readonly AttributeRule[] {
  return attributeRules(platformNamed(platform), kind, type);
}

export const labelOf = ({ platform, kind, type }: Subject): string => `${platform} ${type ?? kind}`;

/** One row for each attribute that the test is about. */
export function rows(
  isMeant: (rule: AttributeRule, subject: Subject) => boolean,
): readonly (readonly [string, string, Subject, AttributeRule])[] {
  return subjects.flatMap((subject) =>
    rulesOf(subject)
      .filter((rule) => isMeant(rule, subject))
      .map((rule) => [labelOf(subject), rule.path, subject, rule] as const),
  );
}

export function sampleOf({ path }: Pick<AttributeRule, 'path'>): AttributeSample {
  const sample = attributeSamples[path];
  if (!sample) throw new Error(`the table has an attribute without a sample: ${path}`);
  return sample;
}

/** Everything that the subject's rules allow, or what they require alone. */
export function fullAttributes(subject: Subject, isMeant = (_: AttributeRule) => true): JsonObject {
  const empty: JsonObject = subject.type === null ? {} : { [subject.type]: {} };
  return rulesOf(subject)
    .filter(isMeant)
    .reduce((attributes, rule) => declare(attributes, rule, sampleOf(rule).first), empty);
}

export function declare(attributes: JsonObject, rule: AttributeRule, value: JsonValue): JsonObject {
  return withValueAt(attributes, sampleOf(rule).declaredAs ?? rule.path, value);
}

/** The name of what a test is about. */
export const name = 'Subject';

/** The subject among what it refers to. */
export function world(subject: Subject, attributes: JsonObject): readonly Declaration[] {
  const owner = platformNamed(subject.platform).ownerAttribute;
  const list =
    subject.platform === 'retail-media' ? { identifierType: 'Email' } : ({} satisfies JsonObject);
  const base = { [owner]: sampleOf({ path: owner }).first, contactList: list };
  return [
    ...referenced.map((each) => aDeclaration('segment', each, base)),
    aDeclaration(subject.kind, name, attributes),
  ];
}

/** What is expected on the wire, with the IDs behind names. */
export async function sent(account: Account, value: JsonValue): Promise<JsonValue> {
  const ids = new Map<string, string>();
  for (const each of referenced) ids.set(`#${each}`, (await account.find(each)).id);
  const replace = (node: JsonValue): JsonValue => {
    if (typeof node === 'string') return ids.get(node) ?? node;
    if (!isJsonObject(node)) return Array.isArray(node) ? node.map(replace) : node;
    return Object.fromEntries(
      Object.entries(node).map(([key, member]) => [key, replace(member ?? null)]),
    );
  };
  return replace(value);
}
