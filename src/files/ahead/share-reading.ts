/**
 * Reads the texts of a large project in two threads. Each takes texts that the other has not taken: this one from the
 * first on, when it needs them, the other from the last.
 */
import { availableParallelism } from 'node:os';
import { getBuiltinModule } from 'node:process';
import type { SourceFile } from '../../model/files/source-file.ts';
import { type DocumentAhead, type FindAhead, textsToRead } from '../../yaml-source/read-ahead.ts';
import { states, type ThreadTask } from './thread-task.ts';

export interface SharedReading {
  readonly findAhead: FindAhead;
  /** Ends the other thread. */
  readonly end: () => void;
}

interface Limits {
  /** From how many characters on another thread pays. */
  readonly fewestCharacters?: number;
  /** How long one text may take, in milliseconds, before it is read here as well. */
  readonly longestWait?: number;
  readonly processors?: number;
}

const alone: SharedReading = { findAhead: () => null, end: () => {} };

/**
 * What the other thread does not read, or not in time, is read here, also where it fails.
 * @param program the file of the thread
 */
export function shareReading(
  files: readonly SourceFile[],
  program: URL,
  {
    fewestCharacters = 1_000_000,
    longestWait = 2_000,
    processors = availableParallelism(),
  }: Limits = {},
): SharedReading {
  const characters = files.reduce((sum, { text }) => sum + text.length, 0);
  if (characters < fewestCharacters || processors < 2) return alone;
  const texts = files.flatMap(textsToRead);
  const taken = new Int32Array(new SharedArrayBuffer(texts.length * Int32Array.BYTES_PER_ELEMENT));
  const thread = startThread(texts, taken, program);
  if (thread === null) return alone;
  const positions = new Map(texts.map((text, position) => [text, position]));
  let isOver = false;
  const end = () => {
    isOver = true;
    thread.end();
  };
  const findAhead: FindAhead = (text) => {
    const position = positions.get(text);
    if (position === undefined || isOver) return null;
    const state = Atomics.compareExchange(taken, position, states.free, states.own);
    if (state === states.free || state === states.own) return null;
    if (Atomics.wait(taken, position, states.taken, longestWait) !== 'timed-out')
      return thread.readOf(position);
    end();
    return null;
  };
  return { findAhead, end };
}

/** Null where the system gives no thread. */
function startThread(texts: readonly string[], taken: Int32Array, program: URL) {
  // Node.js takes a while to load it, and few projects are large.
  const { MessageChannel, receiveMessageOnPort, Worker } = getBuiltinModule('node:worker_threads');
  const { port1: port, port2 } = new MessageChannel();
  const workerData: ThreadTask = { texts, taken, port: port2 };
  const read = new Map<number, readonly DocumentAhead[] | null>();
  try {
    const worker = new Worker(program, { workerData, transferList: [port2] });
    worker.on('error', () => {});
    worker.unref();
    return {
      end: () => {
        port.close();
        worker.terminate();
      },
      readOf: (position: number) => {
        for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
          read.set(next.message[0], next.message[1]);
        }
        return read.get(position) ?? null;
      },
    };
  } catch {
    port.close();
    return null;
  }
}
