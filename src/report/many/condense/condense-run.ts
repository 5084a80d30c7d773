import type { ApplyReport } from '../../../apply/apply-report.ts';
import { type ApplyOutcomeOptions, outcomeRows, outcomeTitle } from '../../apply/apply-outcome.ts';
import type { CondensedRun } from '../project-result.ts';
import { cutPhrase } from './cut-phrase.ts';
import { keepFirst } from './keep-first.ts';

/** More sentences about one project are counted. */
const mostRows = 12;

/** Characters of a sentence. */
const longest = 800;

/** As much of what became of one project's plan as a report of many shows. */
export function condenseRun(report: ApplyReport, options: ApplyOutcomeOptions = {}): CondensedRun {
  const { first, ...others } = keepFirst(outcomeRows(report, options), mostRows);
  return {
    summary: report.summary,
    title: outcomeTitle(report, options),
    rows: first.map(({ label, phrase }) => ({ label, phrase: cutPhrase(phrase, longest) })),
    ...others,
  };
}
