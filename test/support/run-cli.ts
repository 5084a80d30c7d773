import { type ChildProcess, fork, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

/** The built program: `npm test` builds it first. */
export const program: string = fileURLToPath(
  new URL('../../dist/bin/audiencectl.js', import.meta.url),
);

export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  /** Variables beside a bare minimum: nothing of the machine's own settings is passed on. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What Node.js itself reads when it starts, and never again. */
const readAtStart = /^(NODE_|LANG|LC_|TZ$)/;

let warm: ChildProcess | null = null;
let isBusy = false;

afterAll(() => {
  warm?.kill();
});

/**
 * Runs the program as a shell would, without a terminal, in a process that the runs of a test file
 * share: starting Node.js and loading modules would take most of the time. A run beside another, or with
 * variables that Node.js itself reads, gets a process of its own.
 */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliRun> {
  if (isBusy || Object.keys(options.env ?? {}).some((name) => readAtStart.test(name))) {
    return runAlone(args, options);
  }
  isBusy = true;
  try {
    warm ??= fork(fileURLToPath(new URL('./warm-process.mjs', import.meta.url)), {
      execArgv: [],
      env: {},
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return await runIn(warm, args, options);
  } finally {
    isBusy = false;
  }
}

function runIn(child: ChildProcess, args: readonly string[], options: CliOptions): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const onExit = () => {
      warm = null;
      reject(new Error(`the process ended during: ${args.join(' ')}`));
    };
    child.once('exit', onExit);
    child.once('message', (run: CliRun) => {
      child.off('exit', onExit);
      resolve(run);
    });
    child.send({ program, args, cwd: options.cwd, env: environmentOf(options) });
  });
}

/**
 * Runs the program in a process of its own, as users do: for what concerns the process, such as its
 * streams, and an end that comes by itself.
 */
export function runAlone(args: readonly string[], options: CliOptions): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: options.cwd,
      env: environmentOf(options),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

function environmentOf({ env = {} }: CliOptions): Readonly<Record<string, string>> {
  return { PATH: process.env['PATH'] ?? '', ...env };
}
