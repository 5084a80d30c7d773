import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { writeFailureReports } from '../output/reports/write-failure-reports.ts';
import type { CommandContext } from './command-context.ts';
import { exitCodeOfInterruption } from './exit-code-of-failure.ts';
import { letRunEnd } from './let-run-end.ts';
import { reportDiagnostics } from './report-failure.ts';
import { stopSignals } from './stop-signals.ts';

/** The last output of a run that is stopped at once: its result and its reports. */
export type LastWord = () => Promise<void>;

/** One for a run: the parts of it that have more to say than the others take turns. */
const watched = new WeakMap<AbortController, { lastWord: LastWord }>();

/**
 * The first Ctrl-C stops in good order, a second one at once; a run that was cut off can be repeated.
 *
 * @param lastWord writes the result of the second one; the error `interrupted` unless given.
 * @returns ends it.
 */
export function stopOnInterrupt(
  stop: AbortController,
  context: CommandContext,
  lastWord: LastWord = () => sayInterrupted(context),
): () => void {
  const outer = watched.get(stop);
  if (outer !== undefined) {
    const before = outer.lastWord;
    outer.lastWord = lastWord;
    return () => {
      outer.lastWord = before;
    };
  }
  const { terminal, command, among } = context;
  const watch = { lastWord };
  watched.set(stop, watch);
  if (among !== undefined) {
    const say = async () => (terminal.hasResult() ? undefined : watch.lastWord());
    const leave = among.interrupts.enter(stop, say);
    return () => {
      watched.delete(stop);
      leave();
    };
  }
  const exitCode = exitCodeOfInterruption(command);
  let isStopping = false;
  const interrupt = () => {
    // At a question they are an answer.
    if (terminal.isAsking()) return;
    if (!stop.signal.aborted) {
      terminal.writeWarning(
        'Interrupted: finishing the requests in flight. Interrupt again to stop at once.',
      );
      stop.abort();
      return;
    }
    if (isStopping) process.exit(exitCode);
    isStopping = true;
    const say = terminal.hasResult() ? async () => {} : watch.lastWord;
    void say()
      .catch(() => undefined)
      .then(() => terminal.isWritten())
      .then(() => process.exit(exitCode));
  };
  for (const signal of stopSignals) process.on(signal, interrupt);
  return () => {
    watched.delete(stop);
    for (const signal of stopSignals) process.off(signal, interrupt);
    if (stop.signal.aborted) letRunEnd(exitCode);
  };
}

async function sayInterrupted(context: CommandContext): Promise<void> {
  const { command, options, terminal } = context;
  const json = options.text('format') === 'json';
  const diagnostics = [stoppedAtOnce];
  const output = { ...terminal, writeResult: terminal.writeLastResult };
  reportDiagnostics(diagnostics, { json, color: terminal.noteColor }, output);
  if (!json) terminal.writeLastResult('');
  const failure = { diagnostics, sources: [], folder: process.cwd() };
  await writeFailureReports(failure, command, context);
}

/** Said of a run that did not wait for the answers to what it had sent. */
export const stoppedAtOnce: Diagnostic = {
  severity: 'error',
  code: 'interrupted',
  message: 'The run was stopped at once, so the outcome of the last requests is not known',
  hint: 'Run the same command again.',
};
