/** What campaigns use right now, after an apply that did not finish. */
import type { ApplyReport, ChangeResult } from '../../apply/apply-report.ts';
import { countOf, formatCount } from '../../model/text/count-of.ts';
import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { readAddress } from '../change/change-attributes.ts';
import { adSetsOf } from '../change/describe-live-use.ts';
import { createMoveFinder } from '../change/moves/create-move-finder.ts';
import { usesOld } from '../change/moves/find-movers.ts';
import type { Phrase } from '../text/phrase.ts';
import { isUnfilled, stepOf } from './step-of.ts';

/** More sentences than this are counted. */
const maxSentences = 8;

/**
 * One sentence for each live audience that a change did not reach, or may have reached in part.
 *
 * @param plan the plan that was applied; null when it is not at hand
 */
export function describeSituation(
  report: ApplyReport,
  plan: PlanDocument | null,
): readonly Phrase[] {
  const { results } = report;
  const changes = new Map(plan?.changes.map((change) => [change.address, change]));
  const usersOf = createUserFinder(report, plan ?? { changes: [], moves: [] });
  const sentences = results.flatMap((result): readonly Phrase[] => {
    const change = changes.get(result.address);
    if (result.outcome === 'done' || !change) return [];
    if (isUnfilled(result)) return describeUnfilled(result, change, usersOf);
    return change.action === 'replace'
      ? describeReplacement(result, change, usersOf)
      : describeLive(result, change);
  });
  const hidden = sentences.length - maxSentences;
  const rest: readonly Phrase[] = hidden > 0 ? [[`… and ${hidden} more.`]] : [];
  return [...sentences.slice(0, maxSentences), ...rest, ...describeMade(report)];
}

/** What was carried out, in whole, in part or perhaps. */
function describeMade({ results, summary, moves }: ApplyReport): readonly Phrase[] {
  const { done, unknown } = summary;
  const unfilled = results.filter((result) => isUnfilled(result) && result.partly).length;
  const begun = results.filter((result) => result.partly && !isUnfilled(result));
  const made = done + unfilled;
  const isTouched =
    made > 0 || begun.length > 0 || moves.length > 0 || results.some(({ members }) => members);
  const whole = `${countOf(made, 'change was made and stays', 'changes were made and stay')} in place`;
  const lists = unfilled === made ? '' : `${formatCount(unfilled)} of them `;
  const without = `, ${lists}with a list that is not filled`;
  return [
    ...(made > 0 ? [[`${whole}${unfilled > 0 ? without : ''}.`]] : []),
    ...begun.slice(0, maxBegun).map(describeBegun),
    ...(begun.length > maxBegun
      ? [[`… and ${countOf(begun.length - maxBegun, 'more change')} partly made.`]]
      : []),
    ...(unknown > 0 ? [[`${countOf(unknown, 'change')} may have been made.`]] : []),
    ...(isTouched || unknown > 0 ? [] : [['Nothing was changed.']]),
  ];
}

/** More changes that are made in part than this are counted. */
const maxBegun = 5;

/** What went through of a change that the next run finishes. */
function describeBegun({ address, steps = [] }: ChangeResult): Phrase {
  const { kind, name } = readAddress(address);
  const done = steps.filter(({ outcome }) => outcome === 'done').length;
  const of = steps.length === 0 ? '' : `: ${done} of ${countOf(steps.length, 'step')} done`;
  return [`${kind} `, { name }, ` is partly changed${of}. The next run finishes it.`];
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
  usersOf: UserFinder,
): readonly Phrase[] {
  const name = { name: readAddress(change.address).name };
  const isNew = change.action === 'create' || change.action === 'replace';
  const lead: Phrase = change.action === 'replace' ? ['the new ', name] : [name];
  const users = change.action === 'replace' ? describeReplacement(result, change, usersOf) : [];
  return [[...lead, describeList(result, isNew)], ...users];
}

/** What is on a list that could not be filled whole; goes on after its name. */
function describeList({ members, outcome }: ChangeResult, isNew: boolean): string {
  const { added = 0, removed = 0, cleared = false } = members ?? {};
  if (cleared === null) return ': it is not known whether it was cleared. It may be empty now.';
  if (cleared && added > 0)
    return ` was cleared, and ${formatCount(added)} of its members ${added === 1 ? 'was' : 'were'} added since.`;
  if (added + removed > 0)
    return `: ${formatCount(added)} of its members ${added === 1 ? 'was' : 'were'} added and ${formatCount(removed)} removed.`;
  if (outcome === 'unknown') return ': it is not known whether its first members arrived.';
  if (cleared) return ' was cleared and is empty.';
  return isNew
    ? ' exists, but none of its members were uploaded.'
    : ': its members are as they were.';
}

/** The old entity goes last, so what uses it always has one that works. */
function describeReplacement(
  result: ChangeResult,
  change: PlannedChange,
  usersOf: UserFinder,
): readonly Phrase[] {
  const { name } = readAddress(change.address);
  return usersOf(change).map(({ user, uses }): Phrase => {
    const who = { name: readAddress(user.address).name };
    const adSets = adSetsOf(user).length;
    const running = adSets === 0 ? '.' : `; ${keepRunning(adSets)}`;
    const isOld = uses === null ? result.outcome === 'skipped' : uses === 'old';
    if (uses !== 'new' && !usesOld(user, change))
      return [
        who,
        isOld ? ' does not use ' : ' may not use ',
        'the new ',
        { name },
        ' yet',
        running,
      ];
    if (isOld) return [who, ' still uses the old ', { name }, running];
    if (uses !== 'new')
      return [who, ' uses the old or the new ', { name }, `, and works${running}`];
    return [who, ' uses the new ', { name }, ...describeName(result, change), running];
  });
}

/** The name that the new entity has until it gets the name of the old one. */
function describeName(result: ChangeResult, { temporaryName }: PlannedChange): Phrase {
  const rename = stepOf(result, 'rename');
  if (rename === null || rename === 'done' || temporaryName === undefined) return [];
  const verb = rename === 'unknown' ? 'may still have the name' : 'has the name';
  return [`, which ${verb} `, { name: temporaryName }, ' in the UI until the next run'];
}

/** Who refers to a replaced segment, and to which of the two it does now. */
type UserFinder = (change: PlannedChange) => readonly {
  readonly user: PlannedChange;
  /** null where the run does not know of it. */
  readonly uses: 'old' | 'new' | 'either' | null;
}[];

function createUserFinder(
  { results, moves }: ApplyReport,
  plan: Pick<PlanDocument, 'changes' | 'moves'>,
): UserFinder {
  const findMoves = createMoveFinder(plan);
  // Twins at two retailers share their address, not their ID.
  const key = ({ address, id }: { readonly address: string; readonly id: string | null }) =>
    `${id} ${address}`;
  const known = new Map([...results, ...moves].map((result) => [key(result), result]));
  return ({ address }) =>
    findMoves(address).map((user) => {
      const result = known.get(key(user));
      return { user, uses: result ? usesNow(result) : null };
    });
}

function usesNow(result: ChangeResult): 'old' | 'new' | 'either' {
  const made = stepOf(result, result.action === 'replace' ? 'create' : 'update');
  const { outcome } = result;
  if (outcome === 'done' || (made === 'done' && result.action !== 'replace')) return 'new';
  // Of a replaced user there may be two, one for each.
  return outcome === 'unknown' || made === 'done' ? 'either' : 'old';
}

function keepRunning(adSets: number): string {
  return adSets === 1
    ? 'its ad set keeps running.'
    : `its ${countOf(adSets, 'ad set')} keep running.`;
}
