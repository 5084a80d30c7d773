/** Consent to a plan: given with the command, or asked for on the terminal. */
import { renderPlan } from '../../report/plan/render-plan.ts';
import type { PlanDocument, Refusal } from '../../schema/generated/plan.ts';
import { systemClock } from '../../system-clock.ts';
import type { CommandContext } from '../process/command-context.ts';
import { sameLedger, sameTarget } from '../project/same-target.ts';

export type Approval =
  | { readonly state: 'approved'; readonly asked: boolean }
  | { readonly state: 'refused'; readonly refusals: readonly Refusal[]; readonly shown: boolean };

/** The plan is shown on stderr, because stdout belongs to the report of the apply. */
export async function obtainApproval(
  plan: PlanDocument,
  { options, terminal, among }: Pick<CommandContext, 'options' | 'terminal' | 'among'>,
): Promise<Approval> {
  const text = renderPlan(plan, {
    format: 'text',
    color: terminal.noteColor,
    width: terminal.width,
    verbose: options.flag('verbose'),
    sameTarget: sameTarget({ options }),
    ledger: sameLedger({ options }),
    now: systemClock.now(),
  });
  // A reviewed checksum that matches the plan is an approval.
  if (options.flag('auto-approve') || options.text('checksum') !== null) {
    terminal.writeNote(text);
    return { state: 'approved', asked: false };
  }
  if (among?.wasAsked)
    return refused({
      code: 'not-approved',
      text: 'the plan is none of those that were approved',
      fix: 'Run the command again to see this plan. Nothing was changed.',
      shown: false,
    });
  if (!terminal.interactive)
    return refused({
      code: 'approval-missing',
      text: 'there is no terminal to ask for approval',
      fix: 'Run the command in a terminal, give --auto-approve, or apply a reviewed plan file.',
      shown: false,
    });
  terminal.writeWarning(text);
  const answer = await terminal.ask('Apply this plan? Type "yes" to confirm: ');
  if (answer?.trim() === 'yes') return { state: 'approved', asked: true };
  return refused({
    code: 'not-approved',
    text: 'the plan was not approved',
    fix: 'Run the command again, and answer "yes" to apply the plan. Nothing was changed.',
    shown: true,
  });
}

function refused({ shown, ...refusal }: Refusal & { readonly shown: boolean }): Approval {
  return { state: 'refused', refusals: [refusal], shown };
}
