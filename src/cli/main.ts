/** The program: hands the process to the command line and keeps its exit code. */
import { runCommandLine } from './run-command-line.ts';

let isReported = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Without a reader of stderr, only progress is lost: the result is on stdout and in files.
    if (stream === process.stderr && error.code === 'EPIPE') return;
    if (!isReported && stream === process.stdout) {
      isReported = true;
      process.stderr.write(
        `error output-not-writable the output can't be written: ${error.code}\n`,
      );
    }
    process.exitCode = 1;
  });
}

const exitCode = await runCommandLine(process.argv.slice(2), process);
// A stream that failed meanwhile has set its own.
process.exitCode ??= exitCode;
