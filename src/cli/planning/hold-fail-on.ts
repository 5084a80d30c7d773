/** `--fail-on`: what a pipeline stops at. A plan that holds it is refused. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { failOn, failOnWords } from '../../reconciler/fail-on.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { suggest, usageError } from '../arguments/usage-error.ts';
import type { CommandContext } from '../process/command-context.ts';

/**
 * The words, without those of a variable that only plans can hold if the command makes none.
 * Throws `invalid-option` for words that the command can never find.
 */
export async function readFailOn({
  command,
  options,
}: Pick<CommandContext, 'command' | 'options'>): Promise<readonly string[]> {
  const words = options
    .list('fail-on')
    .flatMap((list) => list.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const { codes } = await import('../../diagnostics/codes.ts');
  const { verdicts, origins, severities } = failOnWords;
  const ofPlans = [...verdicts, ...origins];
  const ofFindings = [...severities, ...codes.map(({ code }) => code)];
  const isPlanning = command !== 'validate';
  const known = isPlanning ? [...ofPlans, ...ofFindings] : ofFindings;
  const isOfOthers = (word: string) => !isPlanning && ofPlans.includes(word);
  const meant = options.isTyped('fail-on') ? words : words.filter((word) => !isOfOthers(word));
  const unknown = meant.filter((word) => !known.includes(word) || isOfOthers(word));
  if (unknown.length === 0) return meant;
  const listed = isPlanning
    ? `Give a verdict (${verdicts.join(', ')}), an origin (${origins.join(', ')}), warning or a code.`
    : 'Give warning or a code of a finding.';
  const what = isPlanning ? 'a verdict, an origin or a code' : 'a code';
  throw new DiagnosticError(
    unknown.map(
      (word): Diagnostic =>
        usageError(
          'invalid-option',
          `--fail-on names "${word}", which is not ${what}`,
          suggest(
            word,
            known.filter((near) => near !== word),
            (near) => near,
            `${listed} Run "audiencectl explain" for a list.`,
          ),
        ),
    ),
  );
}

/** The plan with the refusals that `--fail-on` adds to it. */
export async function holdFailOn(
  plan: PlanDocument,
  context: Pick<CommandContext, 'command' | 'options'>,
): Promise<PlanDocument> {
  return failOn(plan, await readFailOn(context));
}
