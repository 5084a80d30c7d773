/**
 * Digests of empty values. Hashing a column of a database or a data frame also hashes its gaps,
 * too: the empty text, a blank, and what programs print for a missing value. All rows with such a
 * gap have one digest, which no person has.
 */
import { hash } from 'node:crypto';

/** In both cases of letters: most lower-case before they hash, some do not. */
const gaps: readonly string[] = [
  ...['', ' ', '-', '--', '.', '0', '\\N', 'N/A', 'NA', '#N/A', 'NaN', 'nil', 'NIL'],
  ...['null', 'NULL', 'Null', 'None', 'NONE', 'undefined', 'unknown', '(null)', '[null]'],
];

export interface NothingDigests {
  /** @param digest in lower case. */
  has(digest: string): boolean;
  /** Whether one of many is among them; the records lie side by side. */
  isAmong(records: Buffer, count: number): boolean;
}

const byForm = new Map<string, NothingDigests>();

/** @param form how persons are hashed. */
export function digestsOfNothing(form: 'sha256' | 'md5' | 'sha256-md5'): NothingDigests {
  const known = byForm.get(form) ?? create(form);
  byForm.set(form, known);
  return known;
}

const makers = {
  sha256: (text: string) => hash('sha256', text),
  md5: (text: string) => hash('md5', text),
  'sha256-md5': (text: string) => hash('sha256', hash('md5', text)),
} as const;

function create(form: keyof typeof makers): NothingDigests {
  const texts = new Set([...gaps, ...gaps.map((gap) => gap.toLowerCase())]);
  const made = [...texts].map(makers[form]);
  const length = made[0]?.length ?? 0;
  const digests = new Set([...made, '0'.repeat(length), 'f'.repeat(length)]);
  // A digest of a person has the first two bytes of one of these once in two thousand times.
  const beginnings = new Uint8Array(1 << 16);
  for (const digest of digests) beginnings[Number.parseInt(digest.slice(0, 4), 16)] = 1;
  return {
    has: (digest) => digests.has(digest),
    isAmong: (records, count) => {
      const width = length / 2;
      for (let at = 0; at < count * width; at += width) {
        const beginning = ((records[at] ?? 0) << 8) | (records[at + 1] ?? 0);
        if (beginnings[beginning] === 0) continue;
        if (digests.has(records.toString('hex', at, at + width))) return true;
      }
      return false;
    },
  };
}
