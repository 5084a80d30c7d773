/** Who is excluded, in memory and in parts on disk, against sets of numbers. */

import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMemberStore } from '../../../src/members/table/create-member-store.ts';
import type { MemberBatch } from '../../../src/members/table/member-batch.ts';
import { stride } from '../../support/stride.ts';
import { createMemoryFiles } from '../ledger/memory-files.ts';

function batchOf(people: readonly number[]): MemberBatch {
  const digests = people.map((person) => createHash('sha256').update(`${person}`).digest());
  return { count: people.length, records: Buffer.concat(digests), texts: null };
}

function hexOf({ count, records }: MemberBatch): readonly string[] {
  const digests = Array.from({ length: count }, (_, at) =>
    records.toString('hex', at * 32, at * 32 + 32),
  );
  return digests.sort();
}

const people = fc.array(fc.nat(12), { maxLength: 12 });

test('who is excluded is neither added nor kept, however few fit into memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      people,
      fc.array(people, { maxLength: 3 }),
      fc.array(people, { maxLength: 3 }),
      fc.constantFrom(0, 1, 3, 6, 100),
      async (held, wanted, excluded, most) => {
        const openTemporary = () => createMemoryFiles().openTemporary('parts');
        const store = createMemberStore('sha256', { expected: 0, most, openTemporary });
        store.mark(batchOf([...new Set(held)]), 'held');
        for (const batch of wanted) store.mark(batchOf(batch), 'wanted');
        for (const batch of excluded) store.mark(batchOf(batch), 'excluded');
        const members = await store.finish({ add: 'add', remove: 'held excluded' });
        const out = new Set(excluded.flat());
        const target = new Set(wanted.flat().filter((person) => !out.has(person)));
        const before = new Set(held);
        const adds = [...target].filter((person) => !before.has(person));
        const takes = [...before].filter((person) => out.has(person));
        expect(hexOf(members.queue('add').take(100).batch)).toEqual(hexOf(batchOf(adds)));
        expect(hexOf(members.queue('remove').take(100).batch)).toEqual(hexOf(batchOf(takes)));
        expect(members.count('wanted')).toBe(target.size);
        expect(members.count('excluded')).toBe(out.size);
        expect(members.count('held excluded')).toBe(takes.length);
        const gone = [...before].filter((person) => !target.has(person));
        expect(members.count('remove')).toBe(gone.length);
        expect(members.duplicates).toBe(wanted.flat().length - new Set(wanted.flat()).size);
        store.close();
      },
    ),
    { numRuns: 300 / stride(5) },
  );
});
