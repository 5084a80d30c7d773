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
import {
  createPartFile,
  type MarkedBatch,
  type PartFile,
  parts,
  queues,
} from './create-part-file.ts';
import type { MemberBatch } from './member-batch.ts';
import { createMemberQueue, type MemberQueue, selectPieces } from './member-queue.ts';
import { choosePlaces, type PartPlaces, takePlaces } from './part-places.ts';

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

/** To read a part once more takes as long as to write and read a fourth of it. */
const fewestTaken = 4;

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
  const places = new Map<number, PartPlaces>();
  for await (const { part, table, duplicates: more, isNew } of tablesOf(encoding, file)) {
    duplicates += more;
    const here = table.counts();
    for (const which of selections) counts[which] += here[which];
    for (const operation of ['add', 'remove'] as const) {
      const which = sending[operation];
      if (which === null) continue;
      // None of them is held. Those of a part that is mostly sent are taken from the part itself.
      if (which === 'add' && here[which] * fewestTaken >= isNew.length) {
        places.set(part, choosePlaces(table, which, isNew));
        continue;
      }
      for (const { batch, mark } of selectPieces(table, which)) {
        file.append(queues[operation], batch, mark);
      }
    }
  }
  function* queued(operation: keyof SentSelections): Iterable<MarkedBatch> {
    if (operation === 'add') {
      for (const [part, each] of places) yield* takePlaces(each, file.read(part));
    }
    yield* file.read(queues[operation]);
  }
  return {
    duplicates,
    count: (which) => counts[which],
    queue: (operation) => createMemberQueue(queued(operation)),
    tables: async function* () {
      for await (const { table } of tablesOf(encoding, file)) yield table;
    },
  };
}

interface PartTable {
  readonly part: number;
  readonly table: MemberTable;
  readonly duplicates: number;
  /** For each place of the part, whether the table met its member there first. */
  readonly isNew: Uint8Array;
}

function grown(bytes: Uint8Array<ArrayBuffer>, least: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(Math.max(least, bytes.length * 2));
  more.set(bytes);
  return more;
}

/** One part after the other, in one table. */
async function* tablesOf(encoding: MemberEncoding, file: PartFile): AsyncIterable<PartTable> {
  const table = createMemberTable(encoding);
  let isNew = new Uint8Array(2 ** 14);
  for (let part = 0; part < parts; part += 1) {
    table.clear();
    let duplicates = 0;
    let places = 0;
    for (const { batch, mark } of file.read(part)) {
      if (places + batch.count > isNew.length) isNew = grown(isNew, places + batch.count);
      const before = table.mark(batch, mark, isNew.subarray(places));
      places += batch.count;
      if (mark === 'wanted') duplicates += before;
    }
    yield { part, table, duplicates, isNew: isNew.subarray(0, places) };
    // The lock wants to be seen to be held.
    if (part % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}
