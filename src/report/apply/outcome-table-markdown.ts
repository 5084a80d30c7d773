/** What became of each change, as a table of a comment. */
import type { ChangeResult } from '../../apply/apply-report.ts';
import { kinds } from '../../model/entity.ts';
import { listOf } from '../../model/text/count-of.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { actionSigns } from '../change/action-sign.ts';
import { readAddress } from '../change/change-attributes.ts';
import { codeCell } from '../markup/markdown-text.ts';
import { kindsInPlan } from '../plan/plan-target.ts';
import { withCapital } from '../text/as-sentence.ts';
import { stateOf } from './step-of.ts';

export function outcomeTableHead(plan: PlanDocument | null): readonly string[] {
  const heading = withCapital(listOf(plan ? kindsInPlan(plan) : kinds.toReversed(), 'or'));
  return [`| | ${heading} | Outcome |`, '|---|---|---|'];
}

export function outcomeRowMarkdown(result: ChangeResult): string {
  const { address, action, outcome, alreadyDone, error, warning } = result;
  const { kind, name } = readAddress(address);
  const said = warning ? [warning, ...(warning.also ?? [])] : [];
  const codes = error ? [error] : said;
  const why = codes.length > 0 ? `: ${codes.map(({ code }) => codeCell(code)).join(', ')}` : '';
  const done = alreadyDone ? 'done before' : outcome;
  const shown = outcome === 'done' ? done : `**${stateOf(result) ?? outcome}**`;
  return `| ${actionSigns[action]} ${action} | ${kind === 'segment' ? 'segment ' : ''}${codeCell(name)} | ${shown}${why} |`;
}
