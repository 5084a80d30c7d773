import { invariant } from '../diagnostics/diagnostic.ts';
import { type Kind, kinds, type PlatformName } from '../model/entity.ts';
import { groupBy } from '../model/group-by.ts';
import type { LabelList } from '../model/project.ts';
import { countOf } from '../model/text/count-of.ts';
import { type JsonObject, valueAt } from '../model/text/json.ts';
import type { AttributeRule } from './attribute-rule.ts';
import { commerceGrid } from './commerce-grid/commerce-grid.ts';
import { marketingSolutions } from './marketing-solutions/marketing-solutions.ts';
import type { EntityEndpoints, Platform } from './platform.ts';
import { retailMedia } from './retail-media/retail-media.ts';
import type { SegmentType, SegmentTypeName } from './segment-types/segment-type.ts';

const byName: Readonly<Record<PlatformName, Platform>> = {
  'retail-media': retailMedia,
  'marketing-solutions': marketingSolutions,
  'commerce-grid': commerceGrid,
};

export const platforms: readonly Platform[] = Object.values(byName);

export function platformNamed(name: PlatformName): Platform {
  return byName[name];
}

/** The platform that a text names, from any source. */
export function findPlatform(name: unknown): Platform | null {
  return platforms.find((platform) => platform.name === name) ?? null;
}

/** Entities belong to what the project is bound to, so manifests need not say whose they are. */
export function isOwnedByScope({ scope, ownerAttribute }: Platform): boolean {
  return scope.attribute === ownerAttribute;
}

/** Whose an entity of any platform is, where its attributes say so. */
export function ownerIn(attributes: JsonObject): string | null {
  for (const { ownerAttribute } of platforms) {
    const owner = attributes[ownerAttribute];
    if (typeof owner === 'string') return owner;
  }
  return null;
}

/** Whether an entity goes from one owner to another, whose segments may have the same names. */
export function isOtherOwner(before: JsonObject, after: JsonObject): boolean {
  const [was, will] = [ownerIn(before), ownerIn(after)];
  return was !== null && will !== null && was !== will;
}

/** The kinds of entity that there are. */
export function kindsOf({ endpoints }: Platform): readonly Kind[] {
  return kinds.filter((kind) => endpoints[kind] !== null);
}

/** `3 segments`, `1 audience`: how many there are of each kind that the platform has. */
export function countKinds(
  platform: Platform,
  counts: Readonly<Record<Kind, number>>,
): readonly string[] {
  return kindsOf(platform).map((kind) => countOf(counts[kind], kind));
}

export function endpointsOf({ endpoints, label }: Platform, kind: Kind): EntityEndpoints {
  const found = endpoints[kind];
  invariant(found !== null, `${label} has no ${kind}s`);
  return found;
}

export function segmentTypeOf(platform: Platform, name: string): SegmentType | undefined {
  return platform.segmentTypes.find((type) => type.name === name);
}

/** The rules of one entity: those of its kind, and those of its type when it is a segment. */
export function attributeRules(
  platform: Platform,
  kind: 'segment' | 'audience',
  type: string | null,
): readonly AttributeRule[] {
  const known = rulesOf.get(platform) ?? new Map<string, readonly AttributeRule[]>();
  rulesOf.set(platform, known);
  const key = type === null ? kind : `${kind} ${type}`;
  const own = type === null ? [] : (segmentTypeOf(platform, type)?.attributes ?? []);
  const rules = known.get(key) ?? [...platform.attributes[kind], ...own];
  known.set(key, rules);
  return rules;
}

/** Every entity asks for them. */
const rulesOf = new Map<Platform, Map<string, readonly AttributeRule[]>>();

/** Those whose values are compared as they are: references are compared by the segments they mean. */
export function comparableRules(
  platform: Platform,
  kind: 'segment' | 'audience',
  type: string | null,
): readonly AttributeRule[] {
  const rules = attributeRules(platform, kind, type);
  const known = comparableOf.get(rules);
  if (known !== undefined) return known;
  const comparable = rules.filter(({ form }) => form !== 'algebra' && form !== 'segment-reference');
  comparableOf.set(rules, comparable);
  return comparable;
}

const comparableOf = new WeakMap<readonly AttributeRule[], readonly AttributeRule[]>();

/** Every rule of every platform. */
const allRules: readonly AttributeRule[] = platforms.flatMap(({ attributes, segmentTypes }) => [
  ...Object.values(attributes).flat(),
  ...segmentTypes.flatMap((type) => type.attributes),
]);

const rulesByPath = groupBy(allRules, ({ path }) => path);

function ruleAt(path: string): AttributeRule | undefined {
  return rulesByPath.get(path)?.[0];
}

/** What sentences call an attribute; undefined where its path says enough. */
export function wordsFor(path: string): string | undefined {
  const owned = platforms.find(({ ownerAttribute }) => ownerAttribute === path);
  if (owned !== undefined) return `the ${owned.ownerLabel}`;
  return ruleAt(path)?.words;
}

/** What a plan calls an attribute; undefined where the last key of its path says enough. */
export function labelFor(path: string): string | undefined {
  const owned = platforms.find(({ ownerAttribute }) => ownerAttribute === path);
  // A seed is declared by name, and its rule is that of the ID.
  return owned?.ownerLabel ?? (ruleAt(path) ?? ruleAt(`${path}Id`))?.label;
}

/** The list under `labels` in the project file that names the IDs of an attribute. */
export function labelListOf(path: string): LabelList | undefined {
  return ruleAt(path)?.namedBy;
}

/** A value in words, where its attribute has some for it. */
export function spellValue(path: string, value: string): string | null {
  return ruleAt(path)?.spell?.(value) ?? null;
}

/** The path of the list that a plan shows beside an attribute. */
export function pathBeside(path: string): string | undefined {
  return ruleAt(path)?.beside;
}

const namedRules = [...rulesByPath].flatMap(([path, [rule]]) =>
  rule?.namedBy === undefined ? [] : [{ path, namedBy: rule.namedBy }],
);

/** The IDs of an entity that a project file can name. */
export function namedIdsIn(
  attributes: JsonObject,
): readonly { readonly list: LabelList; readonly id: string }[] {
  return namedRules.flatMap(({ path, namedBy }) => {
    const ids = [valueAt(attributes, path) ?? []].flat();
    return ids.flatMap((id) => (typeof id === 'string' ? [{ list: namedBy, id }] : []));
  });
}

/** The server fills it in when it is left out. */
export function isServerChosen(path: string): boolean {
  return allRules.some((rule) => rule.path === path && rule.serverChosen);
}

/** The type that a segment's attributes hold; null when there is none. */
export function typeIn(platform: Platform, attributes: JsonObject): SegmentTypeName | null {
  return platform.segmentTypes.find(({ name }) => attributes[name] !== undefined)?.name ?? null;
}
