/** Who is on a list, who should be, and so whom to add and remove. */
import type { AmendOperation } from '../../model/remote/members-remote.ts';
import type { MemberEncoding } from '../identifiers/identifier-rule.ts';
import { createRecordIndex } from './create-record-index.ts';
import { createTextList } from './create-text-list.ts';
import { type MemberBatch, recordWidth, wordsOf } from './member-batch.ts';

/** The API accepted it and has removed it in no later request. */
const held = 1;
/** It was sent, and it is not known whether it arrived: it is added or removed once more. */
const unsure = 2;
/** The source has it. */
const wanted = 4;
/** It must not be on the list, even if the source has it. */
const excluded = 8;

export type MemberMark = 'held' | 'absent' | 'unsure' | 'wanted' | 'excluded';

/**
 * All marks but `absent`. In a new table, a member gets its old state back by the marks that are true of it, in this
 * order.
 */
export const tellingMarks: readonly (MemberMark & MemberSelection)[] = [
  ...(['held', 'unsure', 'wanted', 'excluded'] as const),
];

export interface MemberTable {
  readonly encoding: MemberEncoding;
  /** How many members it has, with any mark. */
  readonly size: number;
  /**
   * Marks members, known or not.
   * @param isNew gets for each of the batch whether it was met here first.
   * @returns how many were marked so before.
   */
  mark(batch: MemberBatch, mark: MemberMark, isNew?: Uint8Array): number;
  count(which: MemberSelection): number;
  /** All of them at once. */
  counts(): Readonly<Record<MemberSelection, number>>;
  /** Numbers of the next members of a selection, from a number on, at most so many. */
  select(which: MemberSelection, from: number, most: number): readonly number[];
  /** Members by number. */
  batch(numbers: readonly number[]): MemberBatch;
  isHeld(number: number): boolean;
  isIn(which: MemberSelection, number: number): boolean;
  /** Removes all members, and keeps the memory for others. */
  clear(): void;
}

/** `add` and `remove` make the list equal to the source; `intersection` is what both have. */
export type MemberSelection =
  | AmendOperation
  | 'held'
  | 'unsure'
  | 'wanted'
  | 'intersection'
  | 'excluded'
  | 'held excluded';

const selections: Readonly<Record<MemberSelection, (state: number) => boolean>> = {
  add: (state) => (state & (wanted | held)) === wanted,
  remove: (state) => (state & wanted) === 0 && (state & (held | unsure)) !== 0,
  held: (state) => (state & held) !== 0,
  unsure: (state) => (state & unsure) !== 0,
  wanted: (state) => (state & wanted) !== 0,
  intersection: (state) => (state & wanted) !== 0 && (state & (held | unsure)) !== 0,
  excluded: (state) => (state & excluded) !== 0,
  'held excluded': (state) => (state & excluded) !== 0 && (state & (held | unsure)) !== 0,
};

/** The bits that a mark keeps, and the one that it gives. */
const changes: Readonly<Record<MemberMark, { readonly keep: number; readonly give: number }>> = {
  held: { keep: wanted | excluded, give: held },
  absent: { keep: wanted | excluded, give: 0 },
  unsure: { keep: wanted | excluded, give: unsure },
  wanted: { keep: held | unsure, give: wanted },
  excluded: { keep: held | unsure, give: excluded },
};

/** @param expected how many members there will be, as far as that is known. */
export function createMemberTable(encoding: MemberEncoding, expected = 0): MemberTable {
  const width = recordWidth(encoding) / 4;
  const index = createRecordIndex(width, expected);
  const texts = encoding === 'text' ? createTextList() : null;
  const states = createStates();

  /** The number of a member of a batch; a new one gets the next number. */
  function numberOf(batch: MemberBatch, words: Int32Array, each: number): number {
    const { size } = index;
    const number = index.add(words, each * width);
    if (index.size > size) texts?.append(batch.texts?.[each] ?? '');
    return number;
  }

  function mark(batch: MemberBatch, mark: MemberMark, isNew?: Uint8Array): number {
    const { keep, give } = changes[mark];
    const words = wordsOf(batch.records);
    let before = 0;
    for (let each = 0; each < batch.count; each += 1) {
      const { size } = index;
      const number = numberOf(batch, words, each);
      if (isNew !== undefined) isNew[each] = index.size - size;
      const state = states.get(number);
      if (give !== 0 && (state & give) === give) before += 1;
      states.set(number, (state & keep) | give);
    }
    return before;
  }

  return {
    encoding,
    get size() {
      return index.size;
    },
    mark,
    count: (which) => countOf(which, states.tally(index.size)),
    counts: () => {
      const tally = states.tally(index.size);
      const count = (which: MemberSelection) => countOf(which, tally);
      return {
        ...{ add: count('add'), remove: count('remove'), held: count('held') },
        ...{ unsure: count('unsure'), wanted: count('wanted') },
        ...{ intersection: count('intersection'), excluded: count('excluded') },
        'held excluded': count('held excluded'),
      };
    },
    select: (which, from, most) => states.select(selections[which], from, index.size, most),
    batch: (numbers) => {
      const records = Buffer.allocUnsafeSlow(numbers.length * width * 4);
      const words = wordsOf(records);
      for (const [each, number] of numbers.entries()) index.copy(number, words, each * width);
      const own = texts === null ? null : numbers.map((number) => texts.at(number));
      return { count: numbers.length, records, texts: own };
    },
    isHeld: (number) => selections.held(states.get(number)),
    isIn: (which, number) => selections[which](states.get(number)),
    clear: () => {
      states.clear(index.size);
      index.clear();
      texts?.clear();
    },
  };
}

const allStates = 16;

function countOf(which: MemberSelection, tally: Int32Array): number {
  const isMeant = selections[which];
  return tally.reduce((sum, count, state) => (isMeant(state) ? sum + count : sum), 0);
}

/** One byte a member, in pages. */
function createStates() {
  const pageBits = 16;
  const pageMask = (1 << pageBits) - 1;
  const pages: Uint8Array[] = [];
  const get = (number: number) => pages[number >>> pageBits]?.[number & pageMask] ?? 0;

  function select(
    isMeant: (state: number) => boolean,
    from: number,
    end: number,
    most: number,
  ): readonly number[] {
    const numbers: number[] = [];
    for (let number = from; number < end && numbers.length < most; number += 1) {
      if (isMeant(get(number))) numbers.push(number);
    }
    return numbers;
  }

  return {
    get,
    set: (number: number, state: number) => {
      pages[number >>> pageBits] ??= new Uint8Array(1 << pageBits);
      const page = pages[number >>> pageBits];
      if (page) page[number & pageMask] = state;
    },
    select,
    clear: (end: number) => {
      for (const [number, page] of pages.entries()) {
        page.fill(0, 0, Math.max(0, end - (number << pageBits)));
      }
    },
    /** How many have each state. */
    tally: (end: number) => {
      const tally = new Int32Array(allStates);
      for (let number = 0; number < end; number += 1) {
        const state = get(number);
        tally[state] = (tally[state] ?? 0) + 1;
      }
      return tally;
    },
  };
}
