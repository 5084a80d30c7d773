/** The two output streams and the person behind them. */

export interface Terminal {
  /** The result of the command, and nothing else, to stdout. */
  readonly writeResult: (text: string) => void;
  /** Whether the result has been written: a second one would spoil it. */
  readonly hasResult: () => boolean;
  /** What a person may want to know while it runs, to stderr; silent with --quiet. */
  readonly writeNote: (text: string) => void;
  /** Warnings and errors, to stderr. */
  readonly writeWarning: (text: string) => void;
  readonly resultColor: boolean;
  readonly noteColor: boolean;
  /** Columns of a line of the result. */
  readonly width: number;
  /** Whether someone is there to answer a question. */
  readonly interactive: boolean;
  readonly ask: (question: string) => Promise<string>;
}

/** The part of a process that a terminal is made of. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export function createTerminal(
  { stdin, stdout, stderr }: Streams,
  { color, quiet }: { readonly color: boolean; readonly quiet: boolean },
): Terminal {
  let hasResult = false;
  return {
    writeResult: (text) => {
      hasResult = true;
      stdout.write(withNewline(text));
    },
    hasResult: () => hasResult,
    writeNote: (text) => {
      if (!quiet) stderr.write(withNewline(text));
    },
    writeWarning: (text) => {
      stderr.write(withNewline(text));
    },
    resultColor: color && stdout.isTTY === true,
    noteColor: color && stderr.isTTY === true,
    width: stdout.columns ?? 100,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    ask: (question) => ask(stdin, stderr, question),
  };
}

async function ask(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  question: string,
): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input, output });
  try {
    return await new Promise<string>((resolve) => {
      // Ctrl-C and Ctrl-D are answers too: neither is a yes, and both leave the line unfinished.
      const giveUp = () => {
        output.write('\n');
        resolve('');
      };
      lines.once('close', giveUp);
      lines.question(question).then((answer) => {
        lines.off('close', giveUp);
        resolve(answer);
      }, giveUp);
    });
  } finally {
    lines.close();
  }
}

function withNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
