/** What campaigns use right now, after an apply that did not finish. */
import type { ApplyReport, ChangeResult } from '../apply/apply-report.ts';
import type { PlanDocument, PlannedChange } from '../schema/generated/plan.ts';
import { readAddress } from './change-attributes.ts';
import { countOf, formatCount } from './count-of.ts';
import { createMoveFinder, type MoveFinder } from './create-move-finder.ts';
import { adSetsOf } from './describe-live-use.ts';
import type { Phrase } from './phrase.ts';

/** More sentences than this are counted. */
const maxSentences = 8;

/**
 * One sentence for each live audience that a change did not reach, or may have reached in part.
 *
 * @param plan the plan that was applied; null when it is not at hand
 */
export function describeSituation(
  { results, summary, moves }: ApplyReport,
  plan: PlanDocument | null,
): readonly Phrase[] {
  const changes = new Map(plan?.changes.map((change) => [change.address, change]));
  const findMoves = createMoveFinder(plan ?? { changes: [], moves: [] });
  const sentences = results.flatMap((result): readonly Phrase[] => {
    const change = changes.get(result.address);
    if (result.outcome === 'done' || !change) return [];
    if (result.members) return describeUnfilled(result, change, findMoves);
    return change.action === 'replace'
      ? describeReplacement(result, change, findMoves)
      : describeLive(result, change);
  });
  const isUntouched =
    summary.done === 0 &&
    moves.length === 0 &&
    !results.some(({ members, partly }) => members || partly);
  const hidden = sentences.length - maxSentences;
  const rest: readonly Phrase[] = hidden > 0 ? [[`… and ${hidden} more.`]] : [];
  const general = isUntouched
    ? summary.unknown === 0
      ? [['nothing was changed.']]
      : []
    : describeMade(
        summary.done,
        results.filter(({ partly, members }) => partly && !members).length,
      );
  return [...sentences.slice(0, maxSentences), ...rest, ...general];
}

/** What was carried out, in whole or in part. */
function describeMade(done: number, begun: number): readonly Phrase[] {
  const whole = `${countOf(done, 'change was made and stays', 'changes were made and stay')} in place.`;
  const part = `${countOf(begun, 'change is', 'changes are')} made in part; the next run finishes ${begun === 1 ? 'it' : 'them'}.`;
  return [...(done > 0 ? [[whole]] : []), ...(begun > 0 ? [[part]] : [])];
}

function describeLive({ outcome }: ChangeResult, change: PlannedChange): readonly Phrase[] {
  const { kind, name } = readAddress(change.address);
  const adSets = adSetsOf(change).length;
  if (kind === 'segment' || adSets === 0) return [];
  const state = outcome === 'unknown' ? ' is either as it was or as planned' : ' is as it was';
  return [[{ name }, `${state}; ${keepRunning(adSets)}`]];
}

/** The segment is as planned, and the people on its list are not. */
function describeUnfilled(
  result: ChangeResult,
  change: PlannedChange,
  findMoves: MoveFinder,
): readonly Phrase[] {
  const name = { name: readAddress(change.address).name };
  const isNew = change.action === 'create' || change.action === 'replace';
  const lead: Phrase = change.action === 'replace' ? ['the new ', name] : [name];
  const moved = change.action === 'replace' ? findMoves(change.address) : [];
  const users = moved.map(
    (move): Phrase => [{ name: readAddress(move.address).name }, ' still uses the old ', name, '.'],
  );
  return [[...lead, describeList(result, isNew)], ...users];
}

/** What is on a list that could not be filled whole; goes on after its name. */
function describeList({ members, outcome }: ChangeResult, isNew: boolean): string {
  const { added = 0, removed = 0, cleared = false } = members ?? {};
  if (added + removed > 0)
    return `: ${formatCount(added)} of its members were added and ${formatCount(removed)} removed.`;
  if (outcome === 'unknown') return ': it is not known whether its first members arrived.';
  if (cleared) return ' was cleared and is empty.';
  return isNew
    ? ' exists, and none of its members were uploaded.'
    : ': its members are as they were.';
}

/** The old entity goes last, so what uses it always has one that works. */
function describeReplacement(
  { outcome }: ChangeResult,
  change: PlannedChange,
  findMoves: MoveFinder,
): readonly Phrase[] {
  const { name } = readAddress(change.address);
  return findMoves(change.address).flatMap((move): readonly Phrase[] => {
    const user = { name: readAddress(move.address).name };
    const adSets = adSetsOf(move).length;
    const running = adSets === 0 ? '.' : `; ${keepRunning(adSets)}`;
    return outcome === 'skipped'
      ? [[user, ' still uses the old ', { name }, running]]
      : [[user, ' uses the old or the new ', { name }, `, and works${running}`]];
  });
}

function keepRunning(adSets: number): string {
  return adSets === 1
    ? 'its ad set keeps running.'
    : `its ${countOf(adSets, 'ad set')} keep running.`;
}
