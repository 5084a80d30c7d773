/** Edge: the bytes of a pipe, whenever they come. A run that is stopped waits no longer. */
import { closeSync, constants, open, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { describeSource } from '../fields/field-reader.ts';

export interface Waiting {
  /** What ends the waiting. */
  readonly signal?: AbortSignal;
  /** Called once, when there is something to wait for. */
  readonly onWait?: (text: string) => void;
}

const toldAfterMs = 1000;
const againMs = 20;

/**
 * @param name as it is named in messages.
 * @throws DiagnosticError `interrupted`, here or while it is read.
 */
export async function openPipe(
  name: string,
  path: string,
  waiting: Waiting,
): Promise<AsyncIterable<Buffer>> {
  const { signal, onWait } = waiting;
  if (signal?.aborted) throw interrupted();
  const tell = () =>
    onWait?.(`${describeSource(name)} is a pipe. Waiting for something to write to it.`);
  const timer = setTimeout(tell, toldAfterMs);
  const letGo = () => letGoOf(path, () => isOpen);
  let isOpen = false;
  signal?.addEventListener('abort', letGo);
  try {
    const fd = await openFile(path).finally(() => {
      isOpen = true;
    });
    if (!signal?.aborted)
      return untilStopped(new Socket({ fd, readable: true, writable: false }), waiting);
    closeSync(fd);
    throw interrupted();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', letGo);
  }
}

function openFile(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, 'r', (error, fd) => (error ? reject(error) : resolve(fd)));
  });
}

/** The system's own wait for a writer ends only when there is one, be it for a moment. */
function letGoOf(path: string, isOpen: () => boolean): void {
  if (isOpen()) return;
  try {
    closeSync(openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)));
  } catch {
    // The wait has not begun yet, or the pipe has been removed.
  }
  setTimeout(() => letGoOf(path, isOpen), againMs);
}

/** What a stream gives, until the run is stopped. @throws DiagnosticError `interrupted`. */
export async function* untilStopped(
  chunks: AsyncIterable<Buffer>,
  { signal }: Waiting,
): AsyncIterable<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  let onAbort = () => {};
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => reject(interrupted());
  });
  stopped.catch(() => {});
  signal?.addEventListener('abort', onAbort);
  try {
    if (signal?.aborted) throw interrupted();
    for (;;) {
      const next = await Promise.race([iterator.next(), stopped]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    if (chunks instanceof Socket) chunks.destroy();
  }
}

function interrupted(): DiagnosticError {
  return new DiagnosticError([
    {
      severity: 'error',
      code: 'interrupted',
      message: 'The run was interrupted while it read its source. Nothing was sent',
      hint: 'Run the same command again.',
    },
  ]);
}
