import { exitCodes } from './exit-codes.ts';

/** The first Ctrl-C stops in good order, a second one at once; a run that was cut off can be repeated. */
export function stopOnInterrupt(stop: AbortController, say: (text: string) => void): () => void {
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(exitCodes.incomplete);
    say('Interrupted: finishing what is in flight. Once more stops at once.');
    stop.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  };
}
