/** Rows of ledgers that were not searched, or not acted on, with the reason and what to do. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { listOf } from '../../model/text/count-of.ts';
import { type LedgerPlace, ledgerFile } from '../ledger/ledger-place.ts';
import type { SourceFormat } from '../source/source-format.ts';
import { cleanRow, type ForgetReason, type ForgetRow, type KnownList } from './forget-row.ts';
import type { SoughtPeople } from './read-sought.ts';

export function notSearched(row: ForgetRow, reason: ForgetReason): ForgetRow {
  return { ...row, state: 'not-searched', reason };
}

export function withoutLedger(list: KnownList, { types }: Pick<SoughtPeople, 'types'>): ForgetRow {
  const { identifierType: type } = list;
  if (type !== null && !types.includes(type.toLowerCase())) return otherType(list, type);
  return noLedger(list, type);
}

export function noLedger(list: KnownList, identifierType: string | null): ForgetRow {
  return notSearched(cleanRow(list, identifierType), {
    code: 'members-list-without-ledger',
    text: 'there is no ledger here, so its members are not known',
    fix: 'Remove them with "audiencectl members remove SEGMENT --source -", or restore the ledger and run the command again.',
  });
}

export function otherType(list: KnownList, identifierType: string): ForgetRow {
  const row = cleanRow(list, identifierType);
  const reason = {
    code: 'members-list-of-other-type',
    text: `it contains identifiers of the type ${identifierType}`,
    fix: `If you have such identifiers of these people, give them with --identifier-type ${identifierType}.`,
  };
  return { ...row, state: 'other-type', reason };
}

export function otherForm(list: KnownList, identifierType: string): ForgetRow {
  return notSearched(cleanRow(list, identifierType), {
    code: 'members-list-of-other-form',
    text: 'its members were sent in another form, which these digests cannot be compared with',
    fix: 'Give plain identifiers.',
  });
}

/** @param forms those in which nothing was sent. */
export function formUnknown(forms: readonly SourceFormat[]): ForgetReason {
  const isUnhashed = forms.includes('plain');
  const digests = forms.filter((form) => form !== 'plain');
  const as = [...digests, ...(isUnhashed ? ['unhashed identifiers'] : [])];
  const plain = digests.length > 0 ? 'Give plain identifiers. ' : '';
  return {
    code: 'members-form-unknown',
    text: `something else may have filled the list, so these people may still be on it as ${listOf(as, 'or')}, which were not sent`,
    fix: `${plain}Only a list that was cleared here is known in every form: run "audiencectl members sync SEGMENT --allow-members-rebuild" or "audiencectl members clear SEGMENT".`,
  };
}

export function gone(row: ForgetRow, place: LedgerPlace): ForgetRow {
  const reason = {
    code: 'members-list-gone',
    text: `they are in the ledger ${ledgerFile(place)}, but this account has no such list`,
    fix: 'If the list was deleted, delete its ledgers, PLATFORM-ID.ledger and PLATFORM-ID-TYPE.ledger. If it belongs to another account, run the command in that project.',
  };
  return { ...row, state: 'gone', reason };
}

export function stray(file: string): ForgetRow {
  const list = { target: { kind: 'segment', id: '' }, address: file, mode: null } as const;
  const row = cleanRow({ ...list, identifierType: null, gumCallerId: null }, null);
  return notSearched(row, {
    code: 'ledger-other-list',
    text: 'its file name ends with .ledger, but does not name a list and identifier type',
    fix: 'Restore its original name, or delete it.',
  });
}

export const callerMissing: ForgetReason = {
  code: 'members-gum-caller-missing',
  text: 'gum identifiers need a caller ID',
  fix: 'Give --gum-caller-id. Ask Criteo for it.',
};

/** Which callers have filled a list is nowhere to be read. */
export const callerUnknown: ForgetReason = {
  code: 'members-gum-caller-unknown',
  text: 'another caller may have filled the list, so these people may still be on it',
  fix: 'Only a list that was cleared here is known in full: run "audiencectl members sync SEGMENT --allow-members-rebuild" or "audiencectl members clear SEGMENT".',
};

/** @throws what says nothing about a ledger. */
export function unreadableLedger(
  list: KnownList,
  identifierType: string | null,
  error: unknown,
): ForgetRow {
  if (!(error instanceof DiagnosticError)) throw error;
  const [first] = error.diagnostics;
  return notSearched(cleanRow(list, identifierType), {
    code: first?.code ?? 'ledger-unusable',
    text: first?.message ?? 'its ledger cannot be read',
    fix: first?.hint ?? 'Check the folder and the disk.',
  });
}
