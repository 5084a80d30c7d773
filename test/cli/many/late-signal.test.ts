/** A signal that comes when a run over many projects has its result, and its process has not ended. */
import { afterEach, expect, jest, test } from '@jest/globals';
import { createInterrupts } from '../../../src/cli/many/create-interrupts.ts';
import { createTerminal } from '../../../src/cli/process/terminal.ts';
import { createRedactor } from '../../../src/remote/secrets/create-redactor.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

afterEach(() => {
  jest.restoreAllMocks();
  for (const signal of signals) process.removeAllListeners(signal);
});

test.each(signals.flatMap((signal) => [0, 1].map((before) => [signal, before] as const)))(
  '%s does not kill it, after %i before, and one more ends it with 4',
  (signal, before) => {
    jest.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const shown = { color: false, quiet: true, redactor: createRedactor() };
    const terminal = createTerminal(process, shown);
    const interrupts = createInterrupts({ terminal, command: 'apply' });
    if (before > 0) process.emit(signal);
    interrupts.release();
    // Without a listener, the signal would kill the process.
    expect(process.listenerCount(signal)).toBe(1);
    expect(() => process.emit(signal)).not.toThrow();
    expect(() => process.emit(signal)).toThrow('exit 4');
  },
);
