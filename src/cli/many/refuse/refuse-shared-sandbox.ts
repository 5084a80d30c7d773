import { dirname, resolve } from 'node:path';
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { whereItLeads } from '../../../disk/object-to-path.ts';
import { usageError } from '../../arguments/usage-error.ts';
import type { CommandContext } from '../../process/command-context.ts';
import type { ManyTarget } from '../find/find-projects.ts';

/**
 * Edge: the data of a sandbox belong to the folder of a project, and one run at a time keeps them.
 *
 * @throws DiagnosticError `conflicting-options` for `--sandbox` with two project files of one folder.
 */
export async function refuseSharedSandbox(
  targets: readonly ManyTarget[],
  { options }: Pick<CommandContext, 'options'>,
): Promise<void> {
  if (!options.flag('sandbox')) return;
  const firsts = new Map<string, string>();
  for (const { file } of targets) {
    const folder = await whereItLeads(resolve(dirname(file)));
    const first = firsts.get(folder);
    if (first !== undefined) {
      const message = `"${first}" and "${file}" are in one folder, and would share the data of one sandbox`;
      const hint =
        'Run them one after the other with --project, or move each to a folder of its own.';
      throw new DiagnosticError([usageError('conflicting-options', message, hint)]);
    }
    firsts.set(folder, file);
  }
}
