import { createGunzip, type Gunzip } from 'node:zlib';

const chunkBytes = 2 ** 18;

/** Bytes behind the end of the compressed data, which are neither padding nor more of it. */
export class BytesBehindEnd extends Error {
  override readonly name = 'BytesBehindEnd';
}

/**
 * Edge: unpacks gzip of one or more members, and gives each piece as it comes. Zeros behind the last
 * member are padding; anything else there would be people that are passed over in silence.
 *
 * @throws what zlib throws, BytesBehindEnd, and what `onBytes` does.
 */
export async function unpack(
  chunks: AsyncIterable<Buffer>,
  onBytes: (bytes: Buffer) => void,
): Promise<void> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  const ended = deliver(gunzip, onBytes);
  let isPadding = false;
  try {
    for await (const chunk of chunks) {
      const before = gunzip.bytesWritten;
      if (!isPadding) await Promise.race([write(gunzip, chunk), ended]);
      const behind = isPadding ? chunk : chunk.subarray(gunzip.bytesWritten - before);
      if (behind.length === 0) continue;
      isPadding = true;
      if (behind.some((byte) => byte !== 0)) throw new BytesBehindEnd();
    }
    if (!isPadding) gunzip.end();
    await ended;
  } finally {
    gunzip.destroy();
  }
}

/** Ends with what goes wrong there, or with `onBytes`. */
function deliver(gunzip: Gunzip, onBytes: (bytes: Buffer) => void): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    gunzip.once('end', resolve);
    gunzip.once('error', reject);
    gunzip.on('data', (bytes: Buffer) => {
      try {
        onBytes(bytes);
      } catch (error) {
        gunzip.removeAllListeners('data');
        reject(error);
      }
    });
  });
  // It is awaited between the chunks, and may fail while one of them is fetched.
  ended.catch(() => {});
  return ended;
}

/** The stream reports its error; a stream that has ended calls no callback. */
function write(gunzip: Gunzip, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    gunzip.write(chunk, () => resolve());
  });
}
