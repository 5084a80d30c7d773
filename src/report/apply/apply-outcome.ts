/** What became of a plan, for every format. */

import type { ApplyReport, ChangeResult } from '../../apply/apply-report.ts';
import type { ChangeWarning } from '../../model/outcome.ts';
import { countOf, formatCount } from '../../model/text/count-of.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { readAddress } from '../change/change-attributes.ts';
import { describeEffect } from '../plan/describe-effect.ts';
import { listNames, type Phrase } from '../text/phrase.ts';
import { describeAlike } from './describe-failures.ts';
import { describeNext } from './describe-next.ts';
import { describeSituation } from './describe-situation.ts';
import { describeSkipped, reasonsToStop } from './describe-skipped.ts';
import { groupAlike } from './group-failures.ts';

export interface ApplyOutcomeOptions {
  /** The plan that was applied: says what is live. */
  readonly plan?: PlanDocument | null;
  /** Milliseconds since the epoch, from which the time of effect follows. */
  readonly now?: number | null;
  /** The plan comes from a file, which is out of date once the project or its manifests change. */
  readonly isSaved?: boolean;
  /** Whether it is of the sandbox: comments and pages say so. */
  readonly isSandbox?: boolean;
  /** It is said of several projects at once: places, trace IDs and IDs are left out. */
  readonly isOfMany?: boolean;
}

/** A labelled sentence, such as `Failed` and what failed. */
export interface OutcomeRow {
  readonly label:
    | 'Members'
    | 'Moved'
    | 'Note'
    | 'Right now'
    | 'Failed'
    | 'Unknown'
    | 'Skipped'
    | 'Next';
  readonly phrase: Phrase;
}

/** More names than this are counted. */
const maxNames = 5;

/** `Incomplete: 37 done, 2 failed, 5 skipped, 0 unknown.` */
export function outcomeTitle(
  report: ApplyReport,
  { plan = null }: ApplyOutcomeOptions = {},
): string {
  const { done, failed, skipped, unknown } = report.summary;
  if (isAlreadyApplied(report)) {
    const changes = done === 1 ? 'the change was' : `all ${formatCount(done)} changes were`;
    return `Already applied: ${changes} done before, so nothing was sent.`;
  }
  const before = countEarlier(report);
  const earlier = before === 1 ? '1 had been' : `${formatCount(before)} had been`;
  const made = before === 0 ? `${done} done` : `${done - before} done now, ${earlier} done before`;
  const counts = `${made}, ${failed} failed, ${skipped} skipped, ${unknown} unknown${describeUnmoved(report, plan)}.`;
  return `${isComplete(report.summary) ? 'Applied' : isStopped(report) ? 'Stopped' : 'Incomplete'}: ${counts}`;
}

/** `5 done, 1 failed`: the same where its rows stand below it, and without what did not happen. */
export function shortOutcome(
  report: ApplyReport,
  { plan = null }: Pick<ApplyOutcomeOptions, 'plan'> = {},
): string {
  if (isAlreadyApplied(report)) return 'already applied, nothing was sent';
  const { done, failed, skipped, unknown } = report.summary;
  const before = countEarlier(report);
  const counts = (
    [
      [done - before, 'done'],
      [before, 'done before'],
      [failed, 'failed'],
      [skipped, 'skipped'],
      [unknown, 'unknown'],
    ] as const
  ).flatMap(([count, words]) => (count === 0 ? [] : [`${formatCount(count)} ${words}`]));
  return `${counts.join(', ') || 'nothing to do'}${describeUnmoved(report, plan)}`;
}

/** Changes that were done before the run, which sent nothing for them. */
export function countEarlier({ results }: Pick<ApplyReport, 'results'>): number {
  return results.filter(({ alreadyDone }) => alreadyDone).length;
}

/** Audiences that follow a replaced segment are no changes of the plan. They only count where they failed. */
function describeUnmoved({ results }: ApplyReport, plan: PlanDocument | null): string {
  const moves = new Set(plan?.moves.map(({ address }) => address));
  const unmoved = results.filter(({ address }) => moves.has(address)).length;
  if (unmoved === 0) return '';
  const are = unmoved === 1 ? 'is an audience' : 'are audiences';
  return `; ${formatCount(unmoved)} of them ${are} that must still move to a new segment`;
}

/** Whether the run ended before its end. */
function isStopped({ results }: ApplyReport): boolean {
  return results.some(
    ({ because = '', error }) => because in reasonsToStop || error?.code === 'interrupted',
  );
}

export function isComplete({ failed, skipped, unknown }: ApplyReport['summary']): boolean {
  return failed + skipped + unknown === 0;
}

/** When it takes effect; null where nothing was done. */
export function outcomeEffect(report: ApplyReport, now: number | null): string | null {
  const isFelt = report.summary.done > 0 && !isAlreadyApplied(report);
  return isFelt ? describeEffect(now) : null;
}

function isAlreadyApplied({ results }: ApplyReport): boolean {
  return results.length > 0 && results.every(({ alreadyDone }) => alreadyDone);
}

/** What is live, what went wrong where, and what to do next; nothing after a complete run. */
export function outcomeRows(
  report: ApplyReport,
  { plan = null, isSaved = false, isOfMany = false }: ApplyOutcomeOptions,
): readonly OutcomeRow[] {
  const filled = [
    ...rows('Members', describeFilled(report.results)),
    // A result of an earlier run was not caused by this one.
    ...rows('Moved', isAlreadyApplied(report) ? [] : describeMoved(report.moves)),
    ...rows('Note', describeWarnings([...report.results, ...report.moves])),
    ...rows('Note', report.trusted ? [[trustedSentence, '.']] : []),
  ];
  if (isComplete(report.summary)) return filled;
  const failed = groupAlike(report.results, 'failed');
  const unknown = groupAlike(report.results, 'unknown');
  return [
    ...filled,
    ...rows('Right now', describeSituation(report, plan)),
    ...rows(
      'Failed',
      failed.map((group) => describeAlike(group, isOfMany)),
    ),
    ...rows(
      'Unknown',
      unknown.map((group) => describeAlike(group, isOfMany)),
    ),
    ...rows('Skipped', describeSkipped(report.results)),
    ...rows('Next', describeNext(failed, unknown, report.results, { isSaved, isOfMany })),
  ];
}

function rows(label: OutcomeRow['label'], phrases: readonly Phrase[]): readonly OutcomeRow[] {
  return phrases.map((phrase) => ({ label, phrase }));
}

/** How many were sent, list by list. */
function describeFilled(results: readonly ChangeResult[]): readonly Phrase[] {
  const filled = results.flatMap(({ address, members }) =>
    members && members.requests > 0 && (members.cleared || members.added + members.removed > 0)
      ? [{ address, members }]
      : [],
  );
  const shown = filled.slice(0, maxNames).map(({ address, members }): Phrase => {
    const { added, removed, cleared } = members;
    const counts = `${formatCount(added)} added, ${formatCount(removed)} removed.`;
    return [{ name: readAddress(address).name }, `: ${cleared ? 'cleared, then ' : ''}${counts}`];
  });
  const rest = filled.length - shown.length;
  return rest > 0 ? [...shown, [`… and ${countOf(rest, 'more list')}.`]] : shown;
}

/** For a plan that was carried out with `--trust-plan-file`. */
export const trustedSentence =
  'the plan file was trusted: it was not compared with the manifests of the project';

/** What followed a replaced segment. */
function describeMoved(moves: readonly ChangeResult[]): readonly Phrase[] {
  if (moves.length === 0) return [];
  const names = moves.map(({ address }) => readAddress(address).name);
  return [[...listNames(names, maxNames), ' to the new segment.']];
}

/** Done, with a warning. */
function describeWarnings(results: readonly ChangeResult[]): readonly Phrase[] {
  const warned = results.flatMap(({ address, warning }) => (warning ? [{ address, warning }] : []));
  const shown = warned
    .slice(0, maxNames)
    .map(
      ({ address, warning }): Phrase => [
        { name: readAddress(address).name },
        `: ${[warning, ...(warning.also ?? [])].map(describeWarning).join('; ')}.`,
      ],
    );
  const rest = warned.length - shown.length;
  return rest > 0 ? [...shown, [`… and ${formatCount(rest)} more.`]] : shown;
}

/** The text of `retired` has the word already. */
function describeWarning({ text, code }: Omit<ChangeWarning, 'also'>): string {
  return code === 'retired' ? text : `${text} (${code})`;
}
