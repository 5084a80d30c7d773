import type { OpenFile } from './file-layer.ts';

/**
 * Writes every byte, or fails: a disk that fills up takes fewer than it is given, and says nothing.
 * @returns the offset behind them.
 */
export async function writeAll(
  file: Pick<OpenFile, 'write'>,
  bytes: Uint8Array,
  offset: number,
): Promise<number> {
  let written = 0;
  while (written < bytes.length) {
    const more = await file.write(bytes.subarray(written), offset + written);
    if (more === 0) throw noRoom();
    written += more;
  }
  return offset + written;
}

/** What the system would have said, had it said something. */
export function noRoom(): Error {
  return Object.assign(new Error('no byte was written'), { code: 'ENOSPC' });
}
