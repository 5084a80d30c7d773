import { groupBy } from '../../../model/group-by.ts';
import type { ResultGroup } from './arrange-results.ts';
import { describeAlikeResults, describeResults } from './describe-group-of-results.ts';
import { isToldByFindings } from './findings-of.ts';
import type { ManyCommand } from './many-words.ts';

/**
 * Groups of which a reader of the rows reads the same, as one row. Their details are those of each group.
 *
 * @returns in the order in which the first of each stands
 */
export function joinRows(
  groups: readonly ResultGroup[],
  command: ManyCommand,
): readonly ResultGroup[] {
  return [...groupBy(groups, (group) => rowKey(group, command)).values()].flatMap((alike) => {
    const [group] = alike;
    return group === undefined
      ? []
      : [{ ...group, results: alike.flatMap(({ results }) => results) }];
  });
}

function rowKey(group: ResultGroup, command: ManyCommand): string {
  const { level, first } = group;
  // The row has its findings with their places.
  const isToldByPlace = level === 'failed' && first.run === undefined;
  if (isToldByPlace || isToldByFindings(first))
    return JSON.stringify([first.file, describeAlikeResults(group)]);
  // As if it were one of several, for all of them.
  const { sign, ...said } = describeResults({ ...group, results: [first, first] }, command);
  return JSON.stringify([level, first.state, sign, said]);
}
