import { groupBy } from '../../../model/group-by.ts';
import type { Phrase } from '../../text/phrase.ts';
import type { ResultGroup } from './arrange-results.ts';
import { describeResults } from './describe-group-of-results.ts';
import { isToldByFindings } from './findings-of.ts';
import type { ManyCommand } from './many-words.ts';
import { phraseWithoutValues, withoutValues } from './values-of-many.ts';

/**
 * Groups of which a reader of the rows reads the same, as one row. Their details are those of each group.
 *
 * @returns in the order in which the first of each stands
 */
export function joinRows(
  groups: readonly ResultGroup[],
  command: ManyCommand,
): readonly ResultGroup[] {
  const keyed = groups.map((group, index) => ({
    group,
    key: rowKey(group, command) ?? `${index}`,
  }));
  return [...groupBy(keyed, ({ key }) => key).values()].flatMap((alike) => {
    const [first] = alike;
    const results = alike.flatMap(({ group }) => group.results);
    return first === undefined ? [] : [{ ...first.group, results }];
  });
}

/** Null where it shares its row with none. */
function rowKey(group: ResultGroup, command: ManyCommand): string | null {
  const { level, first } = group;
  // The row has its findings with their places.
  const isToldByPlace = level === 'failed' && first.run === undefined;
  if (isToldByPlace || isToldByFindings(first)) return null;
  // As if it were one of several, for all of them.
  const { sign, ...said } = describeResults({ ...group, results: [first, first] }, command);
  const { looks, glance, fixes, ...rest } = said;
  const isRun = first.run !== undefined;
  const read = (phrases: readonly Phrase[]) => (isRun ? phrases.map(phraseWithoutValues) : phrases);
  return JSON.stringify([
    level,
    first.state,
    sign,
    rest,
    fixes.map(withoutValues),
    read(looks),
    read(glance),
  ]);
}
