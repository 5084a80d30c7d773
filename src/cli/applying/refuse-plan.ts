import { syncsLists } from '../../reconciler/apply.ts';
import { renderRefusals } from '../../report/plan/render-plan-text.ts';
import type { PlanDocument, Refusal } from '../../schema/generated/plan.ts';
import { readFormat } from '../output/read-format.ts';
import { tellRefusals } from '../output/tell-refusals.ts';
import { reportPlan, showPlan } from '../planning/show-plan.ts';
import type { CommandContext } from '../process/command-context.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import type { RunWatch } from '../progress/watch-run.ts';

/**
 * Ends an apply before anything was written. The result is the whole plan with the reasons. Only the reasons are
 * shown where a person has just read the plan, or where it is in the log above.
 */
export async function refusePlan(
  plan: PlanDocument,
  {
    refusals,
    shown = false,
    consents = plan.consents,
    watch,
    isSaved = false,
  }: {
    readonly refusals: readonly Refusal[];
    readonly shown?: boolean;
    /** The consents that count; all of them by default. */
    readonly consents?: readonly string[];
    readonly watch: Pick<RunWatch, 'refuse'>;
    /** The plan comes from a file: its counts are of the time when it was made. */
    readonly isSaved?: boolean;
  },
  context: Pick<CommandContext, 'options' | 'terminal' | 'among'>,
): Promise<ExitCode> {
  const { options, terminal } = context;
  // The plan may hold the same refusal with an older hint.
  const isSaid = ({ code, address }: Refusal) =>
    refusals.some((each) => each.code === code && each.address === address);
  const kept = plan.refusals.filter((refusal) => !isSaid(refusal));
  const refused = { ...plan, consents: [...consents], refusals: [...kept, ...refusals] };
  watch.refuse(refused.refusals.map(({ code }) => code));
  const isText = readFormat(options.text('format')) === 'text';
  if (shown && isText) {
    await reportPlan(refused, context, { isApply: true });
    terminal.writeResult(
      renderRefusals(refused, { color: terminal.resultColor, width: terminal.width }),
    );
  } else await showPlan(refused, context, { isApply: true });
  const isCounted = isSaved && syncsLists(plan);
  const counted = isCounted
    ? '\nThe member counts are from the plan file and may be out of date.'
    : '';
  tellRefusals('Refused, and nothing was written', refused.refusals, context, counted);
  return exitCodes.refused;
}
