/**
 * The two output streams and the user. All output of the program goes through here. Text from outside
 * is never written as it came: secrets are removed, and sequences that control a terminal or a CI
 * system are escaped.
 */
import { guardText } from '../../model/text/guard-text.ts';
import type { Redactor } from '../../remote/secrets/create-redactor.ts';
import { guardOutput, guardPatch } from '../../report/text/guard-output.ts';
import { stopSignals } from './stop-signals.ts';

export interface Terminal {
  /** The result of the command, and nothing else, to stdout; to stderr where `-` is an output. */
  readonly writeResult: (text: string) => void;
  /** The same for a patch, in which every character counts. False where some were written as escapes. */
  readonly writePatch: (text: string) => boolean;
  /** An output named `-`, to stdout. */
  readonly writeOutput: (text: string) => void;
  /** Waits until stdout has taken all of it. False where it took less, such as a pipe that was closed. */
  readonly isWritten: () => Promise<boolean>;
  /** The same, and every later result is dropped: nothing may follow. */
  readonly writeLastResult: (text: string) => void;
  /** Whether the result has been written: a second one would spoil it. */
  readonly hasResult: () => boolean;
  /** Progress, to stderr; silent with --quiet. */
  readonly writeNote: (text: string) => void;
  /** Warnings and errors, to stderr. */
  readonly writeWarning: (text: string) => void;
  /** Findings as orders to GitHub Actions, to stderr: the only orders that are meant. */
  readonly writeAnnotations: (text: string) => void;
  /** A text as it may be written to a file that people look at, as to the streams themselves. */
  readonly clean: (text: string) => string;
  /** What is taken out of all that is written. */
  readonly redactor: Redactor;
  /** Whether a line can be overwritten, and a user may see it. */
  readonly live: boolean;
  /** One line at the bottom of stderr, which replaces the one before; nothing when empty. Only where `live`. */
  readonly showStatus: (text: string) => void;
  readonly resultColor: boolean;
  readonly noteColor: boolean;
  /** Whether the result and all else appear in one place: on one screen, or both on stderr. */
  readonly isOnePlace: boolean;
  /** Columns of a line of the result. */
  readonly width: number;
  /** Whether there is a user to answer a question. */
  readonly interactive: boolean;
  /** Whether a question is open: an interrupt is an answer then. */
  readonly isAsking: () => boolean;
  /** Null where the user ends it with Ctrl-C or Ctrl-D. */
  readonly ask: (question: string) => Promise<string | null>;
}

/** The part of a process that a terminal is made of. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

interface TerminalOptions {
  readonly color: boolean;
  readonly quiet: boolean;
  readonly redactor: Redactor;
  /** A terminal that can do nothing but print, as `TERM=dumb` says. */
  readonly dumb?: boolean;
  /** Colours where there is no terminal, too, as FORCE_COLOR says. */
  readonly forceColor?: boolean;
  /** An output is called `-`: stdout is for that alone. */
  readonly isStdoutTaken?: boolean;
}

/** A stream is only looked at when it is needed: Node.js loads much for each. */
export function createTerminal(
  streams: Streams,
  { color, quiet, redactor, dumb, forceColor = false, isStdoutTaken = false }: TerminalOptions,
): Terminal {
  /** Whether all that was written so far arrived. */
  let isWhole = Promise.resolve(true);
  const resultStream = () => (isStdoutTaken ? streams.stderr : streams.stdout);
  let hasResult = false;
  let isOver = false;
  let hasStatus = false;
  let isAsking = false;
  const isScreen = (stream: OutputStream) => stream.isTTY === true;
  const isLive = () => !quiet && !dumb && isScreen(streams.stderr);
  const hasResultColor = () => color && (forceColor || isScreen(resultStream()));
  const hasNoteColor = () => color && (forceColor || isScreen(streams.stderr));
  const forResult = (text: string) => guardOutput(redactor.redact(text), hasResultColor());
  const forNote = (text: string) => guardOutput(redactor.redact(text), hasNoteColor());

  function wipeStatus(): void {
    if (hasStatus) streams.stderr.write('\r\u001B[K');
    hasStatus = false;
  }

  function writeToStdout(text: string): void {
    const written = new Promise<boolean>((resolve) => {
      streams.stdout.write(text, (error) => resolve(!error));
    });
    isWhole = Promise.all([isWhole, written]).then((all) => all.every(Boolean));
  }

  function writeGuarded(text: string): void {
    if (isOver) return;
    wipeStatus();
    hasResult = true;
    const result = withNewline(text);
    if (isStdoutTaken) streams.stderr.write(result);
    else writeToStdout(result);
  }

  const writeResult = (text: string) => writeGuarded(forResult(text));

  return {
    get live() {
      return isLive();
    },
    showStatus: (text) => {
      wipeStatus();
      if (!isLive() || text === '') return;
      // A line that wraps could not be wiped.
      streams.stderr.write(
        [...forNote(text)].slice(0, (streams.stderr.columns ?? 80) - 1).join(''),
      );
      hasStatus = true;
    },
    writeResult,
    writeLastResult: (text) => {
      writeResult(text);
      isOver = true;
    },
    writePatch: (text) => {
      const patch = redactor.redact(text);
      const guarded = guardPatch(patch, hasResultColor(), isScreen(resultStream()));
      writeGuarded(guarded);
      return guarded === patch;
    },
    writeOutput: (text) => {
      wipeStatus();
      writeToStdout(withNewline(text));
    },
    isWritten: () => isWhole,
    hasResult: () => hasResult,
    writeNote: (text) => {
      wipeStatus();
      if (!quiet) streams.stderr.write(withNewline(forNote(text)));
    },
    writeWarning: (text) => {
      wipeStatus();
      streams.stderr.write(withNewline(forNote(text)));
    },
    writeAnnotations: (text) => {
      wipeStatus();
      const lines = redactor.redact(text).split('\n').map(guardAnnotation);
      streams.stderr.write(withNewline(lines.join('\n')));
    },
    clean: (text) => guardText(redactor.redact(text)),
    redactor,
    get resultColor() {
      return hasResultColor();
    },
    get noteColor() {
      return hasNoteColor();
    },
    get isOnePlace() {
      return isStdoutTaken || (isScreen(resultStream()) && isScreen(streams.stderr));
    },
    get width() {
      return resultStream().columns ?? 100;
    },
    get interactive() {
      return streams.stdin.isTTY === true && isScreen(streams.stderr);
    },
    isAsking: () => isAsking,
    ask: async (question) => {
      isAsking = true;
      return ask(streams.stdin, streams.stderr, forNote(question)).finally(() => {
        isAsking = false;
      });
    },
  };
}

async function ask(
  input: Streams['stdin'],
  output: OutputStream,
  question: string,
): Promise<string | null> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input, output });
  // No request is in flight while a question is open: stopping the run means no.
  const close = () => lines.close();
  for (const signal of stopSignals) process.on(signal, close);
  try {
    return await new Promise<string | null>((resolve) => {
      // Ctrl-C and Ctrl-D are answers too: neither is a yes, and both leave the line unfinished.
      const giveUp = () => {
        output.write('\n');
        resolve(null);
      };
      lines.once('close', giveUp);
      lines.question(question).then((answer) => {
        lines.off('close', giveUp);
        resolve(answer);
      }, giveUp);
    });
  } finally {
    for (const signal of stopSignals) process.off(signal, close);
    lines.close();
  }
}

/** We write the command at the beginning of the line; the rest is text like any other. */
function guardAnnotation(line: string): string {
  const order = /^::(?:error|warning) [^:]*::/u.exec(line)?.[0] ?? '';
  return order + guardText(line.slice(order.length));
}

function withNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
