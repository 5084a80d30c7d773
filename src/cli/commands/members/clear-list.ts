/** `members clear`: removes all members of a list, after it has asked. */

import { refuseWidening } from '../../../members/brakes/refuse-widening.ts';
import { type ClearResult, clearMembers } from '../../../members/clear-members.ts';
import { readExcludingAudiences } from '../../../reconciler/members/find-excluding-audiences.ts';
import { describeProblem } from '../../../report/members/describe-problem.ts';
import {
  askCriteo,
  membersEffect,
  membersWarnings,
} from '../../../report/members/render-members.ts';
import { asSentence } from '../../../report/text/as-sentence.ts';
import { printable } from '../../../report/text/printable.ts';
import { membersContext } from '../../members/members-context.ts';
import { showMembers } from '../../members/show-members.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import { renderJson } from '../../process/render-json.ts';
import { askToRemove, refuseNotApproved } from './ask-to-remove.ts';
import type { ListRun } from './members-run.ts';
import { tellListRefusals } from './tell-list-refusals.ts';
import { tellOutcome } from './tell-outcome.ts';

export async function clearList(run: ListRun, context: CommandContext): Promise<ExitCode> {
  const { list, manifests, remote, tell, refuse } = run;
  const { options, terminal, notices } = context;
  const { address, target, declaration } = list;
  const { project, folder } = manifests;
  const show = (text: string, result: Readonly<Record<string, unknown>>, isChanged = false) =>
    showMembers(context, {
      ...{ address, text: `${printable(address)}: ${text}`, isChanged },
      json: renderJson({
        ...{ formatVersion: 1, address, id: target.id },
        ...result,
        diagnostics: notices.list(),
      }),
    });

  const excludedBy = await readExcludingAudiences(list.target.id, project, remote);
  const replace = declaration?.allowReplace ?? false;
  const refusal = refuseWidening({ excludedBy, replace }, 'once it is cleared');
  if (refusal !== null) {
    const { code, text, fix } = refusal;
    refuse([code]);
    const words = `refused: ${printable(text)}\n  ${asSentence(printable(fix))}\nNothing was sent.`;
    await show(words, { outcome: 'refused', refusals: [refusal] });
    tellListRefusals(list, [refusal], context);
    return exitCodes.refused;
  }
  const question = `Remove all members of ${printable(address)}?`;
  if (!options.flag('auto-approve') && !(await askToRemove(question, context))) {
    await show('not cleared. Nothing was sent.', { outcome: 'refused', problem: null });
    return refuseNotApproved(run, context);
  }
  const surroundings = membersContext(context, project, folder, terminal.writeWarning);
  const result = await clearMembers(target, surroundings, remote.members);
  const { outcome, problem } = result;
  const isDone = problem === null;
  const members = {
    added: 0,
    removed: 0,
    requests: 1,
    ...(isDone ? { cleared: true as const } : {}),
  };
  tellOutcome(tell, { address, id: target.id }, members, outcome, problem);
  await show(describeCleared(result), { ...result }, isDone);
  return isDone ? exitCodes.done : exitCodes.incomplete;
}

function describeCleared({ outcome, problem, warnings }: ClearResult): string {
  if (problem === null) {
    return [`cleared. ${membersEffect}`, ...membersWarnings(warnings)].join('\n');
  }
  const said = asSentence(printable(`Criteo says: ${describeProblem(problem)}`));
  if (outcome === 'unknown') {
    return `it is not known whether the list was cleared. ${said} Run the same command again.`;
  }
  const fix = asSentence(printable(problem.hint ?? askCriteo(problem)));
  return `not cleared. ${said}\n  ${fix}`;
}
