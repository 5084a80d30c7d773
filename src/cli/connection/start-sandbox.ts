/** The API's emulator inside this process, over real HTTP, on this machine alone. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { objectToFile } from '../../disk/read-named-file.ts';
import { printable } from '../../report/text/printable.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { CommandContext } from '../process/command-context.ts';
import { readSandboxSettings } from './read-sandbox-settings.ts';

export interface RunningSandbox {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves on `port`, 0 for a free one. Throws a DiagnosticError.
 * @param given settings as `NAME=VALUE`
 */
export async function startSandbox(
  port: number,
  dataFile: string | null,
  given: readonly string[],
): Promise<RunningSandbox> {
  const settings = await readSandboxSettings(given);
  // Beside the data are the members of its lists.
  if (dataFile !== null) await refuseFiles([dataFile, `${dataFile}.members`]);
  const { serveSandbox } = await import('../../sandbox/serve-sandbox.ts');
  try {
    return await serveSandbox({
      port,
      options: { settings },
      ...(dataFile === null ? {} : { dataFile }),
    });
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    const reason = taken
      ? `port ${port} is taken`
      : cause instanceof Error
        ? cause.message
        : String(cause);
    const message = `the sandbox can't start: ${reason}`;
    throw new DiagnosticError([usageError('sandbox-not-started', message)], { cause });
  }
}

/** `--sandbox`: with the data of earlier runs, kept in `.audiencectl/` of the project folder or in `--data`. */
export async function startOwnSandbox(
  { options, terminal, among }: Pick<CommandContext, 'options' | 'terminal' | 'among'>,
  folder: string,
): Promise<RunningSandbox> {
  const data = options.text('data') ?? (await ownDataFile(folder));
  const set = options.list('set');
  const sandbox = await startSandbox(0, data, set);
  // Only known names are shown: typed words are never repeated in messages about members.
  const names = [...new Set(set.map((each) => each.replace(/[.=].*$/su, '')))];
  const rehearses =
    names.length === 0 ? '' : `, with ${names.map((name) => `--set ${name}`).join(' ')}`;
  // Of many projects it is said once, in words that are true of each.
  const uses =
    among === undefined
      ? `This run uses the sandbox at ${sandbox.url} with the data in ${printable(relative('', data))}`
      : 'Each project uses a sandbox of its own, with the data in .audiencectl/sandbox.json of its folder';
  terminal.writeWarning(`SANDBOX: nothing is sent to Criteo. ${uses}${rehearses}`);
  return sandbox;
}

/** The sandbox opens its files by itself, so they must be regular files. */
async function refuseFiles(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const problem = await objectToFile(file);
    if (problem === null) continue;
    const message = `"${file}": ${problem.message}`;
    throw new DiagnosticError([{ severity: 'error', ...problem, message }]);
  }
}

function allowExisting(cause: unknown): void {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
}

async function ownDataFile(folder: string): Promise<string> {
  const own = join(folder, '.audiencectl');
  await refuseFiles([join(own, '.gitignore'), join(own, 'sandbox.json')]);
  try {
    await mkdir(own, { recursive: true });
    // Beside the data are digests of the members of its lists, which are personal data.
    await writeFile(join(own, '.gitignore'), '*\n', { flag: 'wx' }).catch(allowExisting);
  } catch (cause) {
    const message = `the sandbox can't keep its data: "${own}" can't be made`;
    throw new DiagnosticError([usageError('sandbox-not-started', message)], { cause });
  }
  return join(own, 'sandbox.json');
}
