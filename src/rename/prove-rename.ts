/** Whether texts that were edited say what they said before, with other names and nothing else. */
import type { Source } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import type { HouseRules } from '../model/house-rule.ts';
import { referencesIn } from '../model/references.ts';
import { canonicalJson, isJsonObject, type JsonValue } from '../model/text/json.ts';
import { namesInRule } from '../rules/names-in-rule.ts';
import { indexSegments } from '../validation/names/declared-segments.ts';
import type { Renaming } from './create-renaming.ts';
import { earlierNames } from './edit-target.ts';
import { createNamesOfRules } from './names-of-rules.ts';

export interface SaidBefore {
  readonly declarations: readonly Declaration[];
  readonly houseRules: HouseRules;
}

/** The first entity that would not say the same with its names exchanged; null where all do. */
export function findOtherDeclaration(
  before: readonly Declaration[],
  after: readonly Declaration[],
  renaming: Renaming,
): Declaration | null {
  const segments = indexSegments(before);
  const odd = before.find((each, index) => {
    const now = after[index];
    return now === undefined || said(now) !== said(renamed(each, renaming, segments.find));
  });
  return odd ?? (after.length === before.length ? null : (before[0] ?? null));
}

function renamed(
  declaration: Declaration,
  renaming: Renaming,
  find: ReturnType<typeof indexSegments>['find'],
): Declaration {
  const name = renaming.nameOf(declaration);
  const attributes = referencesIn(declaration.attributes).reduce<JsonValue>(
    (value, { reference, textPath }) => {
      const target = 'name' in reference ? find(reference, declaration) : undefined;
      return target ? withValue(value, textPath, renaming.nameOf(target)) : value;
    },
    declaration.attributes,
  );
  const others = isJsonObject(attributes) ? { attributes } : {};
  const earlier = name === declaration.name ? null : earlierNames(declaration, name);
  return {
    ...{ ...declaration, ...others, name },
    ...(earlier === null ? {} : { renamedFrom: earlier }),
  };
}

function withValue(
  json: JsonValue,
  [key, ...rest]: readonly (string | number)[],
  value: string,
): JsonValue {
  if (key === undefined) return value;
  if (Array.isArray(json)) {
    return json.map((item, index) => (index === key ? withValue(item, rest, value) : item));
  }
  if (!isJsonObject(json)) return json;
  return { ...json, [key]: withValue(json[String(key)] ?? null, rest, value) };
}

/** All that a declaration says, without its places. */
function said({ locate: _, source: __, address: ___, ...words }: Declaration): string {
  return canonicalJson(words);
}

/** A place where a name leads to another entity than before. */
export interface OtherMeaning {
  readonly name: string;
  /** The entity that the name stands in; null for a rule or a person. */
  readonly user: Declaration | null;
  readonly source: Source;
  /** Whether it led to none that is declared. */
  readonly wasUndeclared: boolean;
}

/** The first name, as it would be, that would lead to another entity; both sides have the same entities in the same order. */
export function findOtherMeaning(before: SaidBefore, after: SaidBefore): OtherMeaning | null {
  return findInEntities(before, after) ?? findInRules(before, after);
}

function findInEntities(before: SaidBefore, after: SaidBefore): OtherMeaning | null {
  const [was, is] = [before, after].map(({ declarations }) => {
    const segments = indexSegments(declarations);
    const numbers = new Map(declarations.map((each, index) => [each, index]));
    return declarations.map((user) =>
      referencesIn(user.attributes).map(({ reference, textPath }) => {
        const target = segments.find(reference, user);
        const name = 'name' in reference ? reference.name : reference.id;
        return { name, user, textPath, target: target ? numbers.get(target) : undefined };
      }),
    );
  });
  for (const [index, references] of (is ?? []).entries()) {
    for (const [position, { name, textPath, target, user }] of references.entries()) {
      const old = was?.[index]?.[position];
      if (old === undefined || old.target === target) continue;
      const source = old.user.locate(textPath);
      return { name, user, source, wasUndeclared: old.target === undefined };
    }
  }
  return null;
}

function findInRules(before: SaidBefore, after: SaidBefore): OtherMeaning | null {
  const [was, is] = [before, after].map(({ declarations, houseRules }) => {
    const names = createNamesOfRules(declarations);
    const numbers = new Map(declarations.map((each, index) => [each, index]));
    return [...houseRules.rules, ...houseRules.people].map((rule) =>
      namesInRule(rule).map(({ name, path }) => ({
        ...{ name, source: rule.locate(path) },
        targets: names
          .meaningsOf(rule, name)
          .map((meaning) => (meaning ? numbers.get(meaning.declaration) : undefined)),
      })),
    );
  });
  for (const [index, all] of (is ?? []).entries()) {
    for (const [position, { name, targets }] of all.entries()) {
      const old = was?.[index]?.[position];
      if (old === undefined || targets.every((each) => old.targets.includes(each))) continue;
      const wasUndeclared = old.targets.includes(undefined);
      return { name, user: null, source: old.source, wasUndeclared };
    }
  }
  return null;
}
