/** The other thread of share-reading: from the last text to the first, each that is not taken. */
import { workerData } from 'node:worker_threads';
import { readAhead } from '../../yaml-source/read-ahead.ts';
import { states, type ThreadTask } from './thread-task.ts';

const { texts, taken, port }: ThreadTask = workerData;
for (const [position, text] of [...texts.entries()].reverse()) {
  if (Atomics.compareExchange(taken, position, states.free, states.taken) !== states.free) continue;
  port.postMessage([position, readAhead(text)]);
  Atomics.store(taken, position, states.read);
  Atomics.notify(taken, position);
}
