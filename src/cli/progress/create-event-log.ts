/** `--events FILE`: what happens in a run, one JSON object a line, written as it happens. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { guardText } from '../../model/text/guard-text.ts';
import type { RunEvent } from '../../schema/generated/events.ts';
import { systemClock } from '../../system-clock.ts';
import { version } from '../../version.ts';
import { notWritable } from '../output/write-file.ts';
import type { Terminal } from '../process/terminal.ts';

type Frozen<Value> = Value extends object
  ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
  : Value;
type WithoutTime<Event> = Event extends RunEvent ? Frozen<Omit<Event, 'at'>> : never;

/** An event before the log adds the time. */
type ToldEvent = WithoutTime<RunEvent>;

export interface EventLog {
  readonly tell: (event: ToldEvent) => void;
  readonly close: () => void;
}

/**
 * Lines are added to what the file holds, and are on their way to the disk before the run goes on,
 * so that a run that is killed leaves all that it did. A disk that fails in mid-run is no reason to
 * stop it: that is said once, and the rest is not written.
 *
 * @param file `-` for standard output.
 * @param terminal takes out what must not be written down.
 * @throws DiagnosticError `file-not-writable`, before anything is sent.
 */
export function createEventLog(
  file: string,
  warn: (warning: Diagnostic) => void,
  { clean, writeOutput }: Pick<Terminal, 'clean' | 'writeOutput'>,
): EventLog {
  const { write, close } = file === '-' ? { write: writeOutput, close: () => {} } : openFile(file);
  let hasFailed = false;

  function tell(event: ToldEvent): void {
    if (hasFailed) return;
    const { event: name, ...rest } = event;
    const at = new Date(systemClock.now()).toISOString();
    try {
      const line = guardText(JSON.stringify({ event: name, at, ...rest }), 'json');
      write(`${clean(line)}\n`);
    } catch (cause) {
      hasFailed = true;
      const message = `"${file}" can no longer be written${codeOf(cause)}; the run continues`;
      warn({ severity: 'warning', code: 'events-not-written', message });
    }
  }

  tell({ event: 'start', formatVersion: 1, tool: { name: 'audiencectl', version } });
  return { tell, close };
}

function openFile(file: string) {
  const descriptor = open(file);
  return {
    write: (line: string) => writeWhole(descriptor, line),
    close: () => closeSync(descriptor),
  };
}

function open(file: string): number {
  try {
    return openSync(file, 'a');
  } catch (cause) {
    throw notWritable(file, cause, 'before');
  }
}

/** A write may be short, for example on a full disk; the next write then says why. */
function writeWhole(descriptor: number, line: string): void {
  const bytes = Buffer.from(line);
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
}
