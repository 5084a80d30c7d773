/** `--each`, and what cannot be given beside it. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { CommandContext } from '../process/command-context.ts';

/** Null for a run of one project. A project that was typed wins over a variable. */
export function readEach({ options }: Pick<CommandContext, 'options'>): string | null {
  if (options.typed('each') === null && options.typed('project') !== null) return null;
  return options.text('each');
}

/** @throws DiagnosticError `conflicting-options` for what makes sense for a single project alone. */
export function refuseBesideEach({
  options,
  operand,
}: Pick<CommandContext, 'options' | 'operand'>): void {
  const problems: Diagnostic[] = [];
  const refuse = (what: string, hint: string) =>
    problems.push(usageError('conflicting-options', `${what} and --each exclude each other`, hint));
  if (options.typed('project') !== null)
    refuse('--project', 'Use --each for many projects, and --project for one.');
  if (operand !== null)
    refuse('PLANFILE', 'To apply many saved plans, give their folder: --each DIR.');
  if (options.text('snapshot') !== null)
    refuse('--snapshot', 'Run the command for one project, because a snapshot is of one account.');
  if (options.text('data') !== null)
    refuse('--data', 'Leave it out: each project has sandbox data of its own.');
  if (options.text('checksum') !== null)
    refuse('--checksum', 'Leave it out: every plan has a checksum of its own.');
  if (options.flag('sandbox') && options.text('ledger') !== null)
    refuse('--ledger with --sandbox', 'Leave out --ledger: each project has a ledger of its own.');
  for (const name of ['out', 'events'] as const) {
    if (options.text(name) !== '-') continue;
    refuse(`--${name} -`, `Give a folder. It gets a file for each project: --${name} DIR.`);
  }
  if (options.text('changed-since') !== null && options.flag('members')) {
    const message = '--changed-since compares manifests, but --members depends on sources, too';
    problems.push(usageError('conflicting-options', message, 'Use only one of them.'));
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
}
