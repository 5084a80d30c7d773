/**
 * The code that V8 made of a part of the program, kept beside the program in `dist/compiled`. Node.js runs what is
 * there as it is, so it is used only if who wrote it can write the program, too, and if every byte is as it was
 * written: V8 ends the process on damaged code.
 */
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { getuid, pid } from 'node:process';
import { crc32 } from 'node:zlib';

/** The place of the code of a part, and of the program whose owner it must have. */
interface CompiledPlace {
  readonly folder: string;
  readonly name: string;
  readonly program: string;
}

const sumsSize = 8;
const othersWrite = 0o022;
// Windows has neither of the two.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** The code, or null where there is none that may be used. */
export function readCompiled(
  { folder, name, program }: CompiledPlace,
  source: Uint8Array,
): Buffer | null {
  try {
    const file = openSync(join(folder, name), constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const { uid, mode } = fstatSync(file);
      if (uid !== statSync(program).uid || hasOtherWriters(mode)) return null;
      const bytes = readFileSync(file);
      const code = bytes.subarray(sumsSize);
      return sumsOf(code, source).equals(bytes.subarray(0, sumsSize)) ? code : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/** Keeps the code for later runs; where it can't be kept, they compile the part again. */
export function writeCompiled(
  { folder, name, program }: CompiledPlace,
  source: Uint8Array,
  make: () => Uint8Array,
): void {
  try {
    if (getuid && getuid() !== statSync(program).uid) return;
    const code = make();
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const draft = join(folder, `${name}.${pid}`);
    try {
      writeFileSync(draft, Buffer.concat([sumsOf(code, source), code]), {
        flag: 'wx',
        mode: 0o644,
      });
      renameSync(draft, join(folder, name));
    } catch {
      rmSync(draft, { force: true });
    }
  } catch {
    // The program may be where it can't be written to.
  }
}

/** Windows has no such bits, and says that everyone may write. */
function hasOtherWriters(mode: number): boolean {
  return getuid !== undefined && (mode & othersWrite) !== 0;
}

/** Node.js sums the code in its own cache in the same way; to load SHA-256 would take longer. */
function sumsOf(code: Uint8Array, source: Uint8Array): Buffer {
  const sums = Buffer.alloc(sumsSize);
  sums.writeUInt32BE(crc32(code), 0);
  sums.writeUInt32BE(crc32(source), sumsSize / 2);
  return sums;
}
