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

declare global {
  /** Of the environment in `.config/keep-warm-processes.cjs`. */
  var runInWarmProcess: (run: WarmRun) => Promise<CliRun>;
}

/**
 * Runs a built program in a process that many runs share: starting Node.js and loading modules would
 * take most of the time. A run beside another gets another process.
 */
export function runWarm(run: WarmRun): Promise<CliRun> {
  return globalThis.runInWarmProcess(run);
}
