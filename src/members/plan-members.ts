import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { MembersReader } from '../model/members-remote.ts';
import type { MembersPlan } from './members-plan.ts';
import type { MembersContext, MembersTask } from './members-task.ts';
import { prepareMembers } from './prepare-members.ts';

/** What another machine may well have: the data, and the key to the ledger. */
const elsewhere = new Set([
  'members-source-missing',
  'ledger-key-missing',
  'members-ledger-key-missing',
]);

/**
 * Edge: what a sync would send, in numbers. Writes nothing.
 * @throws DiagnosticError where source or ledger are here and cannot be read.
 */
export async function planMembers(
  task: MembersTask,
  context: MembersContext,
  remote: MembersReader,
): Promise<MembersPlan> {
  try {
    return (await prepareMembers(task, context, remote)).plan;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    if (!error.diagnostics.every(({ code }) => elsewhere.has(code))) throw error;
    return unknownHere(task);
  }
}

function unknownHere({ address, mode }: MembersTask): MembersPlan {
  return {
    address,
    mode,
    state: 'unknown-here',
    adds: 0,
    removes: 0,
    held: null,
    total: null,
    source: null,
    requests: 0,
    refusals: [],
  };
}
