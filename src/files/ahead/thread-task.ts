import type { MessagePort } from 'node:worker_threads';

/** What a thread that reads texts gets. */
export interface ThreadTask {
  readonly texts: readonly string[];
  /** The state of each text, in memory that both threads share. */
  readonly taken: Int32Array;
  /** Where it puts what it has read: the position of a text with its documents, or null. */
  readonly port: MessagePort;
}

/** Free, taken by the other thread, read by it, or taken by the run. */
export const states = { free: 0, taken: 1, read: 2, own: 3 };
