import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type CliRun, runWarm } from './warm/run-warm.ts';

export type { CliRun } from './warm/run-warm.ts';

/** The built program: `npm test` builds it first. */
export const program: string = fileURLToPath(
  new URL('../../dist/bin/audiencectl.js', import.meta.url),
);

export interface CliOptions {
  readonly cwd: string;
  /** Variables beside a bare minimum: nothing of the machine's own settings is passed on. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What Node.js itself reads when it starts, and never again. */
const readAtStart = /^(NODE_|LANG|LC_|TZ$)/;

/**
 * Runs the program as a shell would, without a terminal, in a process that many
 * runs share. A run with variables that Node.js itself reads gets a process of its own.
 */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliRun> {
  if (Object.keys(options.env ?? {}).some((name) => readAtStart.test(name))) {
    return runAlone(args, options);
  }
  return runWarm({ program, args, cwd: options.cwd, env: environmentOf(options) });
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
