import type { CommandContext } from './command-context.ts';
import { exitCodeOfInterruption } from './exit-code-of-failure.ts';
import { letRunEnd } from './let-run-end.ts';
import { stopSignals } from './stop-signals.ts';

/**
 * What would be wrong if it were cut in two is done to its end, whatever signal comes, and then the run has its result.
 *
 * @param note said at the first signal: what is waited for.
 * @returns ends it.
 */
export function holdSignals(
  note: string,
  { terminal, command }: Pick<CommandContext, 'terminal' | 'command'>,
): () => void {
  let isAsked = false;
  const wait = () => {
    if (!isAsked) terminal.writeWarning(note);
    isAsked = true;
  };
  for (const signal of stopSignals) process.on(signal, wait);
  return () => {
    letRunEnd(exitCodeOfInterruption(command));
    for (const signal of stopSignals) process.off(signal, wait);
  };
}
