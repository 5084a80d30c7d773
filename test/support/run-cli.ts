import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

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

/** Runs the program as a shell would, without a terminal. */
export function runCli(args: readonly string[], { cwd, env = {} }: CliOptions): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', ...env },
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
