/** Members of a batch as they go on the wire. */
import { type SentIdentifiers, sentTexts } from '../../model/remote/sent-identifiers.ts';
import { identifiersOf, type MemberBatch } from './member-batch.ts';

export function sentMembers(batch: MemberBatch): SentIdentifiers {
  const { count, records, texts } = batch;
  if (texts !== null) return sentTexts(texts);
  return { count, texts: () => identifiersOf(batch), json: () => listOfHex(records, count) };
}

const [quote, comma, open, close] = [0x22, 0x2c, 0x5b, 0x5d] as const;
const digits = Buffer.from('0123456789abcdef');
const high = Uint8Array.from({ length: 256 }, (_, byte) => digits[byte >> 4] ?? 0);
const low = Uint8Array.from({ length: 256 }, (_, byte) => digits[byte & 15] ?? 0);

/** `["…","…"]`, written byte by byte: it takes less than half the time of texts, and leaves nothing to collect. */
function listOfHex(records: Buffer, count: number): Uint8Array {
  if (count === 0) return Buffer.from('[]');
  const width = records.length / count;
  const list = Buffer.allocUnsafeSlow(count * (width * 2 + 3) + 1);
  let end = 0;
  for (let byte = 0; byte < records.length; byte += 1) {
    if (byte % width === 0) {
      list[end] = byte === 0 ? open : comma;
      list[end + 1] = quote;
      end += 2;
    }
    const value = records[byte] ?? 0;
    list[end] = high[value] ?? 0;
    list[end + 1] = low[value] ?? 0;
    end += 2;
    if (byte % width === width - 1) {
      list[end] = quote;
      end += 1;
    }
  }
  list[end] = close;
  return list;
}
