import { groupPairs } from '../../model/group-by.ts';
import { segmentNamesIn } from '../../model/references.ts';
import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { afterOf, readAddress } from './change-attributes.ts';

/** The changes and moves that will refer to a segment: a replacement leads them to its successor. */
export type MoveFinder = (address: string) => readonly PlannedChange[];

export function createMoveFinder(plan: Pick<PlanDocument, 'changes' | 'moves'>): MoveFinder {
  const users = groupPairs(
    [...plan.moves, ...plan.changes]
      .filter(({ action }) => action !== 'create')
      .flatMap((change) =>
        segmentNamesIn(afterOf(change) ?? {}).map((name) => [name, change] as const),
      ),
  );
  return (address) => {
    const { kind, name } = readAddress(address);
    return kind === 'segment' ? (users.get(name) ?? []) : [];
  };
}
