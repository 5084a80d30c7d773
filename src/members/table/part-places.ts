/** Which members of a part are to be sent, as a bit for each of its places: they need not be written once more. */

import type { MemberSelection, MemberTable } from './create-member-table.ts';
import type { MarkedBatch } from './create-part-file.ts';
import type { MemberBatch } from './member-batch.ts';

export interface PartPlaces {
  /** Members in the part, those that it has twice counted twice. */
  readonly places: number;
  /** How many of them are chosen. */
  readonly chosen: number;
  /** A bit for each place; null where all are chosen. */
  readonly bits: Uint8Array | null;
}

/** @param isNew for each place of the part, whether the table met its member there first. */
export function choosePlaces(
  table: MemberTable,
  which: MemberSelection,
  isNew: Uint8Array,
): PartPlaces {
  const places = isNew.length;
  const chosen = table.count(which);
  if (chosen === places) return { places, chosen, bits: null };
  const bits = new Uint8Array(Math.ceil(places / 8));
  // Members are numbered in the order in which they were met.
  let number = 0;
  for (let place = 0; place < places; place += 1) {
    if (isNew[place] === 0) continue;
    if (table.isIn(which, number))
      bits[place >>> 3] = (bits[place >>> 3] ?? 0) | (1 << (place & 7));
    number += 1;
  }
  return { places, chosen, bits };
}

/** @param runs all of the part, in the order of its places. */
export function* takePlaces(
  { bits }: PartPlaces,
  runs: Iterable<MarkedBatch>,
): Iterable<MarkedBatch> {
  let place = 0;
  for (const { batch } of runs) {
    const from = place;
    place += batch.count;
    const taken = bits === null ? batch : pick(batch, (each) => isSet(bits, from + each));
    if (taken.count > 0) yield { batch: taken, mark: 'absent' };
  }
}

function isSet(bits: Uint8Array, place: number): boolean {
  return ((bits[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0;
}

function pick(batch: MemberBatch, isMeant: (each: number) => boolean): MemberBatch {
  const { count, records, texts } = batch;
  const width = records.length / count;
  // Never from the shared pool: records are read as 32-bit words and must begin at one.
  const picked = Buffer.allocUnsafeSlow(records.length);
  const pickedTexts: string[] = [];
  let end = 0;
  for (let each = 0; each < count; each += 1) {
    if (!isMeant(each)) continue;
    let to = each + 1;
    while (to < count && isMeant(to)) to += 1;
    records.copy(picked, end * width, each * width, to * width);
    if (texts !== null) pickedTexts.push(...texts.slice(each, to));
    end += to - each;
    each = to;
  }
  return {
    count: end,
    records: picked.subarray(0, end * width),
    texts: texts === null ? null : pickedTexts,
  };
}
