/** `members stats`: what the API counts on a list, and what its ledgers say. */
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { refuseOldLedger } from '../../../members/ledger/overview/see-ledger.ts';
import { type LedgerOverview, seeLedgers } from '../../../members/ledger/overview/see-ledgers.ts';
import { plainProblem } from '../../../members/members-result.ts';
import type { ContactListStatistics } from '../../../model/remote/members-remote.ts';
import { findEmptyList } from '../../../reconciler/members/find-empty-list.ts';
import { shownIn } from '../../../reconciler/shown-in.ts';
import { renderStatistics } from '../../../report/members/render-statistics.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { membersContext } from '../../members/members-context.ts';
import { showMembers } from '../../members/show-members.ts';
import { writeWarnings } from '../../output/write-warnings.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import { renderJson } from '../../process/render-json.ts';
import type { ListRun } from './members-run.ts';
import { tellListRefusals } from './tell-list-refusals.ts';

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
  if (counted === 0 && !ledgers.some(mayBeRight)) {
    await warnOfEmpty({ list, remote, manifests }, context);
  }
  const warnings = (answer?.problems ?? []).map(plainProblem);
  const shown = { address, statistics, warnings, ledgers, refusals };
  await showMembers(context, {
    ...{ address, text: renderStatistics(shown), isChanged: false },
    json: renderJson({ formatVersion: 1, id: target.id, ...shown, diagnostics: notices.list() }),
  });
  if (refusals.length > 0) tellListRefusals(list, refusals, context);
  return refusals.length > 0 ? exitCodes.refused : exitCodes.done;
}

/** Members that were uploaded may not be counted yet. */
function mayBeRight({ seen, fits }: LedgerOverview): boolean {
  return seen !== null && seen.held > 0 && fits !== false;
}

async function warnOfEmpty(
  { list, remote, manifests }: Pick<ListRun, 'list' | 'remote' | 'manifests'>,
  context: CommandContext,
): Promise<void> {
  const { target, entity, address, declaration } = list;
  const named = { id: target.id, name: entity?.name ?? target.id };
  const audiences = await remote.readAll('audience');
  const place = declaration === null ? {} : { source: declaration.source };
  const finding = { ...findEmptyList(named, manifests.project, audiences), address, ...place };
  const shown = shownIn(manifests.project, [finding]);
  context.notices.add(shown);
  writeWarnings(context, shown, manifests);
}

function countsIn({ problems: _, ...counts }: ContactListStatistics) {
  return counts;
}
