import { Readable, Writable } from 'node:stream';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import type { CliRun } from './warm/run-warm.ts';

/** Runs the program in this process, in a folder and on a day of its own; words are parted by blanks. */
export async function runAt(
  day: string,
  line: string,
  {
    folder,
    env = {},
  }: { readonly folder: string; readonly env?: Readonly<Record<string, string>> },
): Promise<CliRun> {
  const stdout = collect();
  const stderr = collect();
  const before = process.cwd();
  try {
    const exitCode = await runCommandLine(['-C', folder, ...line.split(' ')], {
      ...{ stdin: Readable.from([]), stdout: stdout.stream, stderr: stderr.stream, env },
      chdir: (to) => process.chdir(to),
      clock: { now: () => Date.parse(`${day}T12:00:00Z`) },
    });
    return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.chdir(before);
  }
}

function collect() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
