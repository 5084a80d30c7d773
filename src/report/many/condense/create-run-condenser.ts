import type { ApplyReport, ChangeResult } from '../../../apply/apply-report.ts';
import {
  type ApplyOutcomeOptions,
  countEarlier,
  type OutcomeRow,
  outcomeRows,
  shortOutcome,
} from '../../apply/apply-outcome.ts';
import type {
  CondensedFindings,
  CondensedPlan,
  CondensedRows,
  CondensedRun,
  ResultDetails,
} from '../project-result.ts';
import { countHidden } from '../words/clues.ts';
import { placeInCwd } from '../words/place-in-cwd.ts';
import { readOfFinding } from './condense-findings.ts';
import type { CondenserOptions } from './condenser-options.ts';
import { cutPhrase } from './cut-phrase.ts';
import { digestOutcomes } from './digest-outcomes.ts';
import { keepFirst } from './keep-first.ts';
import { renderOutcomes } from './render-outcomes.ts';

/** More sentences about one project are counted. */
const mostRows = 12;

/** Characters of a sentence. */
const longest = 800;

/** Failures whose place and trace ID are kept. */
const mostClues = 3;

/** What a report says of the project beside the outcome: only projects of which all is equal share their details. */
interface Beside {
  readonly plan?: CondensedPlan;
  readonly findings: CondensedFindings;
}

/**
 * One for a run: results that are alike share their details, which are those of the first.
 *
 * @returns as much of what became of the plan of one project file as a report of many shows
 */
export function createRunCondenser(
  look: CondenserOptions,
): (
  report: ApplyReport,
  file: string,
  options: ApplyOutcomeOptions,
  beside: Beside,
) => CondensedRun {
  const known = new Map<string, ResultDetails>();
  return (report, file, options, { plan, findings }) => {
    const placed = { ...report, results: report.results.map((result) => inCwd(file, result)) };
    const alike = digestOutcomes(report);
    const run = condense(report, placed, options);
    const read = [findings.first.map(readOfFinding), findings.alike];
    const key = JSON.stringify([alike, run.title, run.shared, plan?.alike, read]);
    const details = known.get(key) ?? {
      ...renderOutcomes(placed.results, options.plan ?? null, look),
      file,
    };
    known.set(key, details);
    return { ...run, alike, details };
  };
}

function condense(
  report: ApplyReport,
  placed: ApplyReport,
  options: ApplyOutcomeOptions,
): Omit<CondensedRun, 'alike' | 'details'> {
  return {
    summary: report.summary,
    earlier: countEarlier(report),
    partly: report.results.filter(({ partly }) => partly === true).length,
    deleted: report.results.filter(isDeleted).length,
    title: shortOutcome(report, options),
    own: condenseRows(outcomeRows(placed, options)),
    shared: condenseRows(outcomeRows(report, { ...options, isOfMany: true })),
    clues: cluesIn(placed.results.filter(isBad)),
  };
}

function condenseRows(all: readonly OutcomeRow[]): CondensedRows {
  const { first, ...others } = keepFirst(all, mostRows);
  const rows = first.map(({ label, phrase }) => ({ label, phrase: cutPhrase(phrase, longest) }));
  return { rows, ...others };
}

function inCwd(file: string, result: ChangeResult): ChangeResult {
  const { source } = result;
  return source === null
    ? result
    : { ...result, source: { ...source, file: placeInCwd(file, source.file) } };
}

function isDeleted({ action, outcome, alreadyDone }: ChangeResult): boolean {
  return action === 'delete' && outcome === 'done' && !alreadyDone;
}

function isBad({ outcome }: ChangeResult): boolean {
  return outcome === 'failed' || outcome === 'unknown';
}

function cluesIn(bad: readonly ChangeResult[]): readonly string[] {
  return countHidden(bad.slice(0, mostClues).flatMap(clueTo), bad.length - mostClues);
}

/** What one project has of its own: where the entity is declared, and what to ask Criteo with. */
function clueTo({ source, error }: ChangeResult): readonly string[] {
  const parts = [
    ...(source === null ? [] : [`${source.file}:${source.line}`]),
    ...(error?.traceId ? [`trace ID ${error.traceId}`] : []),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}
