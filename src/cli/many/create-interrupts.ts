/** Ctrl-C for many projects at once: the first one stops them in good order, a second one at once. */

import type { CommandContext } from '../process/command-context.ts';
import { exitCodeOfInterruption } from '../process/exit-code-of-failure.ts';
import { letRunEnd } from '../process/let-run-end.ts';
import { stopSignals } from '../process/stop-signals.ts';
import type { Interrupts } from './interrupts.ts';

export function createInterrupts({
  terminal,
  command,
}: Pick<CommandContext, 'terminal' | 'command'>): Interrupts {
  const running = new Map<AbortController, () => Promise<void>>();
  let interrupts = 0;
  const cuts = new Set<() => void>();
  const cut = () => {
    for (const each of cuts) each();
  };
  const interrupt = () => {
    // At a question they are an answer.
    if (terminal.isAsking()) return;
    interrupts += 1;
    if (interrupts === 1) {
      terminal.writeWarning(
        'Interrupted: finishing the requests in flight, and starting no other project. Interrupt again to stop at once.',
      );
      for (const stop of running.keys()) stop.abort();
    } else if (interrupts === 2) {
      void Promise.allSettled([...running.values()].map((say) => say())).then(cut);
    } else process.exit(exitCodeOfInterruption(command));
  };
  for (const signal of stopSignals) process.on(signal, interrupt);
  return {
    enter: (stop, lastWord) => {
      running.set(stop, lastWord);
      if (interrupts > 0) stop.abort();
      return () => {
        running.delete(stop);
      };
    },
    isStopping: () => interrupts > 0,
    untilAtOnce: async (ended, cutOff) => {
      let give = () => {};
      const isCut = new Promise<void>((resolve) => {
        give = resolve;
      });
      cuts.add(give);
      try {
        return await Promise.race([ended, isCut.then(cutOff)]);
      } finally {
        cuts.delete(give);
      }
    },
    isAtOnce: () => interrupts > 1,
    release: () => {
      letRunEnd(exitCodeOfInterruption(command));
      for (const signal of stopSignals) process.off(signal, interrupt);
    },
  };
}
