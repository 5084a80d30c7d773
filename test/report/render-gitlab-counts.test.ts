import { expect, test } from '@jest/globals';
import { summarizeResults } from '../../src/apply/apply-report.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import { renderPlan } from '../../src/report/plan/render-plan.ts';
import { mixedPlan, settledPlan } from './sample-plans.ts';

test.each([
  ['2 to create, 1 to update, 1 to replace, 1 to delete', mixedPlan, [3, 1, 2]],
  ['nothing to do', settledPlan, [0, 0, 0]],
])('%s: a replacement is one created and one deleted', (_, plan, [create, update, deleted]) => {
  const text = renderPlan(plan, { format: 'gitlab' });
  expect(JSON.parse(text)).toEqual({ create, update, delete: deleted });
});

test('after an apply only what was done counts', () => {
  const result = { address: 'segment/A', action: 'create', id: null, source: null } as const;
  const report = summarizeResults([
    { ...result, outcome: 'done' },
    { ...result, outcome: 'skipped', because: 'interrupted' },
  ]);
  expect(JSON.parse(renderApplyReport(report, { format: 'gitlab' }))).toMatchObject({ create: 1 });
});
