/** Edge: which lists have people who are looked for, by all ledgers of a folder. */
import { join } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { MembersReader } from '../../model/remote/members-remote.ts';
import { encodingOf } from '../identifiers/identifier-rule.ts';
import { spellIdentifierType } from '../identifiers/identifier-types.ts';
import { nodeFiles } from '../ledger/files/node-files.ts';
import { findLedgers, type ListOfFolder } from '../ledger/folder/find-ledgers.ts';
import { listLedgers } from '../ledger/folder/list-ledgers.ts';
import { couldCount } from '../ledger/format/ledger-moment.ts';
import { withLedger } from '../ledger/ledger-error.ts';
import { type LedgerPlace, ledgerFile, notePlace } from '../ledger/ledger-place.ts';
import { withLockedLedger } from '../ledger/lock/with-locked-ledger.ts';
import { readLedgerHead } from '../ledger/open-ledger.ts';
import { refuseOldLedger, seeLedger } from '../ledger/overview/see-ledger.ts';
import { type LedgerFile, readLedger, type WantMembers } from '../ledger/read-ledger.ts';
import { countOtherTypes, readListLedger } from '../ledger/read-list-ledger.ts';
import { ledgerPlace, lockOptions, type MembersContext } from '../members-task.ts';
import type { ForgetReason, ForgetRow, KnownList } from './forget-result.ts';
import { type MatchState, type MemberMatcher, matchMembers } from './match-members.ts';
import type { SoughtPeople } from './read-sought.ts';

/** A row, and what it takes to go on with it. */
export interface SearchedLedger {
  readonly row: ForgetRow;
  /** Null where nothing is to be done. */
  readonly work: ForgetWork | null;
}

export interface ForgetWork {
  readonly list: KnownList;
  readonly place: LedgerPlace;
  /** The ledger does not know all of the list: all of them are to be taken off. */
  readonly sendsAll: boolean;
}

interface Search {
  readonly sought: SoughtPeople;
  readonly context: MembersContext;
  readonly remote: MembersReader;
}

/**
 * Each list is looked at while no other run changes it. What cannot be looked at has a row that says so.
 * @param lists all contact lists of the account.
 * @throws DiagnosticError where the folder itself cannot be read.
 */
export async function searchLedgers(
  lists: readonly KnownList[],
  search: Search,
): Promise<readonly SearchedLedger[]> {
  const { context } = search;
  const { files = nodeFiles, ledgerFolder: folder, platform } = context;
  const place = ledgerPlace(context, { kind: 'segment', id: '0' }, null);
  const inFolder = await withLedger(place, () => findLedgers(files, folder));
  const searched: SearchedLedger[] = [];
  const keys = new Set(inFolder.lists.map(keyOf));
  for (const list of lists) {
    const own = { target: list.target, platform };
    const found = keys.delete(keyOf(own))
      ? await searchList(own, list, null, search)
      : [withoutLedger(list, search)];
    searched.push(...found);
  }
  for (const other of inFolder.lists) {
    if (!keys.has(keyOf(other))) continue;
    // The ID of a list of the older endpoints is that of a segment.
    const same = lists.find(({ target: { id } }) => id === other.target.id);
    const isOlder = other.target.kind === 'legacy-audience';
    const refusal = (isOlder ? same?.refusal : null) ?? null;
    searched.push(...(await searchList(other, null, refusal, search)));
  }
  return [...searched, ...inFolder.strays.map((name) => stray(join(folder, name)))];
}

function keyOf({ target, platform }: ListOfFolder): string {
  return `${platform ?? target.kind}/${target.id}`;
}

/**
 * @param known null for a list that the account does not have, or that the older endpoints know.
 * @param refusal why that one is never written; null where it may be.
 */
async function searchList(
  { target, platform }: ListOfFolder,
  known: KnownList | null,
  refusal: KnownList['refusal'],
  search: Search,
): Promise<readonly SearchedLedger[]> {
  const { context, sought } = search;
  const place = ledgerPlace({ ...context, platform: platform ?? context.platform }, target, null);
  const list: KnownList = known ?? {
    ...{ target, address: place.list, identifierType: null, mode: null, gumCallerId: null },
    refusal: refusal ?? null,
  };
  // The older endpoints tell nothing about which lists there are.
  const isGone = known === null && target.kind === 'segment';
  const look = { list, isGone, search };
  try {
    return await withLockedLedger(place, lockOptions(context), async () => {
      const ledgers = await listLedgers(place);
      const searched: SearchedLedger[] = [];
      for (const each of ledgers) searched.push(await searchLedger(each, look));
      const types = new Set(ledgers.map(({ identifierType }) => identifierType));
      const missing = sought.types.filter((type) => !types.has(type));
      return [...searched, ...(await searchNote(place, missing, ledgers, look))];
    });
  } catch (error) {
    return [unreadable(list, null, error)];
  }
}

interface Look {
  readonly list: KnownList;
  readonly isGone: boolean;
  readonly search: Search;
}

async function searchLedger(place: LedgerPlace, look: Look): Promise<SearchedLedger> {
  const { list, search } = look;
  try {
    return await withLedger(place, async () => {
      const type = place.identifierType ?? '';
      const told = (await readLedgerHead(place))?.header.identifierType ?? type;
      const { kind } = list.target;
      const family = kind === 'legacy-audience' ? kind : search.context.platform;
      const spelt = spellIdentifierType(told, family);
      if (!search.sought.types.includes(type)) return otherType(list, spelt);
      const matched = await matchLedger(place, search.sought);
      if (matched === null) return otherForm(list, spelt);
      // It is written anew, and removals are sent, with the type as the API spells it.
      return judge({ ...place, identifierType: spelt }, matched, look, rowOf(list, spelt));
    });
  } catch (error) {
    const { platform } = search.context;
    return unreadable(list, spellIdentifierType(place.identifierType ?? '', platform), error);
  }
}

async function judge(
  place: LedgerPlace,
  { ledger, matcher, isPartial }: MatchedLedger,
  { list, isGone, search: { context, remote } }: Look,
  clean: ForgetRow,
): Promise<SearchedLedger> {
  const found = countOf(matcher, 'held') + countOf(matcher, 'unsure');
  const isNamed = found + countOf(matcher, 'absent') > 0;
  const row = { ...clean, found };
  if (isGone) return isNamed ? gone(row, place) : { row, work: null };
  const now = context.clock.now();
  const old = refuseOldLedger(seeLedger(ledger, now), context.maxLedgerAgeMs ?? null);
  if (old !== null) return notSearched(row, old);
  const isKnown = !isPartial && (await fits(place, list, ledger, { remote, now }));
  const sendsAll = !isKnown && (isNamed || countOf(matcher, 'unnamed') > 0);
  if (!isNamed && !sendsAll) return { row, work: null };
  if (list.refusal) return notSearched(row, list.refusal);
  const isGum = place.identifierType?.toLowerCase() === 'gum';
  if (isGum && list.gumCallerId === null) return notSearched(row, callerMissing);
  return { row: { ...row, state: 'found' }, work: { list, place, sendsAll } };
}

/** Whether the count of the API can be that of what the ledger says. */
async function fits(
  place: LedgerPlace,
  { target: { kind, id } }: Pick<KnownList, 'target'>,
  { moments, unsure }: LedgerFile,
  { remote, now }: { readonly remote: MembersReader; readonly now: number },
): Promise<boolean> {
  if (kind !== 'segment') return true;
  const told = (await remote.readStatistics(id))?.numberOfIdentifiers ?? null;
  if (told === null) return true;
  try {
    const others = await countOtherTypes(place, now);
    return couldCount(told, moments, { unsure, others }, now);
  } catch (error) {
    // Where a ledger of another type cannot be read, nobody knows; its own row says why.
    if (error instanceof DiagnosticError) return false;
    throw error;
  }
}

export interface MatchedLedger {
  readonly ledger: LedgerFile;
  readonly matcher: MemberMatcher;
  /** The ledger does not know all of the list. */
  readonly isPartial: boolean;
}

/**
 * Reads a ledger for people who are looked for.
 * @returns null where they cannot be compared with those in it, or there is no ledger.
 * @throws DiagnosticError where it cannot be relied on.
 */
export async function matchLedger(
  place: LedgerPlace,
  sought: SoughtPeople,
): Promise<MatchedLedger | null> {
  const type = place.identifierType ?? '';
  const matchers: MemberMatcher[] = [];
  const want: WantMembers = ({ header: { sentForm } }) => {
    const batch = sentForm === null ? null : sought.as(type, sentForm);
    if (sentForm === null || batch === null) return null;
    const matcher = matchMembers(batch, encodingOf(sentForm));
    matchers.push(matcher);
    return matcher.take;
  };
  const first = await readListLedger(place, want);
  // While a clear is not finished, the note about it counts, and the ledger still names people.
  const isNote = first !== null && first.header.identifierType === null;
  const ledger = isNote ? await readLedger(place, want) : first;
  const [matcher] = matchers;
  if (ledger === null || matcher === undefined) return null;
  return { ledger, matcher, isPartial: isNote || ledger.header.coverage === 'part' };
}

function countOf(matcher: MemberMatcher, state: MatchState): number {
  return matcher.select(state).count;
}

/** What is known of types without a ledger. */
async function searchNote(
  place: LedgerPlace,
  missing: readonly string[],
  ledgers: readonly LedgerPlace[],
  { list, isGone, search }: Look,
): Promise<readonly SearchedLedger[]> {
  if (isGone) return [];
  const note = await readLedger(notePlace(place));
  const lost = missing.filter((type) => note?.header.begun.includes(type) ?? false);
  const spell = (type: string) => spellIdentifierType(type, search.context.platform);
  if (lost.length > 0) return lost.map((type) => noLedger(list, spell(type)));
  const now = search.context.clock.now();
  const [first] = ledgers;
  if (first !== undefined) {
    const { identifierType: type } = list;
    const open = type === null ? missing : missing.filter((each) => each === type.toLowerCase());
    const ledger = open.length === 0 ? null : await readLedger(first);
    // Where the count is more than the ledgers explain, somebody is on it by a type that has none here.
    const isExplained = ledger === null || (await fits(first, list, ledger, { ...search, now }));
    return isExplained ? [] : open.map((each) => noLedger(list, spell(each)));
  }
  const isEmpty =
    note?.header.coverage === 'whole' && (await fits(place, list, note, { ...search, now }));
  return [isEmpty ? { row: rowOf(list, null), work: null } : withoutLedger(list, search)];
}

function rowOf({ address, target, mode }: KnownList, identifierType: string | null): ForgetRow {
  return {
    ...{ address, id: target.id, identifierType, mode, state: 'clean' },
    ...{ found: 0, removed: 0, notTaken: 0, requests: 0 },
    ...{ reason: null, problem: null, warnings: [] },
  };
}

function notSearched(row: ForgetRow, reason: ForgetReason): SearchedLedger {
  return { row: { ...row, state: 'not-searched', reason }, work: null };
}

function withoutLedger(list: KnownList, { sought }: Search): SearchedLedger {
  const { identifierType: type } = list;
  if (type !== null && !sought.types.includes(type.toLowerCase())) return otherType(list, type);
  return noLedger(list, type);
}

function noLedger(list: KnownList, identifierType: string | null): SearchedLedger {
  return notSearched(rowOf(list, identifierType), {
    code: 'members-list-without-ledger',
    text: 'it has no ledger here, so it is not known who is on it',
    fix: 'Take them off with "members remove", or bring the ledger and run the command again.',
  });
}

function otherType(list: KnownList, identifierType: string): SearchedLedger {
  const row = rowOf(list, identifierType);
  const reason = {
    code: 'members-list-of-other-type',
    text: `it knows people by ${identifierType}`,
    fix: `Where you have that of these people, give it with --identifier-type ${identifierType}.`,
  };
  return { row: { ...row, state: 'other-type', reason }, work: null };
}

function otherForm(list: KnownList, identifierType: string): SearchedLedger {
  return notSearched(rowOf(list, identifierType), {
    code: 'members-list-of-other-form',
    text: 'it was sent in another form, with which these digests cannot be compared',
    fix: 'Give the identifiers in plain.',
  });
}

function gone(row: ForgetRow, place: LedgerPlace): SearchedLedger {
  const reason = {
    code: 'members-list-gone',
    text: `they are in the ledger ${ledgerFile(place)}, and this account has no such list`,
    fix: 'Where the list was deleted, delete its ledgers, PLATFORM-ID.ledger and PLATFORM-ID-TYPE.ledger; where it belongs to another account, run the command there.',
  };
  return { row: { ...row, state: 'gone', reason }, work: null };
}

function stray(file: string): SearchedLedger {
  const list = { target: { kind: 'segment', id: '' }, address: file, mode: null } as const;
  const row = rowOf({ ...list, identifierType: null, gumCallerId: null }, null);
  return notSearched(row, {
    code: 'ledger-other-list',
    text: 'it is called a ledger, and its name is that of no list and identifier type',
    fix: 'Give it the name that it was written under, or delete it.',
  });
}

const callerMissing: ForgetReason = {
  code: 'members-gum-caller-missing',
  text: 'gum identifiers need the caller ID',
  fix: 'Give --gum-caller-id. Ask Criteo for it.',
};

/** @throws what says nothing about a ledger. */
export function unreadable(
  list: KnownList,
  identifierType: string | null,
  error: unknown,
): SearchedLedger {
  if (!(error instanceof DiagnosticError)) throw error;
  const [first] = error.diagnostics;
  return notSearched(rowOf(list, identifierType), {
    code: first?.code ?? 'ledger-unusable',
    text: first?.message ?? 'its ledger cannot be read',
    fix: first?.hint ?? 'Look at the folder and the disk.',
  });
}
