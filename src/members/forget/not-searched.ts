/** Rows of ledgers that were not searched, or not acted on, with the reason and what to do. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { type LedgerPlace, ledgerFile } from '../ledger/ledger-place.ts';
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
    text: 'it has no ledger here, so it is not known who is on it',
    fix: 'Take them off with "members remove", or bring the ledger and run the command again.',
  });
}

export function otherType(list: KnownList, identifierType: string): ForgetRow {
  const row = cleanRow(list, identifierType);
  const reason = {
    code: 'members-list-of-other-type',
    text: `it knows people by ${identifierType}`,
    fix: `Where you have that of these people, give it with --identifier-type ${identifierType}.`,
  };
  return { ...row, state: 'other-type', reason };
}

export function otherForm(list: KnownList, identifierType: string): ForgetRow {
  return notSearched(cleanRow(list, identifierType), {
    code: 'members-list-of-other-form',
    text: 'it was sent in another form, with which these digests cannot be compared',
    fix: 'Give the identifiers in plain.',
  });
}

export function gone(row: ForgetRow, place: LedgerPlace): ForgetRow {
  const reason = {
    code: 'members-list-gone',
    text: `they are in the ledger ${ledgerFile(place)}, and this account has no such list`,
    fix: 'Where the list was deleted, delete its ledgers, PLATFORM-ID.ledger and PLATFORM-ID-TYPE.ledger; where it belongs to another account, run the command there.',
  };
  return { ...row, state: 'gone', reason };
}

export function stray(file: string): ForgetRow {
  const list = { target: { kind: 'segment', id: '' }, address: file, mode: null } as const;
  const row = cleanRow({ ...list, identifierType: null, gumCallerId: null }, null);
  return notSearched(row, {
    code: 'ledger-other-list',
    text: 'it is called a ledger, and its name is that of no list and identifier type',
    fix: 'Give it the name that it was written under, or delete it.',
  });
}

export const callerMissing: ForgetReason = {
  code: 'members-gum-caller-missing',
  text: 'gum identifiers need the caller ID',
  fix: 'Give --gum-caller-id. Ask Criteo for it.',
};

/** @throws what says nothing about a ledger. */
export function unreadable(
  list: KnownList,
  identifierType: string | null,
  error: unknown,
): ForgetRow {
  if (!(error instanceof DiagnosticError)) throw error;
  const [first] = error.diagnostics;
  return notSearched(cleanRow(list, identifierType), {
    code: first?.code ?? 'ledger-unusable',
    text: first?.message ?? 'its ledger cannot be read',
    fix: first?.hint ?? 'Look at the folder and the disk.',
  });
}
