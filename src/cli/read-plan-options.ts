/** The options that shape a plan, as the planner takes them. */
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { PlanOptions } from '../plan/plan-changes.ts';
import { memberConsentNames } from './arguments/table/members-commands.ts';
import { usageError } from './arguments/usage-error.ts';
import type { CommandContext } from './command-context.ts';
import type { LoadedDeclarations } from './load-declarations.ts';
import { readBase } from './read-base.ts';
import { readVars } from './read-vars.ts';

export async function readPlanOptions(
  { options }: Pick<CommandContext, 'options'>,
  { project, folder }: Pick<LoadedDeclarations, 'project' | 'folder'>,
): Promise<PlanOptions> {
  const base = options.text('base');
  const drift = options.text('drift') === 'leave' ? 'leave' : 'revert';
  if (drift === 'leave' && base === null) {
    throw new DiagnosticError([
      usageError(
        'conflicting-options',
        '--drift leave needs --base, to tell what was edited in the UI alone',
      ),
    ]);
  }
  const target = options.list('target');
  const exclude = options.list('exclude');
  const memberConsents = memberConsentNames.filter((name) => options.flag(name));
  if (memberConsents.length > 0 && !options.flag('members')) {
    const message = `--${memberConsents[0]} is about members, which are left alone without --members`;
    throw new DiagnosticError([usageError('conflicting-options', message)]);
  }
  const vars = readVars(options.list('var'));
  const maxDeletes = options.number('max-deletes');
  return {
    drift,
    allowReplace: options.flag('allow-replace'),
    ...(base === null ? {} : { base: await readBase(base, project, folder, vars) }),
    ...(target.length + exclude.length > 0 ? { selection: { target, exclude } } : {}),
    ...(maxDeletes === null ? {} : { maxDeletes }),
    memberConsents,
  };
}
