/** Edge: reads ledger and source of a list, and says what would be sent. */
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { MembersReader } from '../model/members-remote.ts';
import { type Basis, chooseBasis } from './choose-basis.ts';
import { type Comparison, compareMembers } from './compare-members.ts';
import type { MemberSelection } from './create-member-table.ts';
import { type IdentifierRule, identifierRule } from './identifier-rule.ts';
import { membersAtOnce } from './member-share.ts';
import type { MembersPlan } from './members-plan.ts';
import { ledgerPlace, type MembersContext, type MembersTask } from './members-task.ts';
import { type Ledger, readLedger, sharesOfLedger } from './read-ledger.ts';
import { summariseMembers } from './summarise-members.ts';

/** A plan, and what it takes to carry it out. */
export interface PreparedMembers {
  readonly plan: MembersPlan;
  readonly rule: IdentifierRule;
  readonly comparison: Comparison;
  /** The ledger to go on with; null where there is none that fits. */
  readonly ledger: Ledger | null;
  readonly basis: Basis;
  /** Who is to be removed; null where nobody is. */
  readonly removal: MemberSelection | null;
}

/** @throws DiagnosticError where source or ledger cannot be read, or the task makes no sense. */
export async function prepareMembers(
  task: MembersTask,
  context: MembersContext,
  remote: MembersReader,
): Promise<PreparedMembers> {
  const rule = ruleFor(task, context);
  const place = ledgerPlace(context, task.target);
  const most = context.membersAtOnce ?? membersAtOnce;
  const shares = await sharesOfLedger(place, most);
  const keepsLedger = rule.encoding !== 'text' || context.ledgerKey !== null;
  const found = keepsLedger ? await readLedger(place, { share: { number: 0, of: shares } }) : null;
  const chosen = await chooseBasis(task, rule, found, remote, context.clock.now());
  const { basis, ledger } = chosen;
  const comparison = await compareMembers({
    ...{ rule, place, shares, most },
    source: task.source,
    stdin: context.stdin,
    ledger: basis === 'ledger' ? ledger : null,
  });
  const removal = removalOf(task, basis === 'ledger' && ledger?.header.coverage === 'whole');
  const plan = summariseMembers({ task, chosen, comparison, removal });
  return { plan, rule, comparison, ledger, basis, removal };
}

function ruleFor(task: MembersTask, context: MembersContext): IdentifierRule {
  const { identifierType, format, send, mode, address } = task;
  const rule = identifierRule(identifierType, format, send);
  if (rule === null) {
    throw problem(
      'members-format-unknown',
      `${address}: identifiers of the type ${identifierType} are not given as ${format}`,
      'Set "format" to plain, or to a digest that the identifier type has',
    );
  }
  if (identifierType.toLowerCase() === 'gum' && task.gumCallerId === null) {
    throw problem(
      'members-gum-caller-missing',
      `${address}: gum identifiers need the caller ID`,
      'Set "gumCallerId", or give --gum-caller-id; Criteo tells it',
    );
  }
  if (rule.encoding === 'text' && mode === 'mirror' && context.ledgerKey === null) {
    throw problem(
      'members-ledger-key-missing',
      `${address}: identifiers that are sent unhashed can be mirrored only with an encrypted ledger`,
      'Set AUDIENCECTL_LEDGER_KEY to a secret of your own, or use "mode: append"',
    );
  }
  return rule;
}

/** Where nobody knows what the list holds, removing somebody who is not on it does no harm. */
function removalOf({ mode }: MembersTask, isWhole: boolean): MemberSelection | null {
  if (mode === 'append') return null;
  if (mode === 'mirror') return 'remove';
  return isWhole ? 'intersection' : 'wanted';
}

function problem(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code, message, hint }]);
}
