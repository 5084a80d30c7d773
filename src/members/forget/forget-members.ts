/** Edge: takes people off the lists whose ledgers have them, and out of the ledgers. */
import { invariant } from '../../diagnostics/diagnostic.ts';
import { isGum } from '../identifiers/identifier-types.ts';
import { ledgerError } from '../ledger/ledger-error.ts';
import type { LedgerLock } from '../ledger/lock/lock-ledger.ts';
import { withLockedLedger } from '../ledger/lock/with-locked-ledger.ts';
import { updateNote } from '../ledger/note/update-note.ts';
import { openJournal } from '../ledger/open-journal.ts';
import { plainProblem, problemOf, removalNotTaken } from '../members-result.ts';
import { lockOptions } from '../members-task.ts';
import { type SentChunks, sendChunks } from '../send/send-chunks.ts';
import { createMemberQueue } from '../table/member-queue.ts';
import type { ForgetReason, ForgetRow } from './forget-row.ts';
import { type MatchedLedger, matchLedger } from './match-ledger.ts';
import { callerUnknown, formUnknown, unreadableLedger } from './not-searched.ts';
import {
  addSent,
  type Forgetting,
  type OtherForms,
  removeOtherForms,
  type SentRemovals,
} from './remove-other-forms.ts';
import { rewriteLedger } from './rewrite-ledger.ts';
import type { ForgetWork, SearchedLedger } from './search-ledgers.ts';

/**
 * One list after the other; what goes wrong with one is in its row. A run that was cut off is finished by
 * another one: it goes on until no ledger names any of them.
 */
export async function forgetMembers(
  searched: readonly SearchedLedger[],
  forgetting: Forgetting,
): Promise<readonly ForgetRow[]> {
  const rows: ForgetRow[] = [];
  for (const each of searched) rows.push(await forgetIn(each, forgetting));
  return rows;
}

async function forgetIn({ row, work }: SearchedLedger, forgetting: Forgetting): Promise<ForgetRow> {
  const { context, options, sought } = forgetting;
  if (work === null) return row;
  if (options?.signal?.aborted) return { ...row, state: 'interrupted' };
  const { place, list } = work;
  try {
    return await withLockedLedger(place, lockOptions(context), async (lock) => {
      if (context.ledgerOldKey !== null) await updateNote(place, lock, context.clock.now(), null);
      const matched = await matchLedger(place, sought);
      // It was there a moment ago: another run has changed the list, which must be searched again.
      if (matched === null) return { ...row, state: 'interrupted' };
      return takeOff(row, work, matched, lock, forgetting);
    });
  } catch (error) {
    const { state, reason } = unreadableLedger(list, row.identifierType, error);
    return { ...row, state, reason };
  }
}

async function takeOff(
  row: ForgetRow,
  work: ForgetWork,
  matched: MatchedLedger,
  lock: LedgerLock,
  forgetting: Forgetting,
): Promise<ForgetRow> {
  const { context, remote, options } = forgetting;
  const { place } = work;
  const { clock } = context;
  const { ledger } = matched;
  // They go first: as long as the ledger names these people, the same command goes on.
  const others = await removeOtherForms(work, matched, lock, forgetting);
  if (others.end !== null) return openRow(row, others, others.end);
  const journal = await openJournal(place, ledger, lock, () => clock.now());
  let sent: SentChunks;
  try {
    const invalidBefore = ledger.moments.at(-1)?.invalid ?? 0;
    const tools = { journal, lock, remote, clock, invalidBefore };
    const sending = { ...whatToSend(work, matched), brake: null };
    sent = await sendChunks({ ...sending, ...tools, ...options });
  } finally {
    await journal.close();
  }
  const all = addSent(others, sent);
  if (sent.end !== null) return openRow(row, all, sent.end);
  // A ledger in which they are removed still names them.
  const known = matched.isPartial
    ? { coverage: 'part' as const, isOneForm: !work.inEveryForm }
    : {};
  const written = await rewriteLedger(place, lock, context, known);
  if (written === null) throw ledgerError(place, 'damaged');
  const sentRow = sentIn(row, all);
  if (all.notTaken + all.inDoubt > 0) {
    return { ...sentRow, state: 'failed', problem: removalNotTaken(all) };
  }
  const reason = whyUnknown(work, others.unsent);
  return { ...sentRow, state: reason === null ? 'done' : 'unknown', reason };
}

/** Null where they are off the list for certain. */
function whyUnknown(
  { place, inEveryForm }: ForgetWork,
  unsent: OtherForms['unsent'],
): ForgetReason | null {
  if (unsent.length > 0) return formUnknown(unsent);
  return inEveryForm && isGum(place.identifierType) ? callerUnknown : null;
}

function sentIn(row: ForgetRow, { removed, invalidRemoved, requests, warnings }: SentRemovals) {
  const told = warnings.map(plainProblem);
  return { ...row, removed, notTaken: invalidRemoved, requests, warnings: told };
}

/** A list whose removals were not all answered. */
function openRow(row: ForgetRow, sent: SentRemovals, end: SentChunks['end']): ForgetRow {
  const sentRow = sentIn(row, sent);
  if (end === 'interrupted') return { ...sentRow, state: end };
  invariant(end !== null && typeof end === 'object', 'a brake that is off');
  const state = end.outcome === 'unknown' ? 'unknown' : 'failed';
  return { ...sentRow, state, problem: problemOf(end) };
}

function whatToSend(
  { list: { target, gumCallerId }, place, sendsAll }: ForgetWork,
  { ledger, matcher, isPartial }: MatchedLedger,
): Pick<Parameters<typeof sendChunks>[0], 'task' | 'members' | 'sending'> {
  const { header, commit } = ledger;
  const others =
    sendsAll || isPartial ? (['unsure', 'absent', 'unnamed'] as const) : ['unsure' as const];
  const pieces = [
    { batch: matcher.select('held'), mark: 'held' as const },
    ...others.map((state) => ({ batch: matcher.select(state), mark: 'absent' as const })),
  ].filter(({ batch }) => batch.count > 0);
  return {
    task: {
      target,
      gumCallerId,
      identifierType: place.identifierType ?? header.identifierType ?? '',
    },
    members: { count: () => commit.held, queue: () => createMemberQueue(pieces) },
    sending: { add: null, remove: 'remove' },
  };
}
