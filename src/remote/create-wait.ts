import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { RemoteSettings } from './remote-options.ts';

/** Waits that are told of, and that end in the error `interrupted` when the run is. */
export function createWait(
  settings: Pick<RemoteSettings, 'clock' | 'signal' | 'onEvent'>,
): (reason: 'rate-limit' | 'fault', milliseconds: number) => Promise<void> {
  const { clock, signal, onEvent } = settings;
  return async (reason, milliseconds) => {
    if (signal?.aborted) throw interrupted();
    onEvent?.({ event: 'wait', reason, milliseconds });
    try {
      await clock.sleep(milliseconds, signal);
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
    if (signal?.aborted) throw interrupted();
  };
}

export function interrupted(): DiagnosticError {
  return new DiagnosticError([
    { severity: 'error', code: 'interrupted', message: 'The run was interrupted' },
  ]);
}
