import type { Source } from '../diagnostics/diagnostic.ts';
import { addressOf, type Kind } from '../model/entity.ts';
import { groupBy } from '../model/group-by.ts';
import type { ExpectedPerson, HouseRule } from '../model/house-rule.ts';
import { globOfName, literalOfGlob } from '../model/name.ts';
import { canonicalJson } from '../model/text/json.ts';
import { namesInRule } from '../rules/names-in-rule.ts';
import type { Renaming } from './create-renaming.ts';
import { editTexts } from './list-edits.ts';
import type { FileEdits, RenameWorld } from './name-change.ts';
import { createNamesOfRules, type NamesOfRules } from './names-of-rules.ts';

type Rule = HouseRule | ExpectedPerson;

/** What rules and people have to say instead. */
export function findRuleEdits(
  { declarations, houseRules }: Pick<RenameWorld, 'declarations' | 'houseRules'>,
  renaming: Renaming,
): readonly FileEdits[] {
  const names = createNamesOfRules(declarations);
  return [...houseRules.rules, ...houseRules.people].flatMap((rule): readonly FileEdits[] => {
    const edits = [...renamedNames(rule, names, renaming), ...renamedGlobs(rule, renaming)].flatMap(
      ({ key, texts, after }) =>
        editTexts({ path: [key], isSingle: isSingle(rule, key), texts, after }),
    );
    if (edits.length === 0) return [];
    return [{ file: rule.source.file, entry: { at: rule.source, edits } }];
  });
}

/** Rules and people as they will be, without their places: equal texts are equal rules. */
export function rulesAfter(
  { declarations, houseRules }: Pick<RenameWorld, 'declarations' | 'houseRules'>,
  renaming: Renaming,
): readonly string[] {
  const names = createNamesOfRules(declarations);
  return [...houseRules.rules, ...houseRules.people].map((rule) => {
    const all = [...renamedNames(rule, names, renaming), ...renamedGlobs(rule, renaming)];
    return ruleWords(rule, new Map(all.map(({ key, after }) => [key, [...new Set(after.flat())]])));
  });
}

/** What a rule or a person says, by the keys of its entry. */
export function ruleWords(
  { locate: _, source: __, ...rule }: Rule,
  after: ReadonlyMap<string, readonly string[]> = new Map(),
): string {
  const words = (key: string, texts: readonly string[]) => after.get(key) ?? [...new Set(texts)];
  if (!('demand' in rule)) {
    const keys = ['in', 'notIn', 'reachedBy', 'notReachedBy'] as const;
    return canonicalJson({
      ...rule,
      ...Object.fromEntries(keys.map((key) => [key, words(key, rule[key])])),
    });
  }
  const { demand, kind } = rule;
  const demanded =
    demand.kind === 'schema'
      ? demand.schema
      : words(
          demand.kind,
          'names' in demand ? demand.names : 'groups' in demand ? demand.groups : [demand.name],
        );
  return canonicalJson({
    ...rule,
    demand: [demand.kind, demanded],
    over: words(`${kind}s`, rule.over),
    except: words('except', rule.except),
  });
}

interface TextsOfKey {
  readonly key: string;
  readonly texts: readonly string[];
  readonly after: readonly (readonly string[])[];
}

function renamedNames(rule: Rule, names: NamesOfRules, renaming: Renaming): readonly TextsOfKey[] {
  const byKey = groupBy(namesInRule(rule), ({ path }) => String(path[0]));
  return [...byKey].map(([key, placed]) => {
    const texts = placed.map(({ name }) => name);
    return { key, texts, after: texts.map((text) => [newTextOf(rule, text, names, renaming)]) };
  });
}

/** Of a name that means different things for different audiences, the name as it is: that is a doubt. */
function newTextOf(rule: Rule, text: string, names: NamesOfRules, renaming: Renaming): string {
  const [only, second] = textsAfter(rule, text, names, renaming);
  return only === undefined || second !== undefined ? text : only;
}

/** What a name would have to become for all that it means. */
export function textsAfter(
  rule: Rule,
  text: string,
  names: NamesOfRules,
  renaming: Renaming,
): readonly string[] {
  const all = names.meaningsOf(rule, text).map((meaning) => {
    if (meaning === null) return text;
    const { declaration, isAddress } = meaning;
    const { kind } = declaration;
    const name = renaming.nameOf(declaration);
    // A plain name means a segment first.
    const isHidden = kind === 'audience' && renaming.isTaken('segment', name);
    return isAddress || isHidden ? addressOf(kind, name) : name;
  });
  return [...new Set(all)];
}

function renamedGlobs(rule: Rule, renaming: Renaming): readonly TextsOfKey[] {
  return globsOf(rule).map(({ key, kind, globs }) => ({
    key,
    texts: globs,
    after: globs.map((glob) => {
      const after = globsAfter(glob, kind, renaming);
      // Each of these is a group of its own.
      return key === 'disjoint' && after.length > 1 ? [glob] : after;
    }),
  }));
}

/** A glob that is a name follows it; any other stays. */
export function globsAfter(glob: string, kind: Kind, renaming: Renaming): readonly string[] {
  const name = literalOfGlob(glob);
  if (name === null) return [glob];
  const after = renaming.namesAfter(kind, name);
  if (after.length === 0 || (after.length === 1 && after[0] === name)) return [glob];
  return after.map((each) => (each === name ? glob : globOfName(each)));
}

/** The globs of a rule or a person, by their keys. */
export function globsOf(
  rule: Rule,
): readonly { readonly key: string; readonly kind: Kind; readonly globs: readonly string[] }[] {
  if (!('demand' in rule)) {
    return (['reachedBy', 'notReachedBy'] as const).map((key) => {
      return { key, kind: 'audience', globs: rule[key] };
    });
  }
  const { kind, over, except, demand } = rule;
  return [
    { key: `${kind}s`, kind, globs: over },
    { key: 'except', kind, globs: except },
    ...(demand.kind === 'disjoint' ? [{ key: 'disjoint', kind, globs: demand.groups }] : []),
  ];
}

/** What is no list has its first item where it stands itself. */
function isSingle({ locate }: Rule, key: string): boolean {
  const [whole, first] = [locate([key]), locate([key, 0])];
  return isSamePlace(whole, first);
}

function isSamePlace(a: Source, b: Source): boolean {
  return a.line === b.line && a.column === b.column;
}
