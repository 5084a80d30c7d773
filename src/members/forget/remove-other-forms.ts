/** Edge: removals of people in every form but that of the ledger, in which something else may have added them. */

import type { MembersRemote } from '../../model/remote/members-remote.ts';
import { encodingOf } from '../identifiers/identifier-rule.ts';
import { formatsOf } from '../identifiers/identifier-types.ts';
import type { LedgerLock } from '../ledger/lock/lock-ledger.ts';
import type { MembersContext } from '../members-task.ts';
import { type SentChunks, sendChunks } from '../send/send-chunks.ts';
import type { SourceFormat } from '../source/source-format.ts';
import type { SyncOptions } from '../sync-members.ts';
import { createMemberQueue } from '../table/member-queue.ts';
import type { MatchedLedger } from './match-ledger.ts';
import { matchMembers } from './match-members.ts';
import type { SoughtPeople } from './read-sought.ts';
import type { ForgetWork } from './search-ledgers.ts';

export interface Forgetting {
  readonly sought: SoughtPeople;
  readonly context: MembersContext;
  readonly remote: MembersRemote;
  readonly options?: SyncOptions;
}

export type SentRemovals = Pick<
  SentChunks,
  'removed' | 'invalidRemoved' | 'notTaken' | 'inDoubt' | 'requests' | 'warnings'
>;

export interface OtherForms extends SentRemovals {
  /** What ended it early; null when all is sent. */
  readonly end: SentChunks['end'];
  /** Forms in which they may be on the list, and in which nothing was sent. */
  readonly unsent: readonly SourceFormat[];
}

const nothing: OtherForms = {
  ...{ removed: 0, invalidRemoved: 0, notTaken: 0, inDoubt: 0, requests: 0, warnings: [] },
  ...{ end: null, unsent: [] },
};

/** No ledger has them, so nothing is written down. Unhashed identifiers never go to a list of digests. */
export async function removeOtherForms(
  { list: { target, gumCallerId }, place, inEveryForm }: ForgetWork,
  { ledger: { header } }: MatchedLedger,
  lock: LedgerLock,
  { sought, context: { clock }, remote, options }: Forgetting,
): Promise<OtherForms> {
  const identifierType = place.identifierType ?? '';
  let all = nothing;
  const forms = inEveryForm ? formatsOf(identifierType) : [];
  for (const form of forms.filter((each) => each !== header.sentForm)) {
    const batch = form === 'plain' ? null : sought.as(identifierType, form);
    if (batch === null) {
      all = { ...all, unsent: [...all.unsent, form] };
      continue;
    }
    // Each of them once.
    const once = matchMembers(batch, encodingOf(form)).select('unnamed');
    const sent = await sendChunks({
      task: { target, gumCallerId, identifierType },
      members: {
        count: () => 0,
        queue: () => createMemberQueue([{ batch: once, mark: 'absent' }]),
      },
      sending: { add: null, remove: 'remove' },
      ...{ brake: null, journal: null, invalidBefore: 0 },
      ...{ lock, remote, clock },
      ...options,
    });
    all = { ...addSent(all, sent), end: sent.end, unsent: all.unsent };
    if (sent.end !== null) return all;
  }
  return all;
}

export function addSent(one: SentRemovals, other: SentRemovals): SentRemovals {
  return {
    removed: one.removed + other.removed,
    invalidRemoved: one.invalidRemoved + other.invalidRemoved,
    notTaken: one.notTaken + other.notTaken,
    inDoubt: one.inDoubt + other.inDoubt,
    requests: one.requests + other.requests,
    warnings: [...one.warnings, ...other.warnings],
  };
}
