/** Edge: what is done to the fields of a source, so that they can be compared with who is on the list. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { type IdentifierRule, identifierRule, ruleInto } from '../identifiers/identifier-rule.ts';
import { isGum } from '../identifiers/identifier-types.ts';
import type { LedgerHeader } from '../ledger/format/ledger-header.ts';
import type { LedgerPlace } from '../ledger/ledger-place.ts';
import { readHeaderOnList } from '../ledger/read-list-ledger.ts';
import type { MembersContext, MembersTask } from '../members-task.ts';
import type { SourceFormat } from '../source/source-format.ts';

/**
 * Members take the form of those that the list's ledger holds, if the form of the source can be brought
 * to it. In another form they would be other members: a removal would remove
 * no member, and the ledger would say that it did.
 *
 * @throws DiagnosticError where the source cannot be compared with the list, and so nothing may be sent.
 */
export async function chooseRule(
  task: MembersTask,
  place: LedgerPlace,
  context: Pick<MembersContext, 'ledgerKey'>,
): Promise<IdentifierRule> {
  const { identifierType, format, send, country, mode, address } = task;
  refuseOtherType(task);
  const declared = await identifierRule(identifierType, format, send, country);
  if (declared === null) {
    throw problem(
      'members-format-unknown',
      `${address}: identifiers of the type ${identifierType} cannot have the format ${format}`,
      'Set "format" to plain, or to a digest of this identifier type.',
    );
  }
  if (isGum(identifierType) && task.gumCallerId === null) {
    throw problem(
      'members-gum-caller-missing',
      `${address}: gum identifiers need a caller ID`,
      'Set "gumCallerId", or give --gum-caller-id. Ask Criteo for the ID.',
    );
  }
  // A ledger of a list that was made just now is of an earlier list, which only sandboxes have.
  const kept = task.isNew ? null : await readHeaderOnList(place, mode === 'mirror');
  refuseOtherCaller(kept, task);
  const rule = await ruleIn(kept?.sentForm ?? null, declared, task);
  if (!keepsLedger(rule, context) && mode === 'mirror') {
    throw problem(
      'members-ledger-key-missing',
      `${address}: mode: mirror needs an encrypted ledger for identifiers that are sent unhashed`,
      'Set AUDIENCECTL_LEDGER_KEY to a secret that you choose, or use "mode: append".',
    );
  }
  return rule;
}

/** Texts identify a person outright. */
export function keepsLedger(
  { encoding }: IdentifierRule,
  { ledgerKey }: Pick<MembersContext, 'ledgerKey'>,
): boolean {
  return encoding !== 'text' || ledgerKey !== null;
}

function refuseOtherType({ address, identifierType, listType }: MembersTask): void {
  if (listType === null || listType.toLowerCase() === identifierType.toLowerCase()) return;
  throw problem(
    'members-type-other',
    `${address}: the list has identifiers of the type ${listType}, but ${identifierType} ones were given`,
    `Give identifiers of the type ${listType}. For another type, use another segment.`,
  );
}

/** What one caller has added, another one may not be able to remove. */
function refuseOtherCaller(
  kept: Pick<LedgerHeader, 'gumCallerId'> | null,
  { address, gumCallerId }: MembersTask,
): void {
  const caller = kept?.gumCallerId ?? null;
  if (caller === null || caller === gumCallerId) return;
  throw problem(
    'members-gum-caller-other',
    `${address}: the list was filled with the caller ID ${caller}, not ${gumCallerId}`,
    `Set "gumCallerId" to ${caller}, or give --gum-caller-id ${caller}. ${toStartAnew('caller ID')}`,
  );
}

function toStartAnew(what: string): string {
  return `To use another ${what}, first run "audiencectl members clear SEGMENT", which removes all members.`;
}

/** @param kept the form of those on the list, as far as its ledger knows; null where it is empty. */
async function ruleIn(
  kept: SourceFormat | null,
  declared: IdentifierRule,
  { address, identifierType, format, country }: MembersTask,
): Promise<IdentifierRule> {
  if (kept === null || kept === declared.sentForm) return declared;
  const anew = toStartAnew('form');
  if (kept === 'plain') {
    throw problem(
      'members-format-other',
      `${address}: the list was filled with unhashed identifiers, which ${declared.sentForm} ones cannot be compared with`,
      // Only the manifest decides what leaves the machine unhashed.
      `Set "format: plain" and "send: plain", as when it was filled. ${anew}`,
    );
  }
  const rule = await ruleInto(identifierType, format, kept, country);
  if (rule !== null) return rule;
  throw problem(
    'members-format-other',
    `${address}: the list was filled with ${kept} identifiers, which ${format} ones cannot be converted to`,
    `Give ${kept} or plain identifiers. ${anew}`,
  );
}

function problem(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code, message, hint }]);
}
