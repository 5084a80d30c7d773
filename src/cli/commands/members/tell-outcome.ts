import type { MembersProblem } from '../../../members/members-result.ts';
import type { MembersSent } from '../../../reconciler/apply.ts';
import type { RunEvents } from '../../progress/with-event-log.ts';

/** The event that a changed list also has in a run of `apply`. A refused list has none. */
export function tellOutcome(
  tell: RunEvents['tell'],
  { address, id }: { readonly address: string; readonly id: string },
  members: MembersSent,
  outcome: 'done' | 'failed' | 'unknown' | 'interrupted',
  problem: MembersProblem | null,
): void {
  const event = { event: 'outcome', address, id, action: 'update', members } as const;
  if (outcome === 'interrupted') tell({ ...event, outcome: 'skipped', because: outcome });
  else tell({ ...event, outcome, ...(problem ? { error: problem } : {}) });
}
