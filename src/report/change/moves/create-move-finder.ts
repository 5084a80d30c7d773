import { groupPairs } from '../../../model/group-by.ts';
import { segmentIdsIn, segmentNamesIn } from '../../../model/references.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { afterOf, readAddress } from '../change-attributes.ts';

/** The changes and moves that will refer to a segment: a replacement leads them to its successor. */
export type MoveFinder = (address: string) => readonly PlannedChange[];

export function createMoveFinder(plan: Pick<PlanDocument, 'changes' | 'moves'>): MoveFinder {
  const segments = plan.changes.filter(({ address }) => readAddress(address).kind === 'segment');
  const addresses = new Map(segments.map(({ id, address }) => [id, address]));
  const users = groupPairs(
    [...plan.moves, ...plan.changes]
      .filter(({ action }) => action !== 'create')
      .flatMap((change) => {
        const after = afterOf(change) ?? {};
        const used = [
          ...segmentNamesIn(after).map((name) => `segment/${name}`),
          ...segmentIdsIn(after).flatMap((id) => addresses.get(id) ?? []),
        ];
        return [...new Set(used)].map((address) => [address, change] as const);
      }),
  );
  return (address) => users.get(address) ?? [];
}
