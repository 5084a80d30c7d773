/**
 * Sources are read as byte text: one character a byte (Latin-1), which splits several times faster
 * than decoded text. Only fields that are not pure ASCII are decoded. A byte order mark was taken off the file, so here
 * it is a character like others.
 */
const notAscii = /[\x80-\xff]/u;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that the bytes stand for, or null when they are not UTF-8. */
export function decodeByteText(field: string): string | null {
  if (!notAscii.test(field)) return field;
  try {
    return decoder.decode(Buffer.from(field, 'latin1'));
  } catch {
    return null;
  }
}

/** The same, with U+FFFD instead of bytes that are not UTF-8: no identifier holds it. */
export function decodeLossily(text: string): string {
  return notAscii.test(text) ? lossyDecoder.decode(Buffer.from(text, 'latin1')) : text;
}

const lossyDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function encodeByteText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
