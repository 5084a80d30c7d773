import { yamlFlow } from '../model/hints/hint-for-name.ts';
import { editDistance } from '../model/text/edit-distance.ts';
import type { JsonValue } from '../model/text/json.ts';

const keysOfPeople: readonly string[] = ['in', 'notIn', 'reachedBy', 'notReachedBy'];
const keysOfRules: readonly string[] = [
  ...['audiences', 'segments', 'except', 'excludes', 'within', 'disjoint', 'schema', 'level'],
];

/** More letters than that are no slip, in words this short. */
const mostMistakes = 2;

/** For a key that an entry of `rules` or `people` cannot have; null where the schema says as much. */
export function hintForRuleKey({
  path: [list, , ...below],
  key,
  known,
}: {
  readonly path: readonly (string | number)[];
  readonly key: string;
  readonly known: readonly string[];
}): string | null {
  if ((list !== 'rules' && list !== 'people') || below.length > 0 || known.length === 0)
    return null;
  if (list === 'rules' && keysOfPeople.includes(key)) {
    return `Move the entry to people. A rule has no ${key}.`;
  }
  if (list === 'people' && keysOfRules.includes(key)) {
    return `Move the entry to rules. A person has no ${key}.`;
  }
  // Unlike names, no key means the opposite of a word that is nearly the same.
  const distance = (word: string) => editDistance(key.toLowerCase(), word, mostMistakes + 1);
  const [near] = known.toSorted((a, b) => distance(a) - distance(b));
  return near !== undefined && distance(near) <= mostMistakes ? `Did you mean ${near}?` : null;
}

/** For a value of a rule that the schema cannot explain: one glob is apart from nothing. Null for any other. */
export function hintForRuleValue(
  path: readonly (string | number)[],
  { keyword, data }: { readonly keyword: string; readonly data?: unknown },
): string | null {
  if (path.at(-1) !== 'disjoint' || !path.includes('rules')) return null;
  if (keyword !== 'minItems' && keyword !== 'type') return null;
  const given: readonly JsonValue[] = [data].flat().filter((each) => typeof each === 'string');
  const [first = 'FR | *'] = given;
  return `Give two globs of audiences or more, one for each group: disjoint: ${yamlFlow([first, 'OTHER *'])}.`;
}
