/** Edge: the bytes of a source, from files or standard input, unpacked where they are packed. */
import type { BigIntStats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { openRegularFile } from '../../disk/open-regular-file.ts';
import { createBytesReader } from './fields/create-bytes-reader.ts';
import { describeSource, type FieldTaker, sourceError } from './fields/field-reader.ts';
import { isGzip } from './files/detect-container.ts';
import { explainFileError } from './files/explain-file-error.ts';
import { findSourceFiles, type MemberFile } from './files/find-source-files.ts';
import { openPipe, untilStopped, type Waiting } from './files/open-pipe.ts';
import { unpack } from './files/unpack.ts';
import type { SourceFiles } from './member-source.ts';

type Chunks = AsyncIterable<Buffer>;

const chunkBytes = 2 ** 18;

/** Files by their path, as they were when they were opened; null for a pipe. */
type OpenedFiles = Map<string, BigIntStats | null>;

interface Reading {
  readonly opened: OpenedFiles;
  readonly waiting: Waiting;
}

/**
 * Gives each field of a source, in memory of a fixed size.
 *
 * @throws DiagnosticError when it cannot be read to its end, or was changed meanwhile; never with any of
 *   its content.
 */
export async function readSource(
  source: SourceFiles,
  stdin: Chunks,
  taker: FieldTaker,
  waiting: Waiting = {},
): Promise<void> {
  const files = await findSourceFiles(source);
  const opened: OpenedFiles = new Map();
  try {
    const input = untilStopped(stdin, waiting);
    for (const file of files) await readFile(file, source, input, taker, { opened, waiting });
  } catch (error) {
    // The end of a file that is still being written looks like a broken one.
    if (await isChanged(source, opened, false)) throw changed(source);
    throw error;
  }
  if (await isChanged(source, opened, true)) throw changed(source);
}

async function readFile(
  file: MemberFile,
  { form }: SourceFiles,
  stdin: Chunks,
  taker: FieldTaker,
  run: Reading,
): Promise<void> {
  const { name, path } = file;
  try {
    const chunks = name === '-' ? stdin : await openFile(file, run);
    const iterator = chunks[Symbol.asyncIterator]();
    const beginning = await takeBeginning(iterator);
    if (beginning.length === 0 && /\.gz$/iu.test(name)) throw cutToNothing(name);
    const bytes = resume(beginning, iterator);
    const reader = createBytesReader(file, form, taker);
    if (isGzip(beginning)) await unpack(bytes, reader.write);
    else for await (const chunk of bytes) reader.write(chunk);
    reader.end();
  } catch (error) {
    throw explainFileError(name, path, error);
  }
}

async function openFile(
  { name, path, isStream }: MemberFile,
  { opened, waiting }: Reading,
): Promise<Chunks> {
  if (isStream && (await stat(path)).isFIFO()) {
    opened.set(path, null);
    return openPipe(name, path, waiting);
  }
  const handle = isStream ? await open(path, 'r') : await openRegularFile(path);
  opened.set(path, isStream ? null : await handle.stat({ bigint: true }));
  return handle.createReadStream({ highWaterMark: chunkBytes });
}

/** Enough bytes to recognise gzip; fewer only at the end. */
async function takeBeginning(iterator: AsyncIterator<Buffer>): Promise<Buffer> {
  let beginning: Buffer = Buffer.alloc(0);
  while (beginning.length < 2) {
    const next = await iterator.next();
    if (next.done) break;
    beginning = beginning.length === 0 ? next.value : Buffer.concat([beginning, next.value]);
  }
  return beginning;
}

async function* resume(beginning: Buffer, iterator: AsyncIterator<Buffer>): Chunks {
  yield beginning;
  yield* { [Symbol.asyncIterator]: () => iterator };
}

/** @param isWhole whether all files were opened, so that there may be no others by now. */
async function isChanged(
  source: SourceFiles,
  opened: OpenedFiles,
  isWhole: boolean,
): Promise<boolean> {
  for (const [path, before] of opened) {
    const now = before && (await stat(path, { bigint: true }).catch(() => null));
    if (before && !isSame(before, now)) return true;
  }
  if (!isWhole) return false;
  const files = await findSourceFiles(source).catch(() => []);
  const paths = files.filter(({ name }) => name !== '-').map(({ path }) => path);
  return paths.length !== opened.size || paths.some((path) => !opened.has(path));
}

type Seen = BigIntStats | null | undefined;

function isSame(a: Seen, b: Seen): boolean {
  if (!a || !b) return a === b;
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino && a.dev === b.dev;
}

function changed({ name }: SourceFiles) {
  return sourceError(
    'members-source-changed',
    `${describeSource(name)} changed while it was read`,
    'Wait until the file is complete, and run the command again.',
  );
}

function cutToNothing(name: string) {
  return sourceError(
    'members-source-truncated',
    `${describeSource(name)} is empty, but a gzip file never is`,
    'Export it again, or wait until it is complete.',
  );
}
