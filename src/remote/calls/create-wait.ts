import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { RemoteSettings } from '../remote-options.ts';

/** Waits that are reported as events, and that end in the error `interrupted` when the run is. */
export function createWait(
  settings: Pick<RemoteSettings, 'clock' | 'signal' | 'onEvent'>,
  onSleep: () => void,
): (
  reason: 'rate-limit' | 'fault',
  milliseconds: number,
  because?: string,
  attempt?: number,
) => Promise<void> {
  const { clock, signal, onEvent } = settings;
  return async (reason, milliseconds, because, attempt) => {
    if (signal?.aborted) throw interrupted();
    onEvent?.({
      event: 'wait',
      reason,
      milliseconds,
      ...(because === undefined ? {} : { because }),
      ...(attempt === undefined ? {} : { attempt }),
    });
    const from = clock.now();
    try {
      await clock.sleep(milliseconds, signal);
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
    if (hasSlept(clock.now() - from, milliseconds)) onSleep();
    if (signal?.aborted) throw interrupted();
  };
}

/** Whether so much more time went by than can have been waited: the machine, or the process, was asleep. */
export function hasSlept(elapsedMs: number, longestMs: number): boolean {
  return elapsedMs > longestMs + 3000;
}

export function interrupted(): DiagnosticError {
  return new DiagnosticError([
    {
      severity: 'error',
      code: 'interrupted',
      message: 'The run was interrupted',
      hint: 'Run the same command again.',
    },
  ]);
}
