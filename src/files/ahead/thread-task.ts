import type { MessagePort } from 'node:worker_threads';

/** What a thread that reads texts gets. */
export interface ThreadTask {
  readonly texts: readonly string[];
  /** The state of each text, in memory that both threads share. */
  readonly taken: Int32Array;
  /** Where it puts what it has read: the position of a text with its documents, or null. */
  readonly port: MessagePort;
}

/** Free, taken by one of both threads, or read by the other thread. */
export const states = { free: 0, taken: 1, read: 2 };
