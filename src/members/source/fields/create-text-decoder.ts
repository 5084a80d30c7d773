/** Bytes of an encoding to byte text: UTF-8, a character a byte. */

import type { SourceEncoding } from '../member-source.ts';
import { encodeByteText } from './byte-text.ts';

const marks: readonly (readonly [mark: string, SourceEncoding])[] = [
  ['\xef\xbb\xbf', 'utf-8'],
  ['\xff\xfe', 'utf-16le'],
  ['\xfe\xff', 'utf-16be'],
];

export interface DetectedEncoding {
  readonly encoding: SourceEncoding;
  /** Bytes of the byte order mark. */
  readonly skip: number;
}

/**
 * @param beginning the first bytes of a file.
 * @param declared what was said of it; a byte order mark knows better.
 */
export function detectEncoding(
  beginning: Buffer,
  declared: SourceEncoding | null,
): DetectedEncoding {
  const bytes = beginning.toString('latin1');
  const marked = marks.find(([mark]) => bytes.startsWith(mark));
  if (marked) return { encoding: marked[1], skip: marked[0].length };
  return { encoding: declared ?? detectUtf16(bytes) ?? 'utf-8', skip: 0 };
}

/** Text whose every other byte is zero, as that of Latin letters is. */
function detectUtf16(bytes: string): SourceEncoding | null {
  const first = bytes.slice(0, 64);
  if (/^(?:[^\0]\0){2,}[^\0]?$/u.test(first)) return 'utf-16le';
  return /^(?:\0[^\0]){2,}\0?$/u.test(first) ? 'utf-16be' : null;
}

export interface TextDecoding {
  write(bytes: Buffer): string;
  end(): string;
}

/** What stands for nothing in the encoding becomes a character that no identifier holds. */
export function createTextDecoder(encoding: SourceEncoding): TextDecoding {
  if (encoding === 'utf-8') return { write: (bytes) => bytes.toString('latin1'), end: () => '' };
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return {
    write: (bytes) => encodeByteText(decoder.decode(bytes, { stream: true })),
    end: () => encodeByteText(decoder.decode()),
  };
}
