import type { OpenFile } from './file-layer.ts';

/** Bytes of a file, in memory of their own; fewer where the file ends before. */
export async function readExactly(
  file: Pick<OpenFile, 'read'>,
  offset: number,
  length: number,
): Promise<Buffer> {
  // Never from the shared pool: records are read as 32-bit words and must begin at one.
  const bytes = Buffer.allocUnsafeSlow(length);
  let read = 0;
  while (read < length) {
    const more = await file.read(bytes.subarray(read), offset + read);
    if (more === 0) break;
    read += more;
  }
  return bytes.subarray(0, read);
}
