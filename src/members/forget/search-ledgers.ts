/** Edge: which lists have people who are looked for, by all ledgers of a folder. */
import { join } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { MembersReader } from '../../model/remote/members-remote.ts';
import { isGum, spellIdentifierType } from '../identifiers/identifier-types.ts';
import { nodeFiles } from '../ledger/files/node-files.ts';
import { findLedgers, type ListOfFolder } from '../ledger/folder/find-ledgers.ts';
import { listLedgers } from '../ledger/folder/list-ledgers.ts';
import { hasOneForm } from '../ledger/format/ledger-header.ts';
import { couldCount } from '../ledger/format/ledger-moment.ts';
import { withLedger } from '../ledger/ledger-error.ts';
import { type LedgerPlace, notePlace } from '../ledger/ledger-place.ts';
import { withLockedLedger } from '../ledger/lock/with-locked-ledger.ts';
import { readLedgerHead } from '../ledger/open-ledger.ts';
import { refuseOldLedger, seeLedger } from '../ledger/overview/see-ledger.ts';
import { type LedgerFile, readLedger } from '../ledger/read-ledger.ts';
import { countOtherTypes } from '../ledger/read-list-ledger.ts';
import { ledgerPlace, lockOptions, type MembersContext } from '../members-task.ts';
import { cleanRow, type ForgetRow, type KnownList } from './forget-row.ts';
import { type MatchedLedger, matchLedger } from './match-ledger.ts';
import type { MatchState, MemberMatcher } from './match-members.ts';
import {
  callerMissing,
  gone,
  noLedger,
  notSearched,
  otherForm,
  otherType,
  stray,
  unreadableLedger,
  withoutLedger,
} from './not-searched.ts';
import type { SoughtPeople } from './read-sought.ts';

/** A row, and what it takes to go on with it. */
export interface SearchedLedger {
  readonly row: ForgetRow;
  /** Null where nothing has to be done. */
  readonly work: ForgetWork | null;
}

export interface ForgetWork {
  readonly list: KnownList;
  readonly place: LedgerPlace;
  /** The ledger does not know all of the list, so removals are sent for all of these people. */
  readonly sendsAll: boolean;
  /** They may be on the list in another form than that of the ledger, or by another caller, too. */
  readonly inEveryForm: boolean;
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
      : [leave(withoutLedger(list, search.sought))];
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
  return [...searched, ...inFolder.strays.map((name) => leave(stray(join(folder, name))))];
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
  // The older endpoints do not say which lists exist.
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
    return [leave(unreadableLedger(list, null, error))];
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
      const written = (await readLedgerHead(place))?.header.identifierType ?? type;
      const { kind } = list.target;
      const family = kind === 'legacy-audience' ? kind : search.context.platform;
      const spelt = spellIdentifierType(written, family);
      if (!search.sought.types.includes(type)) return leave(otherType(list, spelt));
      const matched = await matchLedger(place, search.sought);
      if (matched === null) return leave(otherForm(list, spelt));
      // It is rewritten, and removals are sent, with the type as the API spells it.
      return judge({ ...place, identifierType: spelt }, matched, look, cleanRow(list, spelt));
    });
  } catch (error) {
    const { platform } = search.context;
    const type = spellIdentifierType(place.identifierType ?? '', platform);
    return leave(unreadableLedger(list, type, error));
  }
}

async function judge(
  place: LedgerPlace,
  matched: MatchedLedger,
  { list, isGone, search: { context, remote } }: Look,
  clean: ForgetRow,
): Promise<SearchedLedger> {
  const { ledger, matcher, isPartial, isInClear } = matched;
  const found = countOf(matcher, 'held') + countOf(matcher, 'unsure');
  const isNamed = found + countOf(matcher, 'absent') > 0;
  const row = { ...clean, found };
  if (isGone) return leave(isNamed ? gone(row, place) : row);
  const now = context.clock.now();
  const old = refuseOldLedger(seeLedger(ledger, now), context.maxLedgerAgeMs ?? null);
  if (old !== null) return leave(notSearched(row, old));
  const isExplained = await fits(place, list, historyOf(matched, now), { remote, now });
  const isKnown = !isPartial && isExplained;
  const sendsAll = !isKnown && (isNamed || countOf(matcher, 'unnamed') > 0);
  if (!isNamed && !sendsAll) return leave(row);
  if (list.refusal) return leave(notSearched(row, list.refusal));
  // The one that added them.
  const gumCallerId = ledger.header.gumCallerId ?? list.gumCallerId;
  const isOfCaller = isGum(place.identifierType);
  if (isOfCaller && gumCallerId === null) return leave(notSearched(row, callerMissing));
  const inEveryForm = !isExplained || !hasOneForm(ledger.header, isInClear);
  const work = { list: { ...list, gumCallerId }, place, sendsAll, inEveryForm };
  return { row: { ...row, state: 'found' }, work };
}

/** What the list may have held by its ledger: nobody, too, where a clear may have been carried out. */
function historyOf(
  { ledger: { moments, unsure }, isInClear }: MatchedLedger,
  now: number,
): Pick<LedgerFile, 'moments' | 'unsure'> {
  const cleared = { time: now, held: 0, invalid: 0 };
  return { moments: isInClear ? [...moments, cleared] : moments, unsure };
}

/** Whether the count of the API can be that of what the ledger says. */
async function fits(
  place: LedgerPlace,
  { target: { kind, id } }: Pick<KnownList, 'target'>,
  { moments, unsure }: Pick<LedgerFile, 'moments' | 'unsure'>,
  { remote, now }: { readonly remote: MembersReader; readonly now: number },
): Promise<boolean> {
  if (kind !== 'segment') return true;
  const counted = (await remote.readStatistics(id))?.numberOfIdentifiers ?? null;
  if (counted === null) return true;
  try {
    const others = await countOtherTypes(place, now);
    return couldCount(counted, moments, { unsure, others }, now);
  } catch (error) {
    // Where a ledger of another type cannot be read, this is not known; its own row says why.
    if (error instanceof DiagnosticError) return false;
    throw error;
  }
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
  if (lost.length > 0) return lost.map((type) => leave(noLedger(list, spell(type))));
  const now = search.context.clock.now();
  const [first] = ledgers;
  if (first !== undefined) {
    const { identifierType: type } = list;
    const open = type === null ? missing : missing.filter((each) => each === type.toLowerCase());
    if (open.length === 0) return [];
    const ledger = await readLedger(first);
    // A count above what the ledgers explain means members of a type that has no ledger here. One that knows a part of the
    // list explains none.
    const isExplained =
      ledger === null ||
      ((await areWhole(ledgers)) && (await fits(first, list, ledger, { ...search, now })));
    return isExplained ? [] : open.map((each) => leave(noLedger(list, spell(each))));
  }
  const isEmpty =
    note?.header.coverage === 'whole' &&
    note.header.begun.length === 0 &&
    (await fits(place, list, note, { ...search, now }));
  return [leave(isEmpty ? cleanRow(list, null) : withoutLedger(list, search.sought))];
}

async function areWhole(ledgers: readonly LedgerPlace[]): Promise<boolean> {
  for (const each of ledgers) {
    if ((await readLedgerHead(each))?.header.coverage === 'part') return false;
  }
  return true;
}

function leave(row: ForgetRow): SearchedLedger {
  return { row, work: null };
}

function countOf(matcher: MemberMatcher, state: MatchState): number {
  return matcher.select(state).count;
}
