import type { ExitCode } from './exit-codes.ts';
import { stopSignals } from './stop-signals.ts';

/** A process that serves several runs has one. */
let standing: (() => void) | null = null;

/**
 * What is left of a run is to write its result and its reports. A signal that was meant for its requests comes too
 * late for these, and does not cut them off; one more ends it. It stands until the process ends: a signal that nothing
 * listens to kills the process, whatever the run came to.
 */
export function letRunEnd(exitCode: ExitCode): void {
  let isAsked = false;
  const end = () => {
    if (isAsked) process.exit(exitCode);
    isAsked = true;
  };
  for (const signal of stopSignals) {
    process.on(signal, end);
    if (standing !== null) process.off(signal, standing);
  }
  standing = end;
}
