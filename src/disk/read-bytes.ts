import { closeSync, fstatSync, readFileSync } from 'node:fs';
import { explainUnreadable, type Unreadable } from './explain-unreadable.ts';
import { openAtOnce } from './open-regular-file.ts';

/** The bytes of a file, or why there are none. */
export type ReadBytes =
  | {
      readonly bytes: Buffer;
      /** The same for every path that leads to the same file, through any links. */
      readonly identity: string;
    }
  | { readonly problem: Unreadable; readonly identity: null };

/**
 * In bytes. Reading does not wait for another thread, see `local-files.ts`; after so many, everything else has its
 * turn: signals, timers, and V8, which puts off much of freeing memory until then.
 */
const mostAtOnce = 100_000;

let sinceTurn = 0;

/** Edge: reads a file whole, if it is a file and not larger than `maxBytes`. */
export async function readBytes(path: string, maxBytes: number): Promise<ReadBytes> {
  try {
    const file = openAtOnce(path);
    try {
      const { size, dev, ino } = fstatSync(file, { bigint: true });
      if (size > maxBytes) return refuse(tooLarge(Number(size), maxBytes));
      const bytes = readFileSync(file);
      if (isTurnDue(bytes.length)) await new Promise((resolve) => setImmediate(resolve));
      return { bytes, identity: `${dev}:${ino}` };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return refuse(explainUnreadable(error));
  }
}

function isTurnDue(length: number): boolean {
  sinceTurn += length;
  if (sinceTurn < mostAtOnce) return false;
  sinceTurn = 0;
  return true;
}

function refuse(problem: Unreadable): ReadBytes {
  return { problem, identity: null };
}

function tooLarge(size: number, maxBytes: number): Unreadable {
  const [has, most] = [size, maxBytes].map((bytes) => Math.ceil(bytes / 1_000_000));
  return {
    code: 'file-too-large',
    message: `the file has ${has} MB; at most ${most} MB are read`,
  };
}
