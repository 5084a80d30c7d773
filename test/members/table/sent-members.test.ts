/** What is sent is the same list, whether it is made of bytes or of texts. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { identifiersOf } from '../../../src/members/table/member-batch.ts';
import { sentMembers } from '../../../src/members/table/sent-members.ts';

const decode = (json: Uint8Array): unknown => JSON.parse(Buffer.from(json).toString());

test.each([16, 32])('digests of %i bytes', (width) => {
  const record = fc.uint8Array({ minLength: width, maxLength: width });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), (records) => {
      const batch = { count: records.length, records: Buffer.concat(records), texts: null };
      const sent = sentMembers(batch);
      expect(decode(sent.json())).toEqual(identifiersOf(batch));
      expect(sent.texts()).toEqual(identifiersOf(batch));
      expect(sent.count).toBe(records.length);
    }),
  );
});

test('texts of any characters', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
      const sent = sentMembers({ count: texts.length, records: Buffer.alloc(0), texts });
      expect(decode(sent.json())).toEqual(texts);
    }),
  );
});
