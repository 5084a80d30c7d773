/** Members of a batch as they go on the wire. */
import { type SentIdentifiers, sentTexts } from '../../model/remote/sent-identifiers.ts';
import { identifiersOf, type MemberBatch } from './member-batch.ts';

export function sentMembers(batch: MemberBatch): SentIdentifiers {
  const { count, records, texts } = batch;
  if (texts !== null) return sentTexts(texts);
  return { count, texts: () => identifiersOf(batch), json: () => listOfHex(records, count) };
}

const [comma, quote] = [0x2c, 0x22] as const;

/**
 * `["…","…"]`. The loop is one of members and not of bytes: it runs too seldom to be compiled early.
 */
function listOfHex(records: Buffer, count: number): Uint8Array {
  if (count === 0) return Buffer.from('[]');
  const hex = records.toString('hex');
  const digits = hex.length / count;
  const list = Buffer.allocUnsafeSlow(hex.length + count * 3 + 1);
  let end = 0;
  for (let start = 0; start < hex.length; start += digits) {
    list[end] = comma;
    list[end + 1] = quote;
    end += 2 + list.write(hex.slice(start, start + digits), end + 2, 'latin1');
    list[end] = quote;
    end += 1;
  }
  list.write('[', 0);
  list.write(']', end);
  return list;
}
