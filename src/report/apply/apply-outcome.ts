/** What became of a plan, as every format tells it. */

import type { ApplyReport, ChangeResult, ChangeWarning } from '../../apply/apply-report.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { readAddress } from '../change/change-attributes.ts';
import { sendsAgain } from '../members/render-members.ts';
import { describeEffect } from '../plan/describe-effect.ts';
import { withCapital } from '../text/as-sentence.ts';
import { countOf, formatCount } from '../text/count-of.ts';
import { listNames, type Phrase } from '../text/phrase.ts';
import {
  type AlikeChanges,
  adviseOn,
  describeAlike,
  groupAlike,
  isUnknownFill,
} from './describe-failures.ts';
import { describeSituation } from './describe-situation.ts';

export interface ApplyOutcomeOptions {
  /** The plan that was applied: tells what is live. */
  readonly plan?: PlanDocument | null;
  /** Milliseconds since the epoch: tells when it takes effect. */
  readonly now?: number | null;
  /** The plan comes from a file, which a change of the project or its manifests makes an old one. */
  readonly isSaved?: boolean;
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
    return `Already applied: ${changes} done before, and nothing was sent.`;
  }
  const before = report.results.filter(({ alreadyDone }) => alreadyDone).length;
  const earlier = before === 1 ? '1 had been' : `${formatCount(before)} had been`;
  const made = before === 0 ? `${done} done` : `${done - before} done now, ${earlier} done before`;
  const counts = `${made}, ${failed} failed, ${skipped} skipped, ${unknown} unknown${describeUnmoved(report, plan)}.`;
  return `${isComplete(report.summary) ? 'Applied' : isStopped(report) ? 'Stopped' : 'Incomplete'}: ${counts}`;
}

/** Audiences that follow a replaced segment are no changes of the plan, and count where they could not. */
function describeUnmoved({ results }: ApplyReport, plan: PlanDocument | null): string {
  const moves = new Set(plan?.moves.map(({ address }) => address));
  const unmoved = results.filter(({ address }) => moves.has(address)).length;
  if (unmoved === 0) return '';
  const are = unmoved === 1 ? 'is an audience' : 'are audiences';
  return `; ${formatCount(unmoved)} of them ${are} to be moved along with a replaced segment`;
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

const sendsMembersAgain =
  'The members of which the API did not say whether they were taken are sent once more.';

/** What is live, what went wrong where, and what to do next; nothing after a complete run. */
export function outcomeRows(
  report: ApplyReport,
  { plan = null, isSaved = false }: ApplyOutcomeOptions,
): readonly OutcomeRow[] {
  const filled = [
    ...rows('Members', describeFilled(report.results)),
    // What was done before was not moved by this run.
    ...rows('Moved', isAlreadyApplied(report) ? [] : describeMoved(report.moves)),
    ...rows('Note', describeWarnings([...report.results, ...report.moves])),
    ...rows('Note', report.trusted ? [[trustedSentence, '.']] : []),
  ];
  if (isComplete(report.summary)) return filled;
  const failed = groupAlike(report.results.filter(({ outcome }) => outcome === 'failed'));
  const unknown = groupAlike(report.results.filter(({ outcome }) => outcome === 'unknown'));
  return [
    ...filled,
    ...rows('Right now', describeSituation(report, plan)),
    ...rows('Failed', failed.map(describeAlike)),
    ...rows('Unknown', unknown.map(describeAlike)),
    ...rows('Skipped', describeSkipped(report.results)),
    ...rows('Next', describeNext(failed, unknown, report.results, isSaved)),
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

/** Said of a plan that was carried out with `--trust-plan-file`. */
export const trustedSentence =
  'the plan file was trusted: it was not held against the manifests beside it';

/** What followed a replaced segment. */
function describeMoved(moves: readonly ChangeResult[]): readonly Phrase[] {
  if (moves.length === 0) return [];
  const names = moves.map(({ address }) => readAddress(address).name);
  return [[...listNames(names, maxNames), ' along with a replaced segment.']];
}

/** Done, and not quite as one would wish. */
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

/** Why nothing more was begun. */
const reasonsToStop: Readonly<Record<string, string>> = {
  interrupted: 'the run was interrupted',
  refused: 'the API refused an earlier request',
  timeout: 'the time for faults (--timeout) was spent',
};

/** More changes that others wait for than this are not named. */
const maxCauses = 3;

/** One sentence for each cause, or one for all where many changes failed that others need. */
function describeSkipped(results: readonly ChangeResult[]): readonly Phrase[] {
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  const waiting = skipped.filter(({ because }) => because?.includes('/'));
  const causes = new Set(waiting.map(({ because }) => because));
  if (causes.size <= maxCauses) return groupByCause(skipped).map(describeCause);
  const others = skipped.filter((result) => !waiting.includes(result));
  const failed = new Set(
    results.flatMap(({ outcome, address }) => (outcome === 'failed' ? [address] : [])),
  );
  const end = [...causes].every((cause) => cause !== undefined && failed.has(cause))
    ? 'failed'
    : 'failed or are unknown';
  const lead = `${countOfKind(waiting, 'change')} not started, because ${nounOf([...causes])} that they need ${end}: `;
  const names = waiting.map(({ address }) => readAddress(address).name);
  return [[lead, ...listNames(names, maxNames), '.'], ...groupByCause(others).map(describeCause)];
}

interface Cause {
  readonly because: string;
  readonly begun: boolean;
  readonly names: readonly string[];
}

function groupByCause(skipped: readonly ChangeResult[]): readonly Cause[] {
  const groups = new Map<string, Cause>();
  for (const { because = 'interrupted', address, partly: begun = false } of skipped) {
    const key = `${begun} ${because}`;
    const names = [...(groups.get(key)?.names ?? []), readAddress(address).name];
    groups.set(key, { because, begun, names });
  }
  return [...groups.values()];
}

function describeCause({ because, begun, names }: Cause): Phrase {
  const listed = listNames(names, maxNames);
  const what = `${countOf(names.length, 'change')} not ${begun ? 'finished' : 'started'}`;
  if (!because.includes('/')) {
    return [`${what}, because ${reasonsToStop[because] ?? because}: `, ...listed, '.'];
  }
  const { kind, name } = readAddress(because);
  const need = names.length === 1 ? 'it needs' : 'they need';
  return [`${what}, because ${need} ${kind} `, { name }, ': ', ...listed, '.'];
}

/** `20 audiences`, or `20 changes` where they are of both kinds. */
function countOfKind(results: readonly ChangeResult[], otherwise: string): string {
  const kinds = new Set(results.map(({ address }) => readAddress(address).kind));
  const [only = otherwise] = kinds;
  return countOf(results.length, kinds.size === 1 ? only : otherwise);
}

function nounOf(addresses: readonly (string | undefined)[]): string {
  const kinds = new Set(addresses.map((address = '') => readAddress(address).kind));
  const [only = 'change'] = kinds;
  return `${kinds.size === 1 ? only : 'change'}s`;
}

const late = 'The API did not answer in time: wait until it works, or give a higher --timeout.';

/** What to do, most of all first: one sentence for each sort of failure, and then the command again. */
function describeNext(
  failed: readonly AlikeChanges[],
  unknown: readonly AlikeChanges[],
  skipped: readonly ChangeResult[],
  isSaved: boolean,
): readonly Phrase[] {
  const causes = [...failed, ...unknown].flatMap((group) => adviseOn(group) ?? []);
  const isLate = skipped.some(({ because }) => because === 'timeout');
  const advice = isLate ? [late, ...causes.filter((each) => !each.includes('--timeout'))] : causes;
  const isOld = isSaved && advice.some((each) => changesPlan.test(each));
  const again = isOld ? 'plan again, review that plan, and apply it' : 'run the same command again';
  const fills = unknown.filter(({ first }) => isUnknownFill(first));
  const last =
    unknown.length > fills.length
      ? `Wait a minute, since searches may lag behind writes. Then ${again}: it reads what became of the unknown changes and does what is missing. Nothing is done twice.`
      : fills.length > 0 && !isOld
        ? sendsAgain
        : `${withCapital(again)}. Nothing is done twice.`;
  const alsoFills = fills.length > 0 && last !== sendsAgain ? [sendsMembersAgain] : [];
  const isSaid = unknown.length === 0 && advice.some((each) => each.toLowerCase().includes(again));
  return [...new Set([...advice, ...(isSaid ? [] : [last]), ...alsoFills])].map((sentence) => [
    sentence,
  ]);
}

/** Advice to change the project file or a manifest, which a saved plan no longer agrees with then. */
const changesPlan = /^Plan again\b|\bproject\b|\.ya?ml:\d|ApiVersion\b|\bapiVersion\b/u;
