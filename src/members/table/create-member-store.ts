/**
 * Who is on a list and who should be, of lists of any length: in memory as long as there are few
 * enough, and in parts on disk when there are more. What is done with them is the same.
 */

import type { MemberEncoding } from '../identifiers/identifier-rule.ts';
import type { TemporaryFile } from '../ledger/files/file-layer.ts';
import {
  createMemberTable,
  type MemberMark,
  type MemberSelection,
  type MemberTable,
  tellingMarks,
} from './create-member-table.ts';
import { createPartFile, type PartFile, parts, queues } from './create-part-file.ts';
import type { MemberBatch } from './member-batch.ts';
import { createMemberQueue, type MemberQueue, selectPieces } from './member-queue.ts';

export interface MemberStore {
  mark(batch: MemberBatch, mark: MemberMark): void;
  /** Once all are marked. */
  finish(sending: SentSelections): Promise<MarkedMembers>;
  close(): void;
}

/** Members who would be sent; null where there are none. */
export interface SentSelections {
  readonly add: MemberSelection | null;
  readonly remove: MemberSelection | null;
}

export interface MarkedMembers {
  /** How often a member was marked as wanted that was so already. */
  readonly duplicates: number;
  count(which: MemberSelection): number;
  queue(operation: keyof SentSelections): MemberQueue;
  /** All of them, at once or part by part; each table is good until the next one. */
  tables(): AsyncIterable<MemberTable>;
}

export interface StoreSize {
  /** How many members there will be, as far as that is known. */
  readonly expected: number;
  /** The most in memory at once. */
  readonly most: number;
  readonly openTemporary: () => TemporaryFile;
}

/** In memory these take some 40 MB. */
export const membersAtOnce: number = 2 ** 20;

const selections = [
  ...(['add', 'remove', 'held', 'unsure', 'wanted', 'intersection'] as const),
  ...(['excluded', 'held excluded'] as const),
];
type Counts = Record<MemberSelection, number>;

export function createMemberStore(
  encoding: MemberEncoding,
  { expected, most, openTemporary }: StoreSize,
): MemberStore {
  let duplicates = 0;
  let file: PartFile | null = null;
  let table: MemberTable | null = null;
  const openParts = () => createPartFile(encoding, openTemporary());
  if (expected > most) file = openParts();
  else table = createMemberTable(encoding, expected);

  function mark(batch: MemberBatch, mark: MemberMark): void {
    if (file !== null) {
      file.scatter(batch, mark);
      return;
    }
    table ??= createMemberTable(encoding);
    const before = table.mark(batch, mark);
    if (mark === 'wanted') duplicates += before;
    if (table.size <= most) return;
    file = openParts();
    moveToParts(table, file);
    table = null;
  }

  return {
    mark,
    finish: async (sending) => {
      if (file !== null) return finishParts(encoding, file, duplicates, sending);
      return finishTable(table ?? createMemberTable(encoding), duplicates, sending);
    },
    close: () => file?.close(),
  };
}

function moveToParts(table: MemberTable, file: PartFile): void {
  for (const mark of tellingMarks) {
    for (const { batch } of selectPieces(table, mark)) file.scatter(batch, mark);
  }
}

function finishTable(
  table: MemberTable,
  duplicates: number,
  sending: SentSelections,
): MarkedMembers {
  return {
    duplicates,
    count: (which) => table.count(which),
    queue: (operation) => createMemberQueue(selectPieces(table, sending[operation] ?? operation)),
    tables: async function* () {
      yield table;
    },
  };
}

async function finishParts(
  encoding: MemberEncoding,
  file: PartFile,
  duplicatesBefore: number,
  sending: SentSelections,
): Promise<MarkedMembers> {
  const counts: Counts = {
    ...{ add: 0, remove: 0, held: 0, unsure: 0, wanted: 0, intersection: 0 },
    ...{ excluded: 0, 'held excluded': 0 },
  };
  let duplicates = duplicatesBefore;
  for await (const { table, duplicates: more } of tablesOf(encoding, file)) {
    duplicates += more;
    for (const which of selections) counts[which] += table.count(which);
    for (const operation of ['add', 'remove'] as const) {
      const which = sending[operation];
      if (which === null) continue;
      for (const { batch, mark } of selectPieces(table, which)) {
        file.append(queues[operation], batch, mark);
      }
    }
  }
  return {
    duplicates,
    count: (which) => counts[which],
    queue: (operation) => createMemberQueue(file.read(queues[operation])),
    tables: async function* () {
      for await (const { table } of tablesOf(encoding, file)) yield table;
    },
  };
}

/** One part after the other, in one table. */
async function* tablesOf(
  encoding: MemberEncoding,
  file: PartFile,
): AsyncIterable<{ readonly table: MemberTable; readonly duplicates: number }> {
  const table = createMemberTable(encoding);
  for (let part = 0; part < parts; part += 1) {
    table.clear();
    let duplicates = 0;
    for (const { batch, mark } of file.read(part)) {
      const before = table.mark(batch, mark);
      if (mark === 'wanted') duplicates += before;
    }
    yield { table, duplicates };
    // The lock wants to be seen to be held.
    if (part % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}
