/** A part of a plan: what was asked for, with everything that it waits for pulled in. */
import type { PlannedChange, PlanSelection } from '../../schema/generated/plan.ts';
import { changeKey } from '../change/change-key.ts';
import type { Selection } from '../match/selection.ts';
import type { Dependencies } from './write-order.ts';

export interface SelectedChanges {
  readonly changes: readonly PlannedChange[];
  readonly repoints: readonly PlannedChange[];
  readonly left: readonly PlannedChange[];
  readonly selection: PlanSelection;
}

export function selectChanges(
  changes: readonly PlannedChange[],
  repoints: readonly PlannedChange[],
  dependencies: Dependencies,
  { target, exclude }: Selection,
  isAsked: (address: string) => boolean,
): SelectedChanges {
  const wanted = changes.filter(({ address }) => isAsked(address));
  const byKey = new Map([...changes, ...repoints].map((change) => [changeKey(change), change]));
  const kept = new Set(wanted);
  const queue = [...wanted];
  for (let change = queue.pop(); change; change = queue.pop()) {
    for (const key of dependencies.get(changeKey(change)) ?? []) {
      const needed = byKey.get(key);
      if (needed === undefined || kept.has(needed)) continue;
      kept.add(needed);
      queue.push(needed);
    }
  }
  const asked = new Set(wanted);
  const pulledIn = changes.filter((change) => kept.has(change) && !asked.has(change));
  return {
    changes: changes.filter((change) => kept.has(change)),
    repoints: repoints.filter((change) => kept.has(change)),
    left: changes.filter((change) => !kept.has(change)),
    selection: {
      target: [...target],
      exclude: [...exclude],
      pulledIn: pulledIn.map(({ address }) => address),
    },
  };
}
