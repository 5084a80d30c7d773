import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface WarmRun {
  /** The file that Node.js would start. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

const processes = new Set<ChildProcess>();
const idle: ChildProcess[] = [];

afterAll(() => {
  for (const each of processes) each.kill();
});

/**
 * Runs a built program in a process that the runs of a test file share: starting Node.js and loading
 * modules would take most of the time. A run beside another gets another process.
 */
export function runWarm(run: WarmRun): Promise<CliRun> {
  const child = idle.pop() ?? start();
  return new Promise((resolve, reject) => {
    const onExit = () => {
      processes.delete(child);
      reject(new Error(`the process ended during: ${run.args.join(' ')}`));
    };
    child.once('exit', onExit);
    child.once('message', (ended: CliRun) => {
      child.off('exit', onExit);
      idle.push(child);
      resolve(ended);
    });
    child.send(run);
  });
}

function start(): ChildProcess {
  const child = fork(fileURLToPath(new URL('./warm-process.mjs', import.meta.url)), {
    // Most of what a run makes is gone with it: where there is room for that, collecting it takes less.
    execArgv: ['--max-semi-space-size=64'],
    env: {},
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  processes.add(child);
  return child;
}
