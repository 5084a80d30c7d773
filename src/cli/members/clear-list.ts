/** `members clear`: takes everybody off a list, after it has asked. */

import { refuseWidening } from '../../members/brakes/refuse-widening.ts';
import { clearMembers } from '../../members/clear-members.ts';
import type { MembersProblem } from '../../members/members-result.ts';
import type { AccountWriter } from '../../remote/create-remote.ts';
import { describeProblem } from '../../report/members/describe-problem.ts';
import { askCriteo, membersEffect, membersWarnings } from '../../report/members/render-members.ts';
import { asSentence } from '../../report/text/as-sentence.ts';
import { printable } from '../../report/text/printable.ts';
import { notApproved } from '../applying/not-approved.ts';
import type { CommandContext } from '../process/command-context.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { renderJson } from '../process/render-json.ts';
import type { RunEvents } from '../progress/with-event-log.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';
import type { FoundList } from './find-contact-list.ts';
import { readExcludingAudiences } from './find-excluding-audiences.ts';
import { membersContext } from './members-context.ts';
import { showMembers } from './show-members.ts';

export interface ClearErrand {
  readonly list: FoundList;
  readonly manifests: LoadedDeclarations;
  readonly remote: AccountWriter;
  readonly tell: RunEvents['tell'];
  readonly refuse: RunEvents['refuse'];
}

export async function clearList(
  { list, manifests, remote, tell, refuse }: ClearErrand,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, notices } = context;
  const { address, target, declaration } = list;
  const { project, folder } = manifests;
  const excludedBy = await readExcludingAudiences(list, project, remote);
  const replace = declaration?.allowReplace ?? false;
  const refusal = refuseWidening({ excludedBy, replace }, 'once it is cleared');
  const known = { formatVersion: 1, address, id: target.id };
  if (refusal !== null) {
    const { code, text, fix } = refusal;
    refuse([code]);
    await showMembers(context, {
      ...{ address, isChanged: false },
      json: renderJson({
        ...known,
        outcome: 'refused',
        refusals: [refusal],
        diagnostics: notices.list(),
      }),
      text: `${printable(address)}: refused: ${printable(text)}\n  ${asSentence(printable(fix))}\nNothing was sent.`,
    });
    return exitCodes.refused;
  }
  if (!(await mayClear(list, context))) {
    refuse(['approval-missing']);
    await showMembers(context, {
      ...{ address, isChanged: false },
      text: `${printable(address)}: not cleared. Nothing was sent.`,
      json: renderJson({
        ...known,
        outcome: 'refused',
        problem: null,
        diagnostics: notices.list(),
      }),
    });
    terminal.writeWarning(notApproved(terminal.interactive));
    return exitCodes.refused;
  }
  const surroundings = membersContext(context, project, folder, terminal.writeWarning);
  const { outcome, problem, warnings } = await clearMembers(target, surroundings, remote.members);
  const isDone = problem === null;
  const cleared = isDone ? ({ cleared: true } as const) : {};
  const members = { added: 0, removed: 0, requests: 1, ...cleared };
  const error = isDone ? {} : { error: problem };
  tell({ event: 'outcome', address, id: target.id, action: 'update', outcome, members, ...error });
  await showMembers(context, {
    address,
    json: renderJson({ ...known, outcome, problem, warnings, diagnostics: notices.list() }),
    text: isDone
      ? [`${printable(address)}: cleared. ${membersEffect}`, ...membersWarnings(warnings)].join(
          '\n',
        )
      : outcome === 'unknown'
        ? `${printable(address)}: it is not known whether it was cleared. ${describeSaid(problem)} Run the same command again.`
        : `${printable(address)}: not cleared. ${describeSaid(problem)}\n  ${asSentence(printable(problem.hint ?? askCriteo(problem)))}`,
    isChanged: isDone,
  });
  return isDone ? exitCodes.done : exitCodes.incomplete;
}

function describeSaid(problem: MembersProblem): string {
  return asSentence(printable(`Criteo says: ${describeProblem(problem)}`));
}

/** Members cannot be read back, so nobody can undo it. */
async function mayClear(
  { address }: FoundList,
  { options, terminal }: CommandContext,
): Promise<boolean> {
  if (options.flag('auto-approve')) return true;
  if (!terminal.interactive) return false;
  const answer = await terminal.ask(
    `Take everybody off ${printable(address)}? Only "yes" does it: `,
  );
  return answer?.trim() === 'yes';
}
