import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CommandContext } from './command-context.ts';
import { exitCodes } from './exit-codes.ts';
import { renderJson } from './render-json.ts';
import { stopSignals } from './stop-signals.ts';

/** What is still said where a run is stopped at once: its last result, and what goes into reports. */
export type LastWord = () => Promise<void>;

/**
 * The first Ctrl-C stops in good order, a second one at once; a run that was cut off can be repeated.
 *
 * @param lastWord writes the result of the second one; a JSON document with the error unless given.
 */
export function stopOnInterrupt(
  stop: AbortController,
  context: Pick<CommandContext, 'options' | 'terminal'>,
  lastWord: LastWord = () => sayInterrupted(context),
): () => void {
  const { terminal } = context;
  let isStopping = false;
  const interrupt = () => {
    if (!stop.signal.aborted) {
      terminal.writeWarning(
        'Interrupted: finishing the requests in flight. Interrupt again to stop at once.',
      );
      stop.abort();
      return;
    }
    if (isStopping) process.exit(exitCodes.incomplete);
    isStopping = true;
    const say = terminal.hasResult() ? async () => {} : lastWord;
    void say()
      .catch(() => undefined)
      .then(() => terminal.isWritten())
      .then(() => process.exit(exitCodes.incomplete));
  };
  for (const signal of stopSignals) process.on(signal, interrupt);
  return () => {
    for (const signal of stopSignals) process.off(signal, interrupt);
  };
}

async function sayInterrupted({
  options,
  terminal,
}: Pick<CommandContext, 'options' | 'terminal'>): Promise<void> {
  const isJson = options.text('format') === 'json';
  terminal.writeLastResult(
    isJson ? renderJson({ formatVersion: 1, diagnostics: [stoppedAtOnce] }) : '',
  );
}

/** Said of a run that did not wait for the answers to what it had sent. */
export const stoppedAtOnce: Diagnostic = {
  severity: 'error',
  code: 'interrupted',
  message: 'The run was stopped at once, before it knew what became of the requests in flight',
  hint: 'Run the same command again; nothing is done twice.',
};
