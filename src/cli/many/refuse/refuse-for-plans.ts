import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { usageError } from '../../arguments/usage-error.ts';
import type { CommandContext } from '../../process/command-context.ts';

/** @throws DiagnosticError `conflicting-options` for what comes too late, as the plans are made. */
export function refuseForPlans({ options }: Pick<CommandContext, 'options'>): void {
  const given = [
    ...(['drift'] as const).filter((name) => options.typed(name) !== null),
    // Also from the environment: one would replace the plans, the other leave some of them out.
    ...(['out', 'changed-since'] as const).filter((name) => options.text(name) !== null),
    ...(['target', 'exclude'] as const).filter((name) => options.isTyped(name)),
    ...(['sizes'] as const).filter((name) => options.flag(name)),
  ];
  if (given.length === 0) return;
  throw new DiagnosticError(
    given.map((name) =>
      usageError(
        'conflicting-options',
        `--${name} is for the making of plans, and --each names a folder of plans`,
        `Leave out one of them, and unset AUDIENCECTL_${name.toUpperCase().replaceAll('-', '_')} if it is set.`,
      ),
    ),
  );
}

/** @throws DiagnosticError `conflicting-options` for what is about plan files alone. */
export function refuseWithoutPlans({ options }: Pick<CommandContext, 'options'>): void {
  if (!options.flag('trust-plan-file')) return;
  const message = '--trust-plan-file has no effect without plan files';
  const hint = 'Leave it out, or give --each the folder of the plans.';
  throw new DiagnosticError([usageError('conflicting-options', message, hint)]);
}
