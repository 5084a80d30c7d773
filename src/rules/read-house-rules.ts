import type { Diagnostic, Found, Source } from '../diagnostics/diagnostic.ts';
import type { MarkedPart } from '../model/declaration.ts';
import type { Kind } from '../model/entity.ts';
import type { ExpectedPerson, HouseRule, HouseRules, RuleDemand } from '../model/house-rule.ts';
import { listOf } from '../model/text/count-of.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import type { IsMisshapen } from './find-misshapen.ts';

type Path = readonly (string | number)[];

/** A text that holds `rules` and `people`: a document of a manifest, or a project file. */
export interface RulesText {
  /** The map that has them. */
  readonly value: JsonValue | undefined;
  /** The place of a path below that map. */
  readonly locate: (path: Path, part?: MarkedPart) => Source;
}

/** What only audiences have. Where there are none, the schemas of manifests and project files refuse it. */
export const keysOfAudienceRules: readonly string[] = [
  ...['people', 'audiences', 'excludes', 'within', 'disjoint'],
];

/** Each names what a rule demands; a rule has one of them. */
const demandKeys = ['excludes', 'within', 'disjoint', 'schema'] as const;

/** The first demand of an entry; undefined where it has none, as no segment and no audience has. */
export function demandOf(entry: JsonObject): (typeof demandKeys)[number] | undefined {
  return demandKeys.find((key) => Object.hasOwn(entry, key));
}

/**
 * What is of the wrong shape is left out, as it may not say what was meant: the schema says so elsewhere, but not
 * that a rule demands one thing.
 * @param kinds those that the platform has
 */
export function readHouseRules(
  text: RulesText,
  kinds: readonly Kind[],
  isMisshapen: IsMisshapen,
): Found<HouseRules> {
  const hasAudiences = kinds.includes('audience');
  const items = (list: 'rules' | 'people') =>
    itemsOf(text, list).filter(({ path }) => !isMisshapen(path));
  const rules = items('rules').map((item) =>
    hasAudiences ? readRule(item, text) : { value: readSegmentRule(item, text), diagnostics: [] },
  );
  const people = hasAudiences
    ? items('people').flatMap((item) => readPerson(item, text) ?? [])
    : [];
  const untested = people.filter(
    ({ reachedBy, notReachedBy }) => reachedBy.length + notReachedBy.length === 0,
  );
  return {
    value: { rules: rules.flatMap(({ value }) => value ?? []), people },
    diagnostics: [
      ...rules.flatMap(({ diagnostics }) => diagnostics),
      ...untested.map(({ source }) =>
        ruleProblem('nothing is expected of the person', source, 'Add reachedBy or notReachedBy.'),
      ),
    ],
  };
}

interface Item {
  readonly path: Path;
  readonly entry: JsonObject;
}

function itemsOf({ value }: RulesText, list: 'rules' | 'people'): readonly Item[] {
  const items = isJsonObject(value) ? value[list] : undefined;
  if (!Array.isArray(items)) return [];
  return items.flatMap((entry, index) =>
    isJsonObject(entry) ? [{ path: [list, index], entry }] : [],
  );
}

function readRule({ path, entry }: Item, text: RulesText): Found<HouseRule | null> {
  const given = demandKeys.filter((key) => entry[key] !== undefined && entry[key] !== null);
  const hasBoth = entry['audiences'] !== undefined && entry['segments'] !== undefined;
  const place = placeOf(path, entry, text);
  const problem = (message: string, source: Source, hint: string) => ({
    value: null,
    diagnostics: [ruleProblem(message, source, hint)],
  });
  if (given.length === 0) {
    const possible = entry['segments'] === undefined ? listOf(demandKeys, 'or') : 'schema';
    return problem('the rule demands nothing', place.source, `Add ${possible}.`);
  }
  const [first, second] = given;
  if (second !== undefined) {
    return problem(
      `the rule has both ${first} and ${second}`,
      text.locate([...path, second], 'key'),
      'Make two rules of it.',
    );
  }
  if (hasBoth) {
    return problem(
      'the rule is over audiences and over segments',
      text.locate([...path, 'segments'], 'key'),
      'Make two rules of it.',
    );
  }
  const kind = entry['segments'] === undefined ? 'audience' : 'segment';
  if (kind === 'segment' && first !== 'schema') {
    return problem(
      `a rule over segments cannot have ${first}, which is about audiences`,
      text.locate([...path, 'segments'], 'key'),
      'Use schema, or write audiences.',
    );
  }
  return { value: makeRule(entry, place, kind), diagnostics: [] };
}

/** Where there are no audiences, a rule is of segments, and a schema. */
function readSegmentRule({ path, entry }: Item, text: RulesText): HouseRule | null {
  if (keysOfAudienceRules.some((key) => entry[key] !== undefined)) return null;
  return makeRule(entry, placeOf(path, entry, text), 'segment');
}

function makeRule(
  entry: JsonObject,
  place: ReturnType<typeof placeOf>,
  kind: Kind,
): HouseRule | null {
  const { name } = entry;
  const demand = readDemand(entry);
  if (typeof name !== 'string' || name.trim() === '' || demand === null) return null;
  const over = texts(entry[`${kind}s`]);
  return {
    ...{ name, ...place, demand, kind },
    over: over.length === 0 ? ['*'] : over,
    except: texts(entry['except']),
    level: entry['level'] === 'warning' ? 'warning' : 'error',
  };
}

function ruleProblem(message: string, source: Source, hint: string): Diagnostic {
  return { severity: 'error', code: 'rule-needs-one-demand', message, source, hint };
}

function readDemand({ excludes, within, disjoint, schema }: JsonObject): RuleDemand | null {
  const names = texts(excludes);
  if (names.length > 0) return { kind: 'excludes', names };
  if (typeof within === 'string') return { kind: 'within', name: within };
  const groups = texts(disjoint);
  if (groups.length > 1) return { kind: 'disjoint', groups };
  return isJsonObject(schema) || typeof schema === 'boolean' ? { kind: 'schema', schema } : null;
}

function readPerson({ path, entry }: Item, text: RulesText): ExpectedPerson | null {
  const { name } = entry;
  if (typeof name !== 'string' || name.trim() === '') return null;
  return {
    ...{ name, ...placeOf(path, entry, text) },
    in: texts(entry['in']),
    notIn: texts(entry['notIn']),
    reachedBy: texts(entry['reachedBy']),
    notReachedBy: texts(entry['notReachedBy']),
  };
}

function placeOf(path: Path, entry: JsonObject, { locate }: RulesText) {
  const [first] = Object.keys(entry);
  const source = first === undefined ? locate(path) : locate([...path, first], 'key');
  return {
    source,
    locate: (inner: Path, part?: MarkedPart) => locate([...path, ...inner], part),
  };
}

/** One text, or a list of them. */
function texts(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
