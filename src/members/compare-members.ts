/** Edge: ledger and source of a list side by side, no more of them in memory than is meant to be. */
import { collectMembers, type SourceAccount } from './collect-members.ts';
import {
  createMemberTable,
  type MemberSelection,
  type MemberTable,
} from './create-member-table.ts';
import { sourceError } from './field-reader.ts';
import type { IdentifierRule } from './identifier-rule.ts';
import type { LedgerPlace } from './ledger-place.ts';
import { TooManyMembers } from './member-share.ts';
import { type Ledger, readLedger } from './read-ledger.ts';
import { type MemberSource, readSource } from './read-source.ts';

export interface ComparedLists {
  readonly rule: IdentifierRule;
  readonly source: MemberSource;
  readonly stdin: AsyncIterable<Buffer>;
  readonly place: LedgerPlace;
  /** What the ledger holds, or a share of it; null where it is left out of the comparison. */
  readonly ledger: Ledger | null;
  /** In how many shares the ledger was read. */
  readonly shares: number;
  /** The most members that may be in memory at once. */
  readonly most: number;
}

export interface Comparison {
  readonly shares: number;
  readonly source: SourceAccount & { readonly duplicates: number };
  readonly count: (which: MemberSelection) => number;
  /**
   * A share once more, with what the ledger on disk says by now.
   * @param withLedger false where none is kept.
   * @throws DiagnosticError when the source is not the one that was compared.
   */
  readonly open: (number: number, withLedger: boolean) => Promise<MemberTable>;
}

/** @throws DiagnosticError where the source cannot be read. */
export async function compareMembers(lists: ComparedLists): Promise<Comparison> {
  for (let shares = lists.shares; ; shares *= 2) {
    try {
      return await compareInShares(lists, shares);
    } catch (error) {
      if (!(error instanceof TooManyMembers)) throw error;
      if (lists.source.name === '-') throw tooMuchInput();
    }
  }
}

type Counts = Readonly<Record<MemberSelection, number>>;

async function compareInShares(lists: ComparedLists, shares: number): Promise<Comparison> {
  const counts: Counts[] = [];
  let only: MemberTable | null = null;
  let account: SourceAccount = { filled: 0, invalid: 0, invalidLines: [] };
  let duplicates = 0;
  for (let number = 0; number < shares; number += 1) {
    const isRead = number === 0 && shares === lists.shares;
    const table = await tableOf(lists, { number, of: shares }, lists.ledger !== null, isRead);
    const read = await markWanted(lists, table);
    account = read.account;
    duplicates += read.duplicates;
    counts.push(countAll(table));
    if (shares === 1) only = table;
  }
  return {
    shares,
    source: { ...account, duplicates },
    count: (which) => counts.reduce((sum, each) => sum + each[which], 0),
    open: async (number, withLedger) => {
      if (only !== null) return only;
      const table = await tableOf(lists, { number, of: shares }, withLedger, false);
      const again = (await markWanted(lists, table)).account;
      const isSame = again.filled === account.filled && again.invalid === account.invalid;
      if (!isSame) throw sourceChanged(lists.source);
      return table;
    },
  };
}

/** @param isRead whether the ledger of this share was read before. */
async function tableOf(
  { place, ledger, rule, most }: ComparedLists,
  share: { readonly number: number; readonly of: number },
  withLedger: boolean,
  isRead: boolean,
): Promise<MemberTable> {
  const read = withLedger && !isRead ? await readLedger(place, { share, most }) : ledger;
  return withLedger && read !== null
    ? read.table
    : createMemberTable(rule.encoding, { share, most });
}

async function markWanted(
  { rule, source, stdin }: ComparedLists,
  table: MemberTable,
): Promise<{ readonly account: SourceAccount; readonly duplicates: number }> {
  let duplicates = 0;
  const collector = collectMembers(rule, (batch) => {
    duplicates += table.mark(batch, 'wanted');
  });
  await readSource(source, stdin, collector.take, collector.takeLines);
  return { account: collector.finish(), duplicates };
}

function countAll(table: MemberTable): Counts {
  return {
    add: table.count('add'),
    remove: table.count('remove'),
    held: table.count('held'),
    unsure: table.count('unsure'),
    wanted: table.count('wanted'),
    intersection: table.count('intersection'),
  };
}

function tooMuchInput() {
  return sourceError(
    'members-source-too-large',
    'Standard input holds more members than can be compared at once',
    'Give a file, which can be read more than once',
  );
}

function sourceChanged({ name }: MemberSource) {
  return sourceError(
    'members-source-changed',
    `The source ${name} was changed while it was read`,
    'Run the command again; what was accepted is written down',
  );
}
