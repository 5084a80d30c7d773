/** The program: hands the process to the command line and keeps its exit code. */
import { endProcess } from '../end-process.ts';
import type { Host } from './process/host.ts';
import { runCommandLine } from './run-command-line.ts';

let isReported = false;

function onFailure(stream: NodeJS.WriteStream, error: NodeJS.ErrnoException): void {
  // Without a reader of stderr, only progress is lost: the result is on stdout and in files.
  if (stream === process.stderr && error.code === 'EPIPE') return;
  if (!isReported && stream === process.stdout) {
    isReported = true;
    openStream('stderr').write(
      `error output-not-writable the output can't be written: ${error.code}\n`,
    );
  }
  process.exitCode = 1;
}

const watched = new Set<NodeJS.WriteStream>();

function openStream(name: 'stdout' | 'stderr'): NodeJS.WriteStream {
  const stream = process[name];
  if (!watched.has(stream)) {
    watched.add(stream);
    stream.on('error', (error) => onFailure(stream, error));
  }
  return stream;
}

const { clock }: Host = process;
const host: Host = {
  env: process.env,
  chdir: (folder) => process.chdir(folder),
  // Node.js makes a stream when it is first asked for one, which takes a while.
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return openStream('stdout');
  },
  get stderr() {
    return openStream('stderr');
  },
  ...(clock === undefined ? {} : { clock }),
};

export const endOfRun: Promise<void> = endProcess(
  runCommandLine(process.argv.slice(2), host),
  'audiencectl',
  (text) => openStream('stderr').write(text),
);
