/** What goes to the temporary file: each new member once, whoever else is sent. */
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { TemporaryFile } from '../../../src/members/ledger/files/file-layer.ts';
import { createMemberStore } from '../../../src/members/table/create-member-store.ts';
import { identifiersOf, type MemberBatch } from '../../../src/members/table/member-batch.ts';
import { createMemoryFiles } from '../ledger/memory-files.ts';

function digestsOf(from: number, to: number): MemberBatch {
  const digests = Array.from({ length: to - from }, (_, each) =>
    createHash('sha256')
      .update(String(from + each))
      .digest(),
  );
  return { count: to - from, records: Buffer.concat(digests), texts: null };
}

const counted = (file: TemporaryFile, count: (bytes: number) => void): TemporaryFile => ({
  ...file,
  write: (bytes, offset) => {
    count(bytes.length);
    return file.write(bytes, offset);
  },
});

test('members of a first upload are written once, with those whom the source has twice', async () => {
  let written = 0;
  const openTemporary = () =>
    counted(createMemoryFiles().openTemporary('parts'), (bytes) => {
      written += bytes;
    });
  const store = createMemberStore('sha256', { expected: 0, most: 0, openTemporary });
  store.mark(digestsOf(0, 10_000), 'wanted');
  store.mark(digestsOf(5000, 6000), 'wanted');
  const members = await store.finish({ add: 'add', remove: 'remove' });
  const sent: string[] = [];
  const queue = members.queue('add');
  for (let chunk = queue.take(700); chunk.batch.count > 0; chunk = queue.take(700)) {
    sent.push(...identifiersOf(chunk.batch));
  }
  expect(sent.sort()).toEqual([...identifiersOf(digestsOf(0, 10_000))].sort());
  expect(members.duplicates).toBe(1000);
  expect(written / (11_000 * 32)).toBeLessThan(1.1);
  store.close();
});
