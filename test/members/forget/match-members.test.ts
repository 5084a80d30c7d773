import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchMembers } from '../../../src/members/forget/match-members.ts';
import {
  digestTexts,
  identifiersOf,
  type MemberBatch,
} from '../../../src/members/table/member-batch.ts';

const encodings = ['sha256', 'md5', 'text'] as const;
type Encoding = (typeof encodings)[number];

function batchOf(texts: readonly string[], encoding: Encoding): MemberBatch {
  const records = digestTexts(texts, encoding === 'md5' ? 'md5' : 'sha256');
  return { count: texts.length, records, texts: encoding === 'text' ? texts : null };
}

const names = fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 12 });
const said = fc.array(fc.tuple(fc.constantFrom('held', 'absent', 'unsure'), names));

test('says of those who are looked for what the ledger said last, and nothing of the others', () => {
  fc.assert(
    fc.property(fc.constantFrom(...encodings), names, said, (encoding, sought, steps) => {
      const matcher = matchMembers(batchOf(sought, encoding), encoding);
      const known = new Map<string, string>();
      for (const [mark, batch] of steps) {
        matcher.take(batchOf(batch, encoding), mark);
        for (const name of batch) known.set(name, mark);
      }
      for (const state of ['held', 'absent', 'unsure', 'unnamed'] as const) {
        const meant = new Set(sought.filter((name) => (known.get(name) ?? 'unnamed') === state));
        expect([...identifiersOf(matcher.select(state))].sort()).toEqual(
          [...identifiersOf(batchOf([...meant], encoding))].sort(),
        );
      }
    }),
  );
});

test('tells records apart that begin alike', () => {
  const record = (last: number) => {
    const bytes = Buffer.alloc(32, 7);
    bytes[31] = last;
    return { count: 1, records: bytes, texts: null };
  };
  const matcher = matchMembers(record(1), 'sha256');
  matcher.take(record(2), 'held');
  expect([matcher.select('held').count, matcher.select('unnamed').count]).toEqual([0, 1]);
});
