import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { program } from './product.mjs';

/** How often a process is looked at while it runs. */
const lookEveryMs = 10;
/** The kernel counts processor time in these. */
const tickMs = 10;
const maxRunMs = 600_000;

/**
 * Runs a command to its end. Throws where it ends otherwise than with exit code 0.
 * @param options those of `spawn`; `isWatched` also looks at memory and processor time as it runs,
 *   `keepsOutput` gives what it printed, `exitCodes` are those taken for success
 * @returns seconds, processor seconds and megabytes at its largest; the last two are null where the
 *   system does not tell
 */
export async function runProcess(
  command,
  args,
  { isWatched = false, keepsOutput = false, exitCodes = [0], ...options } = {},
) {
  const started = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', keepsOutput ? 'pipe' : 'ignore', 'pipe'],
    timeout: maxRunMs,
    killSignal: 'SIGKILL',
    ...options,
  });
  const watch = { cpuSeconds: null, megabytes: null };
  const timer = isWatched ? setInterval(() => look(child.pid, watch), lookEveryMs) : undefined;
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name]?.on('data', (text) => {
      output[name] += text;
    });
  }
  try {
    const ended = once(child, 'close');
    await once(child, 'exit');
    const seconds = (performance.now() - started) / 1000;
    await ended;
    if (!exitCodes.includes(child.exitCode)) {
      throw new Error(`${command} ${args.join(' ')} failed:\n${output.stderr.slice(-2000)}`);
    }
    return { seconds, ...watch, ...output };
  } finally {
    clearInterval(timer);
  }
}

/** The same for the program itself. */
export function runProgram(args, options) {
  return runProcess(process.execPath, [program, ...args], options);
}

/** Reads what Linux tells of a process; elsewhere nothing is known. */
function look(pid, watch) {
  try {
    const peak = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const [user, system] = [Number(fields[11]), Number(fields[12])];
    watch.cpuSeconds = Math.max(watch.cpuSeconds ?? 0, ((user + system) * tickMs) / 1000);
    if (peak !== undefined) watch.megabytes = Math.max(watch.megabytes ?? 0, Number(peak) / 1024);
  } catch {
    // It has ended meanwhile.
  }
}
