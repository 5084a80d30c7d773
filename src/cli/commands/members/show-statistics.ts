/** `members stats`: what the API counts on a list, and what its ledgers say. */
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { refuseOldLedger } from '../../../members/ledger/overview/see-ledger.ts';
import { seeLedgers } from '../../../members/ledger/overview/see-ledgers.ts';
import { plainProblem } from '../../../members/members-result.ts';
import type { ContactListStatistics } from '../../../model/remote/members-remote.ts';
import { renderStatistics } from '../../../report/members/render-statistics.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { membersContext } from '../../members/members-context.ts';
import { showMembers } from '../../members/show-members.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import { renderJson } from '../../process/render-json.ts';
import type { ListRun } from './members-run.ts';

export async function showStatistics(
  { list, remote, manifests, refuse }: ListRun,
  context: CommandContext,
): Promise<ExitCode> {
  const { options, notices } = context;
  const { address, target } = list;
  if (target.kind !== 'segment') {
    const message = 'the legacy endpoints give no counts of a list';
    throw new DiagnosticError([usageError('statistics-not-available', message)]);
  }
  const answer = await remote.members.readStatistics(target.id);
  const statistics = answer && countsIn(answer);
  const surroundings = membersContext(context, manifests.project, manifests.folder);
  const counted = statistics?.numberOfIdentifiers ?? null;
  const ledgers = await seeLedgers(surroundings, target, surroundings.clock.now(), counted);
  const maxAgeMs = options.duration('max-ledger-age');
  const refusals = ledgers.flatMap(({ seen }) => (seen && refuseOldLedger(seen, maxAgeMs)) ?? []);
  refuse(refusals.map(({ code }) => code));
  const warnings = (answer?.problems ?? []).map(plainProblem);
  const shown = { address, statistics, warnings, ledgers, refusals };
  await showMembers(context, {
    ...{ address, text: renderStatistics(shown), isChanged: false },
    json: renderJson({ formatVersion: 1, id: target.id, ...shown, diagnostics: notices.list() }),
  });
  return refusals.length > 0 ? exitCodes.refused : exitCodes.done;
}

function countsIn({ problems: _, ...counts }: ContactListStatistics) {
  return counts;
}
