/** How many projects there are, and what they come to. */
import { countOf, formatCount } from '../../../model/text/count-of.ts';
import type { PlanSummary } from '../../../schema/generated/plan.ts';
import { describeEffect } from '../../plan/describe-effect.ts';
import type { ManyOptions } from '../many-options.ts';
import type { CondensedRun, ProjectResult } from '../project-result.ts';
import { findingsOf } from './findings-of.ts';
import { countChanges, levelOfProject } from './level.ts';
import { type ManyCommand, wordsOfCommand } from './many-words.ts';

export interface ResultTally {
  /** `38 to update, 2 to delete`; null where nothing is to do, or no plan was made. */
  readonly changes: string | null;
  /** It goes on after the changes: ` in 38 projects; 1 refused, 1 could not be planned, 2 unchanged`. */
  readonly projects: string;
}

const actions = ['create', 'update', 'replace', 'delete'] as const;

/** Of refused plans nothing is done, so that the changes leave them out. */
export function tallyResults(
  results: readonly ProjectResult[],
  { command, isUnmatched = false }: Pick<ManyOptions, 'command' | 'isUnmatched'>,
): ResultTally {
  if (results.length === 0) return { changes: null, projects: 'nothing to do' };
  const leveled = results.map((result) => ({ result, level: levelOfProject(result) }));
  const count = (test: (each: (typeof leveled)[number]) => boolean) => leveled.filter(test).length;
  const ready = leveled.filter(({ level }) => !['failed', 'refused', 'unchanged'].includes(level));
  const sum = sumSummaries(ready.map(({ result }) => result));
  const told = actions.filter((action) => sum[action] > 0);
  const notStarted = count(({ result }) => result.state === 'not-started');
  const incomplete = count(({ result }) => result.state === 'incomplete');
  const { failed, quiet } = wordsOfCommand(command);
  const rest = (
    [
      [failed, count(({ level }) => level === 'failed') - notStarted - incomplete],
      ['refused', count(({ level }) => level === 'refused')],
      ['incomplete', incomplete],
      ['not started', notStarted],
      [isUnmatched ? 'without a result' : quiet, count(({ level }) => level === 'unchanged')],
    ] as const
  ).flatMap(([words, number]) => (number === 0 ? [] : [`${formatCount(number)} ${words}`]));
  const changes =
    sumRuns(results) ??
    sumSaid(results) ??
    (told.length === 0
      ? null
      : told.map((action) => `${formatCount(sum[action])} to ${action}`).join(', '));
  const where = countOf(ready.length, 'project');
  const isCounted = ready.length === 0 || results.some(({ run }) => run !== undefined);
  const changed = isCounted ? '' : changes === null ? `${where} changed` : ` in ${where}`;
  const parts = [...(changes === null && isCounted ? [] : [changed]), ...listed(rest)];
  return {
    changes,
    projects: parts.join('; '),
  };
}

function listed(words: readonly string[]): readonly string[] {
  return words.length === 0 ? [] : [words.join(', ')];
}

/** `37 done in 9 projects, 2 failed in 1 project`; null where nothing was applied. */
function sumRuns(results: readonly ProjectResult[]): string | null {
  const runs = results.flatMap(({ run }) => run ?? []);
  const sums = outcomes.flatMap(([words, countIn]) => {
    const counts = runs.map(countIn).filter((count) => count > 0);
    const sum = counts.reduce((total, count) => total + count, 0);
    return sum === 0
      ? []
      : [`${formatCount(sum)} ${words} in ${countOf(counts.length, 'project')}`];
  });
  return sums.length === 0 ? null : sums.join(', ');
}

const outcomes: readonly (readonly [words: string, countIn: (run: CondensedRun) => number])[] = [
  ['done', ({ summary, earlier }) => summary.done - earlier],
  ['already applied', ({ earlier }) => earlier],
  ['failed', ({ summary }) => summary.failed],
  ['skipped', ({ summary }) => summary.skipped],
  ['unknown', ({ summary }) => summary.unknown],
];

/** `5 taken, 2 not taken`; null where nothing was said. */
function sumSaid(results: readonly ProjectResult[]): string | null {
  const sums = new Map<string, number>();
  for (const { said } of results) {
    for (const [words, count] of Object.entries(said?.counts ?? {}))
      sums.set(words, (sums.get(words) ?? 0) + count);
  }
  const told = [...sums].filter(([, sum]) => sum > 0);
  return told.length === 0
    ? null
    : told.map(([words, sum]) => `${formatCount(sum)} ${words}`).join(', ');
}

/** What all of them come to. */
export function sumSummaries(
  results: readonly ProjectResult[],
): Pick<PlanSummary, (typeof actions)[number]> {
  const sum = { create: 0, update: 0, replace: 0, delete: 0 };
  for (const { plan } of results) {
    for (const action of actions) sum[action] += plan?.summary[action] ?? 0;
  }
  return sum;
}

/** One line for all projects of which nothing is to say; null where there are none. */
export function describeQuiet(
  results: readonly ProjectResult[],
  { command, isUnmatched = false }: Pick<ManyOptions, 'command' | 'isUnmatched'>,
): string | null {
  if (isUnmatched) return null;
  const quiet = results.filter((result) => levelOfProject(result) === 'unchanged');
  if (quiet.length === 0) return null;
  const notes = notesOnQuiet(quiet);
  const verb = quiet.length === 1 ? 'is' : 'are';
  const among = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `${countOf(quiet.length, 'project')} ${verb} ${wordsOfCommand(command).quiet}${among}.`;
}

/** What is to say of projects of which nothing else is. */
export function notesOnQuiet(quiet: readonly ProjectResult[]): readonly string[] {
  const drifted = quiet.filter(({ plan }) => (plan?.drifted ?? 0) > 0);
  const released = quiet.filter(({ plan }) => (plan?.released ?? 0) > 0);
  const warned = quiet.filter((result) => findingsOf(result).warnings > 0);
  return [
    ...(drifted.length === 0
      ? []
      : [`${formatCount(drifted.length)} with edits in the Criteo UI that are left alone`]),
    ...(released.length === 0
      ? []
      : [`${formatCount(released.length)} with entities that are released`]),
    ...(warned.length === 0 ? [] : [`${formatCount(warned.length)} with warnings`]),
  ];
}

/** When what the run did takes effect; null where it did nothing. */
export function effectOfMany(
  results: readonly ProjectResult[],
  { now = null }: Pick<ManyOptions, 'now'>,
): string | null {
  const isFelt = results.some(({ run }) => run !== undefined && run.summary.done > run.earlier);
  return isFelt ? describeEffect(now) : null;
}

/** Whether `apply` would do anything with one of their plans. */
export function hasWork(results: readonly ProjectResult[]): boolean {
  return results.some(
    (result) =>
      result.plan !== undefined &&
      countChanges(result.plan) > 0 &&
      !['failed', 'refused'].includes(levelOfProject(result)),
  );
}

/** Whether applying would change who is reached. */
export function willTakeEffect(results: readonly ProjectResult[], command: ManyCommand): boolean {
  const sum = sumSummaries(results);
  return command === 'plan' && actions.some((action) => sum[action] > 0);
}
