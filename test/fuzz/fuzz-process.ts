/** A process that runs the program again and again, and is ended when it does not end by itself. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FuzzedRun } from './judge-run.ts';

const root = new URL('../../', import.meta.url);
const program = fileURLToPath(new URL('dist/bin/audiencectl.js', root));
const warm = fileURLToPath(new URL('test/support/warm/warm-process.mjs', root));

/** Long enough to tell what is slow from what has no end. */
const patienceMs = 30_000;
/** Each run leaves a module behind. */
const runsOfOne = 400;

export interface Order {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export type Ended = Omit<FuzzedRun, 'newFiles'>;

export interface FuzzProcess {
  readonly run: (order: Order) => Promise<Ended>;
  readonly close: () => void;
}

interface Output {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function createFuzzProcess(): FuzzProcess {
  let child: ChildProcess | null = null;
  let runs = 0;

  function close(): void {
    child?.kill('SIGKILL');
    child = null;
    runs = 0;
  }

  return {
    close,
    run: ({ args, cwd, env }) => {
      if (runs === runsOfOne) close();
      runs += 1;
      child ??= fork(warm, { execArgv: [], env: {}, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
      const running = child;
      const start = performance.now();
      return new Promise((resolve) => {
        let died = '';
        const hear = (text: Buffer) => {
          died += text.toString();
        };
        const end = (ended: FuzzedRun['ended'], output: Output) => {
          clearTimeout(timer);
          running.stderr?.off('data', hear);
          running.removeAllListeners('message');
          running.removeAllListeners('exit');
          if (ended !== 'by-itself') close();
          resolve({ ...output, ended, milliseconds: performance.now() - start });
        };
        const timer = setTimeout(
          () => end('killed', { exitCode: null, stdout: '', stderr: '' }),
          patienceMs,
        );
        running.stderr?.on('data', hear);
        running.once('exit', (exitCode) => end('crashed', { exitCode, stdout: '', stderr: died }));
        running.once('message', (output: Output) => end('by-itself', output));
        running.send({ program, args, cwd, env: { PATH: process.env['PATH'] ?? '', ...env } });
      });
    },
  };
}

/** The same in a process of its own, as users start it. */
export function spawnProgram({ args, cwd, env }: Order): Promise<Ended> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      const ended = signal === 'SIGKILL' ? 'killed' : signal === null ? 'by-itself' : 'crashed';
      resolve({ ...output, exitCode, ended, milliseconds: performance.now() - start });
    });
  });
}
