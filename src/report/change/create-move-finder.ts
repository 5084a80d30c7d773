import { segmentNamesIn } from '../../model/references.ts';
import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { afterOf, readAddress } from './change-attributes.ts';

/** The changes and moves that will refer to a segment: a replacement leads them to its successor. */
export type MoveFinder = (address: string) => readonly PlannedChange[];

export function createMoveFinder(plan: Pick<PlanDocument, 'changes' | 'moves'>): MoveFinder {
  const users = new Map<string, PlannedChange[]>();
  for (const change of [...plan.moves, ...plan.changes]) {
    if (change.action === 'create') continue;
    for (const name of segmentNamesIn(afterOf(change) ?? {})) {
      const list = users.get(name);
      if (list) list.push(change);
      else users.set(name, [change]);
    }
  }
  return (address) => {
    const { kind, name } = readAddress(address);
    return kind === 'segment' ? (users.get(name) ?? []) : [];
  };
}
