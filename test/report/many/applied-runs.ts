/** Plans of many projects, and what became of them. */
import type { ChangeResult } from '../../../src/apply/apply-report.ts';
import { summarizeResults } from '../../../src/apply/apply-report.ts';
import type { ProjectResult } from '../../../src/report/many/project-result.ts';
import { renderMany } from '../../../src/report/many/render-many.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import { aResult, condenseRun, lookbackPlan } from './a-run.ts';

export type Became = 'done' | 'before' | 'failed';

/** A plan that differs from that of any other project in a text. */
export function ownPlan(project: string, account: number): PlanDocument {
  const plan = lookbackPlan(project, account);
  for (const { before, after } of plan.changes) {
    for (const side of [before, after]) if (side) side['description'] = `Brand ${project}`;
    if (after) after['description'] = `Brands of ${project}`;
  }
  return plan;
}

export function becameOf(
  plan: PlanDocument,
  became: Became,
  account: number,
): readonly ChangeResult[] {
  return plan.changes.map(({ address, action, id, source }): ChangeResult => {
    const change = { address, action, id, source };
    if (became === 'done') return { ...change, outcome: 'done' };
    if (became === 'before') return { ...change, outcome: 'done', alreadyDone: true };
    const error = {
      code: 'name-invalid',
      detail: `POST /2026-07/retail-media/accounts/${account}/audiences said: name of ${id} is bad`,
      traceId: `trace-${account}`,
    };
    return { ...change, outcome: 'failed', error };
  });
}

export function applied(
  project: string,
  account: number,
  became: Became,
  planOf: typeof ownPlan = ownPlan,
): ProjectResult {
  const plan = planOf(project, account);
  const result = aResult(project, plan);
  const run = condenseRun(summarizeResults(becameOf(plan, became, account)), result.file, { plan });
  const isDone = became !== 'failed';
  return { ...result, run, state: isDone ? 'done' : 'incomplete', exitCode: isDone ? 0 : 4 };
}

export const each = (
  count: number,
  became: Became,
  planOf: typeof ownPlan = ownPlan,
): readonly ProjectResult[] =>
  Array.from({ length: count }, (_, index) =>
    applied(`${became}-${index}`, 70 + index, became, planOf),
  );

export const render = (
  results: readonly ProjectResult[],
  format: 'text' | 'markdown' | 'html',
): string => renderMany(results, { format, command: 'apply' });
