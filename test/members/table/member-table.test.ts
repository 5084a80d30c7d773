import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MemberEncoding } from '../../../src/members/identifiers/identifier-rule.ts';
import {
  createMemberTable,
  type MemberTable,
} from '../../../src/members/table/create-member-table.ts';
import {
  digestTexts,
  fromHex,
  identifiersOf,
  type MemberBatch,
} from '../../../src/members/table/member-batch.ts';

const digestOf = (name: number, algorithm: string) =>
  createHash(algorithm).update(String(name)).digest('hex');

/** How a member of that number looks on the wire, by encoding. */
const wire: Readonly<Record<MemberEncoding, (name: number) => string>> = {
  sha256: (name) => digestOf(name, 'sha256'),
  md5: (name) => digestOf(name, 'md5'),
  text: (name) => `Käufer-${name}`,
};

function batchOf(encoding: MemberEncoding, names: readonly number[]): MemberBatch {
  const sent = names.map(wire[encoding]);
  const digests = sent.join('');
  const read = () => fromHex(digests, digests.length / 2) ?? Buffer.alloc(0);
  const records = encoding === 'text' ? digestTexts(sent) : read();
  return { count: names.length, records, texts: encoding === 'text' ? sent : null };
}

const sentOf = (table: MemberTable, which: 'add' | 'remove' | 'intersection') =>
  [...identifiersOf(table.batch(table.select(which, 0, 1e9)))].sort();

describe.each<MemberEncoding>(['sha256', 'md5', 'text'])('%s', (encoding) => {
  const names = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 400 });

  test('adds and removes are the differences of the sets, in any order and with twins', () => {
    fc.assert(
      fc.property(names, names, (held, wanted) => {
        const table = createMemberTable(encoding);
        table.mark(batchOf(encoding, held), 'held');
        const twins = table.mark(batchOf(encoding, wanted), 'wanted');
        const isHeld = new Set(held);
        const isWanted = new Set(wanted);
        const inWire = (some: readonly number[]) => some.map(wire[encoding]).sort();
        expect(sentOf(table, 'add')).toEqual(
          inWire([...isWanted].filter((each) => !isHeld.has(each))),
        );
        expect(sentOf(table, 'remove')).toEqual(
          inWire([...isHeld].filter((each) => !isWanted.has(each))),
        );
        expect(sentOf(table, 'intersection')).toEqual(
          inWire([...isHeld].filter((each) => isWanted.has(each))),
        );
        expect(twins).toBe(wanted.length - isWanted.size);
        expect(table.count('held')).toBe(isHeld.size);
      }),
      { numRuns: 60 },
    );
  });

  test('who is unsure is sent once more, whichever way', () => {
    const table = createMemberTable(encoding);
    table.mark(batchOf(encoding, [1, 2]), 'held');
    table.mark(batchOf(encoding, [2, 3, 4]), 'unsure');
    table.mark(batchOf(encoding, [1, 2, 3]), 'wanted');
    expect(sentOf(table, 'add')).toEqual([2, 3].map(wire[encoding]).sort());
    expect(sentOf(table, 'remove')).toEqual([wire[encoding](4)]);
  });

  test('growing over many pages loses nobody', () => {
    const table = createMemberTable(encoding);
    const all = Array.from({ length: 70_000 }, (_, name) => name);
    table.mark(batchOf(encoding, all), 'wanted');
    expect(table.mark(batchOf(encoding, all), 'wanted')).toBe(all.length);
    expect(identifiersOf(table.batch([0, 32_768, 69_999]))).toEqual(
      [0, 32_768, 69_999].map(wire[encoding]),
    );
    expect(table.select('add', 69_990, 3)).toEqual([69_990, 69_991, 69_992]);
  });
});

test('digests that differ only in their last byte are told apart', () => {
  const alike = ['00', '01', 'ff'].map((end) => `${'ab'.repeat(31)}${end}`);
  const table = createMemberTable('sha256');
  table.mark(
    { count: 3, records: fromHex(alike.join(''), 96) ?? Buffer.alloc(0), texts: null },
    'wanted',
  );
  expect(identifiersOf(table.batch([0, 1, 2]))).toEqual(alike);
});
