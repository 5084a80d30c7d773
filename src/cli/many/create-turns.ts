/** Projects of one account, one after the other: what one of them writes, the next one reads. */
import { basename, resolve } from 'node:path';
import { readTextFile } from '../../files/read-text-file.ts';
import { listBindings } from '../../reconciler/read-sister.ts';
import type { CommandContext } from '../process/command-context.ts';
import { readVars } from '../project/read-vars.ts';
import type { ManyTarget } from './find/find-projects.ts';

/** Runs a project when those before it that share an account with it have ended. */
export type Turns = <Result>(target: ManyTarget, run: () => Promise<Result>) => Promise<Result>;

/**
 * Edge: reads the project files. What cannot be read is of no account, and fails when it runs.
 *
 * @returns turns that must be taken in the order of the projects.
 */
export async function createTurns(
  targets: readonly ManyTarget[],
  { options }: Pick<CommandContext, 'options'>,
): Promise<Turns> {
  const vars = readVars(options.list('var'));
  const accounts = new Map<string, readonly string[]>();
  for (const { file } of targets) accounts.set(file, await accountsOf(file, vars));
  const last = new Map<string, Promise<unknown>>();
  return async ({ file }, run) => {
    const own = accounts.get(file) ?? [];
    const before = own.flatMap((account) => last.get(account) ?? []);
    const result = before.length === 0 ? run() : Promise.allSettled(before).then(run);
    for (const account of own) last.set(account, result);
    return result;
  };
}

async function accountsOf(
  file: string,
  vars: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { value: source } = await readTextFile(resolve(file), basename(file));
  if (source === null) return [];
  const targets = [{}, vars].flatMap((each) => listBindings(source, each).targets);
  return [...new Set(targets.map(({ platform, scopeId }) => `${platform} ${scopeId}`))];
}
