/** The program: hands the process to the command line and keeps its exit code. */
import { runCommandLine } from './run-command-line.ts';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as `head`, is no failure.
    if (error.code === 'EPIPE') return;
    process.exitCode = 1;
    if (stream === process.stdout) {
      process.stderr.write(
        `error output-not-writable the output can't be written: ${error.code}\n`,
      );
    }
  });
}

const exitCode = await runCommandLine(process.argv.slice(2), process);
// A stream that failed meanwhile has set its own.
process.exitCode ??= exitCode;
