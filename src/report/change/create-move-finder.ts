import { algebraLeaves } from '../../model/algebra.ts';
import { valueAt } from '../../model/text/json.ts';
import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { afterOf, readAddress } from './change-attributes.ts';
import { algebraOf, nameInKey } from './tree/describe-algebra-change.ts';

/** The changes and moves that will refer to a segment: a replacement leads them to its successor. */
export type MoveFinder = (address: string) => readonly PlannedChange[];

export function createMoveFinder(plan: Pick<PlanDocument, 'changes' | 'moves'>): MoveFinder {
  const users = new Map<string, PlannedChange[]>();
  for (const change of [...plan.moves, ...plan.changes]) {
    if (change.action === 'create') continue;
    for (const name of new Set(segmentsIn(change))) {
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

/** Names of the segments that an entity will refer to. */
function segmentsIn(change: PlannedChange): readonly string[] {
  const after = afterOf(change);
  const algebra = algebraOf(after);
  if (algebra) return algebraLeaves(algebra).flatMap((key) => nameInKey(key) ?? []);
  const seed = after === null ? undefined : valueAt(after, 'lookalike.seedSegment');
  return typeof seed === 'string' ? [seed] : [];
}
