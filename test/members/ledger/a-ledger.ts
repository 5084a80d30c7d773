/** Ledgers of a list of texts, and what can be read in them. */

import type { FileLayer } from '../../../src/members/ledger/files/file-layer.ts';
import type { LedgerPlace } from '../../../src/members/ledger/ledger-place.ts';
import type { LedgerLock } from '../../../src/members/ledger/lock/lock-ledger.ts';
import { openJournal } from '../../../src/members/ledger/open-journal.ts';
import { type LedgerFile, readLedger } from '../../../src/members/ledger/read-ledger.ts';
import { writeLedger } from '../../../src/members/ledger/write-ledger.ts';
import { createMemberTable } from '../../../src/members/table/create-member-table.ts';
import {
  digestTexts,
  identifiersOf,
  type MemberBatch,
} from '../../../src/members/table/member-batch.ts';
import type { AmendOperation } from '../../../src/model/remote/members-remote.ts';

export const wholeKey: string = 'ab'.repeat(32);

/** A lock that nobody takes. */
export const ownLock: LedgerLock = {
  verify: async () => {},
  isTakenOver: false,
  release: async () => {},
};

export function placeOn(
  files: FileLayer,
  secret: string | null,
  changes: Partial<LedgerPlace> = {},
): LedgerPlace {
  return {
    ...{ folder: '/ledgers', list: 'retail-media/7', identifierType: 'CustomerId' },
    ...{ secret, oldSecret: null, files },
    ...changes,
  };
}

export const batchOf = (texts: readonly string[]): MemberBatch => ({
  count: texts.length,
  records: digestTexts(texts),
  texts,
});

export type Step = readonly [AmendOperation, readonly string[], 'accept' | 'refuse' | 'nothing'];

/** Writes a ledger anew that holds a, b and c. */
export function writeAnew(
  place: LedgerPlace,
  held: readonly string[] = ['a', 'b', 'c'],
): Promise<LedgerFile> {
  const table = createMemberTable('text');
  table.mark(batchOf(held), 'held');
  return writeLedger(place, ownLock, {
    subject: { sentForm: 'plain', coverage: 'whole' },
    tables: [table],
    moments: [{ time: 1, held: held.length, invalid: 0 }],
    now: 1000,
  });
}

/** Adds to the ledger that is there. */
export async function append(place: LedgerPlace, steps: readonly Step[]): Promise<void> {
  const ledger = await readLedger(place);
  if (ledger === null) throw new Error('no ledger');
  const journal = await openJournal(place, ledger, ownLock, () => 2000);
  let { held } = ledger.commit;
  for (const [operation, texts, end] of steps) {
    await journal.begin(operation, batchOf(texts), held);
    if (end === 'accept') {
      held += operation === 'add' ? texts.length : -texts.length;
      journal.accept({ time: 2, held, invalid: 1 });
    }
    if (end === 'refuse') await journal.refuse(held);
  }
  await journal.close();
}

/** What a ledger says; its members side by side. */
export interface ReadBack extends Pick<LedgerFile, 'header' | 'commit'> {
  readonly held: string;
  readonly unsure: string;
  /** How many may be held. */
  readonly count: number;
  readonly moments: number;
}

/** @returns null where there is no ledger. */
export async function readBack(place: LedgerPlace): Promise<ReadBack | null> {
  const table = createMemberTable('text');
  const ledger = await readLedger(place, () => table.mark);
  if (ledger === null) return null;
  const names = (which: 'held' | 'unsure') =>
    [...identifiersOf(table.batch(table.select(which, 0, 99)))].sort().join('');
  const { moments, unsure, header, commit } = ledger;
  const said = { count: unsure, moments: moments.length, header, commit };
  return { held: names('held'), unsure: names('unsure'), ...said };
}
