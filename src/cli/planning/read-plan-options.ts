/** The options that shape a plan, as the planner takes them. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { EarlierProject } from '../../reconciler/compare.ts';
import type { PlanOptions } from '../../reconciler/plan.ts';
import { memberConsentNames } from '../arguments/table/members-commands.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';
import { readBase } from '../project/read-base.ts';
import { readVars } from '../project/read-vars.ts';

export async function readPlanOptions(
  { options, among }: Pick<CommandContext, 'options' | 'among'>,
  { project, folder }: Pick<LoadedDeclarations, 'project' | 'folder'>,
): Promise<PlanOptions> {
  refusePlanOptions({ options });
  const base = await readBaseOption({ options, ...(among ? { among } : {}) }, { project, folder });
  const drift = options.text('drift') === 'leave' ? 'leave' : 'revert';
  const target = options.list('target');
  const exclude = options.list('exclude');
  const memberConsents = readMemberConsents({ options });
  const selection = { target, exclude, ...(among === undefined ? {} : { mayMatchNothing: true }) };
  const maxDeletes = options.number('max-deletes');
  return {
    drift,
    allowReplace: options.flag('allow-replace'),
    ...(base === undefined ? {} : { base }),
    ...(target.length + exclude.length > 0 ? { selection } : {}),
    ...(maxDeletes === null ? {} : { maxDeletes }),
    memberConsents,
  };
}

/** @throws DiagnosticError `conflicting-options` for options that mean nothing without another, whatever the project. */
export function refusePlanOptions({ options }: Pick<CommandContext, 'options'>): void {
  if (options.text('drift') === 'leave' && options.text('base') === null) {
    const message = '--drift leave needs --base, to know what was edited only in the UI';
    const hint = 'Give --base DIR, too, or leave out --drift.';
    throw new DiagnosticError([usageError('conflicting-options', message, hint)]);
  }
  const [consent] = readMemberConsents({ options });
  if (consent !== undefined && !options.flag('members')) {
    const message = `--${consent} has no effect without --members`;
    const hint = `Add --members, or leave out --${consent}.`;
    throw new DiagnosticError([usageError('conflicting-options', message, hint)]);
  }
}

/** `--base`: what the same project declared at an earlier commit. */
export async function readBaseOption(
  { options, among }: Pick<CommandContext, 'options' | 'among'>,
  { project, folder }: Pick<LoadedDeclarations, 'project' | 'folder'>,
): Promise<EarlierProject | undefined> {
  const base = options.text('base');
  if (base === null) return undefined;
  const vars = readVars(options.list('var'));
  return readBase(base, project, folder, { vars, mayBeMissing: among !== undefined });
}

function readMemberConsents({ options }: Pick<CommandContext, 'options'>): readonly string[] {
  return memberConsentNames.filter((name) => options.flag(name));
}

/** The consents that were given with the command, as plans spell them. */
export function readConsentOptions({
  options,
}: Pick<CommandContext, 'options'>): readonly string[] {
  const maxDeletes = options.number('max-deletes');
  return [
    ...(options.flag('allow-replace') ? ['allow-replace'] : []),
    ...(maxDeletes === null ? [] : [`max-deletes=${maxDeletes}`]),
    ...readMemberConsents({ options }),
  ];
}
