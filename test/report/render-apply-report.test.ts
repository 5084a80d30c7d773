import { describe, expect, test } from '@jest/globals';
import { type ChangeResult, summarizeResults } from '../../src/apply/apply-report.ts';
import { renderApplyReport } from '../../src/report/render-apply-report.ts';
import { expectGolden } from './golden.ts';
import { mixedPlan } from './sample-plans.ts';

const hour = 3_600_000;

function aResult(address: string, differs: Partial<ChangeResult> = {}): ChangeResult {
  return { address, action: 'create', outcome: 'done', id: '1', source: null, ...differs };
}

const stopped = summarizeResults([
  aResult('segment/CRM 2026', {
    outcome: 'failed',
    id: null,
    error: { code: 'name-must-be-unique', detail: 'Name is taken', traceId: '8c1f00aa' },
    source: { file: 'segments/crm.yaml', line: 4, column: 5 },
  }),
  aResult('segment/Lookalike of CRM', {
    action: 'replace',
    outcome: 'skipped',
    because: 'segment/CRM 2026',
  }),
  aResult('audience/Recent viewers not in CRM', {
    action: 'update',
    outcome: 'skipped',
    because: 'segment/CRM 2026',
  }),
  aResult('audience/Win-back spring', { outcome: 'skipped', because: 'interrupted' }),
  aResult('audience/Black Friday 2025', { action: 'delete' }),
]);

test('a run that stopped says what is live, what failed where, and what to do next', () => {
  expectGolden(
    'apply-stopped.txt',
    renderApplyReport(stopped, { format: 'text', plan: mixedPlan, now: 13 * hour }),
  );
});

test.each([
  ['markdown', 'md'],
  ['html', 'html'],
] as const)('the same in %s', (format, ending) => {
  expectGolden(
    `apply-stopped.${ending}`,
    renderApplyReport(stopped, { format, plan: mixedPlan, now: 13 * hour }),
  );
});

test('10,000 results stay inside a comment, the failed ones first', () => {
  const results = Array.from({ length: 10_000 }, (_, index) =>
    aResult(`audience/Audience ${index}`, { outcome: index === 9999 ? 'failed' : 'done' }),
  );
  const markdown = renderApplyReport(summarizeResults(results), { format: 'markdown' });
  expect(markdown.length).toBeLessThanOrEqual(65_536);
  expect(markdown).toContain('| + create | `Audience 9999` | **failed** |');
});

test('an outcome that nobody knows is not called anything else', () => {
  const report = summarizeResults([
    aResult('audience/Recent viewers not in CRM', { action: 'update', outcome: 'unknown' }),
  ]);
  expect(renderApplyReport(report, { format: 'text', plan: mixedPlan })).toBe(
    [
      'Stopped: 0 done, 0 failed, 0 skipped, 1 unknown.',
      'Right now  "Recent viewers not in CRM" is as before or as planned; its 3 ad sets keep running.',
      'Unknown    audience "Recent viewers not in CRM": reading could not settle it',
      'Next       look at what is unknown, or run the same command again; nothing is done twice.',
      '',
    ].join('\n'),
  );
});

describe('a complete run says when it takes effect', () => {
  test.each([
    ['in the morning', 11 * hour, 'recomputed at 12:00 UTC, in campaigns about 17:00 UTC.'],
    ['at noon', 12 * hour, 'recomputed at 00:00 UTC, in campaigns about 05:00 UTC.'],
    ['on another day', 400 * 24 * hour, 'recomputed at 12:00 UTC, in campaigns about 17:00 UTC.'],
  ])('%s', (_, now, effect) => {
    const report = summarizeResults([aResult('segment/A')]);
    expect(renderApplyReport(report, { format: 'text', now })).toBe(
      `Applied: 1 done, 0 failed, 0 skipped, 0 unknown.\nTakes effect: ${effect}\n`,
    );
  });
});

test('JSON has the version first and ends with a newline', () => {
  const text = renderApplyReport(stopped, { format: 'json', plan: mixedPlan });
  expect(Object.keys(JSON.parse(text))).toEqual([
    'formatVersion',
    'summary',
    'results',
    'moves',
    'diagnostics',
  ]);
  expect(text.endsWith('}\n')).toBe(true);
});
