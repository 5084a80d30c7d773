/** What a ledger says of a few people, without keeping any of the others. */

import type { MemberEncoding } from '../identifiers/identifier-rule.ts';
import type { TakeMembers } from '../ledger/format/replay-ledger.ts';
import { type MemberBatch, recordWidth, wordsOf } from '../table/member-batch.ts';

/**
 * `held`: on the list. `unsure`: not known. `absent`: taken off it, and still named. `unnamed`: the
 * ledger knows nothing of them.
 */
export type MatchState = 'held' | 'unsure' | 'absent' | 'unnamed';

export interface MemberMatcher {
  /** Is given what a ledger says, in its order. */
  readonly take: TakeMembers;
  /** Those of a state, each once. */
  select(state: MatchState): MemberBatch;
}

/** Enough bits of a record to distinguish it from most others without reading the rest of it. */
const filterBits = 20;
const filterMask = (1 << filterBits) - 1;

/** @param sought some of them perhaps more than once. */
export function matchMembers(sought: MemberBatch, encoding: MemberEncoding): MemberMatcher {
  const width = recordWidth(encoding);
  const filter = new Uint8Array(1 << filterBits);
  const states = new Map<string, { readonly number: number; state: MatchState }>();
  const keyOf = (records: Buffer, each: number) =>
    records.toString('latin1', each * width, (each + 1) * width);

  for (const [number, word] of firstWords(sought, width).entries()) {
    filter[word & filterMask] = 1;
    const key = keyOf(sought.records, number);
    if (!states.has(key)) states.set(key, { number, state: 'unnamed' });
  }

  return {
    take: (batch, mark) => {
      for (const [each, word] of firstWords(batch, width).entries()) {
        if (filter[word & filterMask] !== 1) continue;
        const known = states.get(keyOf(batch.records, each));
        if (known !== undefined) known.state = mark;
      }
    },
    select: (wanted) => {
      const numbers = [...states.values()]
        .filter(({ state }) => state === wanted)
        .map(({ number }) => number);
      return pick(sought, numbers, width);
    },
  };
}

/** The first word of each record. */
function firstWords({ records, count }: MemberBatch, width: number): Int32Array {
  const words = wordsOf(records);
  const step = width / 4;
  return Int32Array.from({ length: count }, (_, each) => words[each * step] ?? 0);
}

function pick(
  { records, texts }: MemberBatch,
  numbers: readonly number[],
  width: number,
): MemberBatch {
  const picked = Buffer.allocUnsafeSlow(numbers.length * width);
  for (const [each, number] of numbers.entries()) {
    records.copy(picked, each * width, number * width, (number + 1) * width);
  }
  const own = texts === null ? null : numbers.map((number) => texts[number] ?? '');
  return { count: numbers.length, records: picked, texts: own };
}
