/** Edge: the bytes of a source, from a file or standard input, unpacked where they are packed. */
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { explainOffLimits } from '../disk/explain-unreadable.ts';
import { whereItLeads } from '../disk/object-to-path.ts';
import { leadsInto } from '../disk/off-limits.ts';
import { openRegularFile } from '../disk/open-regular-file.ts';
import { createSourceReader } from './create-source-reader.ts';
import { sourceError, type TakeField, type TakeLines } from './field-reader.ts';
import { sourceKind } from './source-kind.ts';
import { systemErrorCode } from './system-error-code.ts';

export interface MemberSource {
  /** As the user wrote it, for messages; `-` is standard input. */
  readonly name: string;
  /** Where it is; not used for standard input. */
  readonly path: string;
  /** The column or key that holds the identifiers; null where there is only one. */
  readonly column: string | null;
}

type Chunks = AsyncIterable<Buffer>;

const chunkBytes = 2 ** 18;

/**
 * Gives each field of a source, in memory of a fixed size.
 * @throws DiagnosticError when it cannot be read to its end, never with any of its content.
 */
export async function readSource(
  source: MemberSource,
  stdin: Chunks,
  take: TakeField,
  takeLines: TakeLines | null = null,
): Promise<void> {
  const kind = sourceKind(source.name, source.column);
  const reader = createSourceReader(kind, source.column, take, takeLines);
  const read = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) reader.write(chunk.toString('latin1'));
  };
  try {
    const { chunks, isPacked } = await open(source, stdin);
    if (isPacked) await pipeline(chunks, createGunzip({ chunkSize: chunkBytes }), read);
    else await read(chunks);
    reader.end();
  } catch (error) {
    throw error instanceof DiagnosticError ? error : explain(source, error);
  }
}

async function open(
  source: MemberSource,
  stdin: Chunks,
): Promise<{ readonly chunks: Chunks; readonly isPacked: boolean }> {
  if (source.name !== '-') {
    await refusePath(source);
    const handle = await openRegularFile(source.path);
    const chunks = handle.createReadStream({ highWaterMark: chunkBytes });
    return { chunks, isPacked: /\.gz$/iu.test(source.name) };
  }
  const iterator = stdin[Symbol.asyncIterator]();
  const first = await iterator.next();
  const beginning = first.done ? Buffer.alloc(0) : first.value;
  const isPacked = beginning[0] === 0x1f && beginning[1] === 0x8b;
  return { chunks: resume(beginning, iterator), isPacked };
}

/** Neither what git keeps for itself nor what the tool does is a list of people. */
async function refusePath({ name, path }: MemberSource): Promise<void> {
  const real = await whereItLeads(path);
  for (const folder of ['.git', '.audiencectl'] as const) {
    if (!leadsInto(path, folder) && !leadsInto(real, folder)) continue;
    const { code, message, hint } = explainOffLimits(folder);
    throw sourceError(code, `The source ${name}: ${message}`, hint);
  }
}

async function* resume(beginning: Buffer, iterator: AsyncIterator<Buffer>): Chunks {
  yield beginning;
  yield* { [Symbol.asyncIterator]: () => iterator };
}

function explain({ name, path }: MemberSource, error: unknown): DiagnosticError {
  const code = systemErrorCode(error) ?? 'unknown';
  const file = name === '-' ? 'The source on standard input' : `The source ${name}`;
  switch (code) {
    case 'ENOENT':
      return sourceError(
        'members-source-missing',
        `${file} does not exist`,
        `It is looked for at ${path}`,
      );
    case 'ESPECIAL':
    case 'ENXIO':
      return sourceError(
        'file-is-special',
        `${file} is a pipe, a socket or a device, not a file`,
        'Give what it holds on standard input, with --source -',
      );
    case 'EISDIR':
      return sourceError('members-source-unreadable', `${file} is a folder`, 'Name a file in it');
    case 'Z_BUF_ERROR':
      return sourceError(
        'members-source-truncated',
        `${file} ends in the middle of its compressed data`,
        'Export it again, or wait until it is written whole',
      );
    case 'Z_DATA_ERROR':
      return sourceError(
        'members-source-damaged',
        `${file} is not valid gzip`,
        'Export it again; a file that is not compressed has no .gz in its name',
      );
    default:
      return sourceError(
        'members-source-unreadable',
        `${file} cannot be read (${code})`,
        'Check its permissions',
      );
  }
}
