import { resolve } from 'node:path';
import { nameFrom } from '../../../files/name-from.ts';
import type { PullOptions } from '../../../reconciler/pull.ts';
import { envOption } from '../../../report/plan/apply-command.ts';
import { quoteArgument } from '../../../report/text/quote-argument.ts';
import type { CommandContext } from '../../process/command-context.ts';
import type { LoadedDeclarations } from '../../project/load-declarations.ts';
import { sameTarget } from '../../project/same-target.ts';

/** Hints of one project of many lead to it from the working directory. */
export function leadTo(
  { project, folder }: Pick<LoadedDeclarations, 'project' | 'folder'>,
  context: Pick<CommandContext, 'options' | 'among'>,
): Pick<PullOptions, 'lead'> {
  if (context.among === undefined) return {};
  const base = context.options.typed('base');
  return {
    lead: {
      options: envOption({ project }) + sameTarget(context),
      base: base === null ? '' : ` --base ${quoteArgument(base)}`,
      nameOf: (file) => nameInCwd(folder, file),
    },
  };
}

/** @param folder of the project, absolute. */
export function nameInCwd(folder: string, file: string): string {
  return nameFrom(process.cwd(), resolve(folder, file));
}
