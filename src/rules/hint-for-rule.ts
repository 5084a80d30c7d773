import { editDistance } from '../model/text/edit-distance.ts';

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
