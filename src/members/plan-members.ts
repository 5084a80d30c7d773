import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { MembersReader } from '../model/remote/members-remote.ts';
import { withPreparedMembers } from './compare/prepare-members.ts';
import { withLedger } from './ledger/ledger-error.ts';
import type { MembersPlan } from './members-plan.ts';
import { ledgerPlace, type MembersContext, type MembersTask } from './members-task.ts';

/** What another machine may have: the data, and the key to the ledger. */
const elsewhere = new Set([
  'members-source-missing',
  'ledger-key-missing',
  'members-ledger-key-missing',
]);

/**
 * Edge: what a sync would send, in counts. Writes nothing that stays.
 * @throws DiagnosticError where source or ledger are here and cannot be read.
 */
export async function planMembers(
  task: MembersTask,
  context: MembersContext,
  remote: MembersReader,
): Promise<MembersPlan> {
  try {
    const place = ledgerPlace(context, task.target, task.identifierType);
    return await withLedger(place, () =>
      withPreparedMembers(task, context, remote, async ({ plan }) => plan),
    );
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    if (!error.diagnostics.every(({ code }) => elsewhere.has(code))) throw error;
    const reasons = error.diagnostics.map(({ message }) =>
      message.replace(`${task.address}: `, ''),
    );
    return unknownHere(task, reasons.join('; '));
  }
}

/** @param missing what is elsewhere, in a sentence. */
export function unknownHere({ address, mode }: MembersTask, missing: string): MembersPlan {
  return {
    address,
    mode,
    state: 'unknown-here',
    adds: 0,
    removes: 0,
    held: null,
    unconfirmed: 0,
    total: null,
    ledger: null,
    checked: false,
    source: null,
    turnedInto: null,
    requests: 0,
    consents: [],
    allowed: [],
    missing,
    refusals: [],
  };
}
