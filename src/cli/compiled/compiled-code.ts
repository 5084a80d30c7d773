/**
 * The code that V8 made of a part of the program, kept beside the program in `dist/compiled`. Node.js runs what is
 * there as it is, so it is used only if who wrote it can write the program, too, and if every byte is as it was
 * written: V8 ends the process on damaged code.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { getuid, pid } from 'node:process';
import { crc32 } from 'node:zlib';
import { clearCompiled } from './clear-compiled.ts';
import type { CompiledPlace } from './compiled-place.ts';

interface Compiled {
  readonly code: Buffer;
  /** Whether the run that made it came to its end, so that it has all that such a run uses. */
  readonly isWhole: boolean;
}

/** The sum of all that follows it, and that of the source. */
const sumsSize = 8;
/** One byte is used; V8 copies code that does not begin at a multiple of eight. */
const flagsSize = 8;
const othersWrite = 0o022;
/** In bytes; the largest part has less than a tenth of it. */
const largest = 16_000_000;
// Windows has neither of the two.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** The code, or null where there is none that may be used. */
export function readCompiled(place: CompiledPlace, source: Uint8Array): Compiled | null {
  try {
    const { uid } = statSync(place.program);
    const folder = lstatSync(place.folder);
    if (!folder.isDirectory() || !isOfOwner(folder, uid)) return null;
    const path = join(place.folder, nameOf(place));
    const file = openSync(path, constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const found = fstatSync(file);
      if (!found.isFile() || found.size > largest || !isOfOwner(found, uid)) return null;
      return parse(readFileSync(file), source, place.program);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

function parse(bytes: Buffer, source: Uint8Array, program: string): Compiled | null {
  const content = bytes.subarray(sumsSize);
  if (!sumsOf(content, source, program).equals(bytes.subarray(0, sumsSize))) return null;
  return { code: content.subarray(flagsSize), isWhole: content[0] === 1 };
}

/**
 * Keeps the code for later runs; where it can't be kept, they compile the part again.
 *
 * @param make called only if there is a file to write it to
 */
export function writeCompiled(
  place: CompiledPlace,
  source: Uint8Array,
  isWhole: boolean,
  make: () => Uint8Array,
): void {
  const { folder, program } = place;
  const name = nameOf(place);
  try {
    const { uid } = statSync(program);
    if (getuid && getuid() !== uid) return;
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    if (!lstatSync(folder).isDirectory()) return;
    // In containers, a run that was killed may have had the same number.
    const draft = join(folder, `${name}.${pid}${Date.now()}`);
    const file = openSync(draft, 'wx', 0o644);
    try {
      // Some file systems let everybody write, whatever is asked for.
      if (!isOfOwner(fstatSync(file), uid)) throw new Error('it could not be used');
      const flags = Buffer.alloc(flagsSize, isWhole ? 1 : 0);
      const content = Buffer.concat([flags, make()]);
      writeAll(file, Buffer.concat([sumsOf(content, source, program), content]));
      renameSync(draft, join(folder, name));
    } catch {
      rmSync(draft, { force: true });
    } finally {
      closeSync(file);
    }
    clearCompiled(place);
  } catch {
    // The program may be where it can't be written to.
  }
}

function nameOf({ part, tag }: CompiledPlace): string {
  return `${part}-${tag}`;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** Windows has no such bits, and says that everyone may write. */
function isOfOwner({ uid, mode }: Stats, owner: number): boolean {
  return uid === owner && (getuid === undefined || (mode & othersWrite) === 0);
}

/**
 * Node.js sums the code in its own cache in the same way; to load SHA-256 would take longer. The code of some versions has
 * the place of the program in it.
 */
function sumsOf(content: Uint8Array, source: Uint8Array, program: string): Buffer {
  const sums = Buffer.alloc(sumsSize);
  sums.writeUInt32BE(crc32(content), 0);
  sums.writeUInt32BE(crc32(program, crc32(source)), sumsSize / 2);
  return sums;
}
