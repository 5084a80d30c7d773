/** `--fail-on`: a plan that holds what the pipeline stops at is refused. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { failOn, failOnWords } from '../../reconciler/fail-on.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { suggest, usageError } from '../arguments/usage-error.ts';
import type { CommandContext } from '../process/command-context.ts';

/** Throws `invalid-option` for words that no plan can hold. */
export async function readFailOn({
  options,
}: Pick<CommandContext, 'options'>): Promise<readonly string[]> {
  const words = options
    .list('fail-on')
    .flatMap((list) => list.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const { codes } = await import('../../diagnostics/codes.ts');
  const { verdicts, origins } = failOnWords;
  const known = [...verdicts, ...origins, ...codes.map(({ code }) => code)];
  const unknown = words.filter((word) => !known.includes(word));
  if (unknown.length === 0) return words;
  throw new DiagnosticError(
    unknown.map(
      (word): Diagnostic =>
        usageError(
          'invalid-option',
          `--fail-on names "${word}", which is not a verdict, an origin or a code`,
          suggest(
            word,
            known,
            (near) => near,
            `Give a verdict (${verdicts.join(', ')}), an origin (${origins.join(', ')}) or a code. Run "audiencectl explain" for a list.`,
          ),
        ),
    ),
  );
}

/** The plan with the refusals that `--fail-on` adds to it. */
export async function holdFailOn(
  plan: PlanDocument,
  context: Pick<CommandContext, 'options'>,
): Promise<PlanDocument> {
  return failOn(plan, await readFailOn(context));
}
