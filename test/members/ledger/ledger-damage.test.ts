import { describe, expect, test } from '@jest/globals';
import { type LedgerPlace, ledgerFile } from '../../../src/members/ledger/ledger-place.ts';
import { readLedger } from '../../../src/members/ledger/read-ledger.ts';
import { stride } from '../../support/stride.ts';
import { failureOf } from '../a-task.ts';
import { append, placeOn, readBack, type Step, wholeKey, writeAnew } from './a-ledger.ts';
import { createMemoryFiles, type MemoryFiles } from './memory-files.ts';

const steps: readonly Step[] = [
  ['add', ['d'], 'accept'],
  ['remove', ['a'], 'accept'],
  ['add', ['e'], 'nothing'],
];

/** How a ledger came to be, and what it says. */
const histories = {
  'freshly written': {
    make: async (place: LedgerPlace) => void (await writeAnew(place)),
    is: 'abc/',
  },
  'appended to': {
    make: async (place: LedgerPlace) => {
      await writeAnew(place, []);
      await append(place, [['add', ['a', 'b', 'c'], 'accept'], ...steps]);
    },
    is: 'bcd/e',
  },
  rewritten: {
    make: async (place: LedgerPlace) => {
      await writeAnew(place, ['x', 'y']);
      await append(place, [['remove', ['x'], 'accept']]);
      await writeAnew(place, ['a', 'b']);
      await append(place, [['add', ['f'], 'accept']]);
    },
    is: 'abf/',
  },
} as const;

const variants = [
  ['in the clear', null],
  ['encrypted', wholeKey],
].flatMap(([words, secret]) =>
  Object.entries(histories).map(
    ([history, { make, is }]) => [history, words ?? '', secret ?? null, make, is] as const,
  ),
);

/** What becomes of a ledger in whose place these bytes are. */
async function readInstead(files: MemoryFiles, place: LedgerPlace, bytes: Buffer): Promise<string> {
  files.put(ledgerFile(place), bytes);
  return (await failureOf(readLedger(place))).split(':')[0] ?? '';
}

describe.each(variants)('%s, %s', (_, _words, secret, make, is) => {
  test('cut off at any byte, it is refused', async () => {
    const files = createMemoryFiles();
    const place = placeOn(files, secret);
    await make(place);
    const whole = files.bytesOf(ledgerFile(place));
    const ends = new Map<string, number>();
    for (let size = 0; size < whole.length; size += 1) {
      const end = await readInstead(files, place, whole.subarray(0, size));
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    expect([...ends]).toEqual([['ledger-damaged', whole.length]]);
    expect(await readInstead(files, place, whole)).toBe('no failure');
    const read = await readBack(place);
    expect(`${read?.held}/${read?.unsure}`).toBe(is);
  });

  test('with any bit flipped, it is refused', async () => {
    const files = createMemoryFiles();
    const place = placeOn(files, secret);
    await make(place);
    const whole = files.bytesOf(ledgerFile(place));
    const ends = new Map<string, number>();
    let flipped = 0;
    for (let bit = 0; bit < whole.length * 8; bit += stride(7)) {
      flipped += 1;
      const spoilt = Buffer.from(whole);
      spoilt.writeUInt8(whole.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const end = await readInstead(files, place, spoilt);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    expect([...ends]).toEqual([['ledger-damaged', flipped]]);
  });

  test('with any block of it in another place, or twice, it is refused', async () => {
    const files = createMemoryFiles();
    const place = placeOn(files, secret);
    await make(place);
    const whole = files.bytesOf(ledgerFile(place));
    for (let from = 0; from < whole.length; from += 64) {
      for (let to = 0; to < whole.length; to += 64) {
        const moved = Buffer.from(whole);
        whole.copy(moved, to, from, from + 64);
        if (moved.equals(whole)) continue;
        expect(await readInstead(files, place, moved)).toBe('ledger-damaged');
      }
    }
  });
});
