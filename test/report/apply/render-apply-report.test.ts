import { describe, expect, test } from '@jest/globals';
import { type ChangeResult, summarizeResults } from '../../../src/apply/apply-report.ts';
import { codes } from '../../../src/diagnostics/codes.ts';
import { renderApplyReport } from '../../../src/report/apply/render-apply-report.ts';
import { expectGolden } from '../golden.ts';
import { mixedPlan } from '../sample-plans.ts';
import { aResult, outage } from './a-result.ts';

const hour = 3_600_000;

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

/** Each is read by somebody who does not know the code: the golden files are what they see. */
const reports: Readonly<Record<string, readonly ChangeResult[]>> = {
  'no-permission': Array.from({ length: 12 }, (_, index) =>
    aResult(`segment/Viewers ${index}`, {
      outcome: 'failed',
      id: null,
      error: {
        code: 'insufficient-advertiser-permissions',
        detail: 'Not authorized for advertiser 78462',
        traceId: `8c1f00${10 + index}`,
        hint: 'Give the application the permission "Audiences Manage" to apply, and consent for advertiser 78462.',
      },
      source: { file: 'segments/views.yaml', line: 4 + index, column: 5 },
    }),
  ),
  outage: [
    aResult('segment/CRM 2026', { outcome: 'unknown', id: null, error: outage }),
    aResult('audience/Recent viewers not in CRM', {
      ...{ action: 'update', outcome: 'unknown', error: outage },
    }),
    aResult('audience/Win-back spring', { outcome: 'skipped', because: 'segment/CRM 2026' }),
  ],
  'two-rules': [
    ...['Paris stores', 'Lyon stores'].map((name, index) =>
      aResult(`segment/${name}`, {
        outcome: 'failed',
        id: null,
        error: {
          code: 'poi-radius-must-be-in-range',
          detail: `The radius of ${name} must be between 1 and 50`,
          traceId: null,
          also: [{ code: 'brand-new-code', detail: 'Nor is the rest right', traceId: null }],
        },
        source: { file: 'segments/geo.yaml', line: 14 + index, column: 5 },
      }),
    ),
    aResult('segment/CRM 2026', {
      outcome: 'failed',
      id: null,
      error: { code: 'name-must-be-unique', detail: 'Name is taken', traceId: '8c1f00aa' },
      source: { file: 'segments/crm.yaml', line: 4, column: 5 },
    }),
    aResult('audience/Black Friday 2025', { action: 'delete' }),
  ],
  interrupted: [
    aResult('segment/CRM 2026'),
    aResult('audience/Recent viewers not in CRM', {
      ...{ action: 'update', outcome: 'skipped', because: 'interrupted' },
    }),
    aResult('audience/Win-back spring', { outcome: 'skipped', because: 'interrupted' }),
  ],
  'list-not-filled': [
    aResult('segment/CRM 2026', {
      outcome: 'failed',
      error: {
        code: 'api-unavailable',
        detail:
          'POST /2026-07/audience-segments/1/contact-list/add-remove answered 503 at the last of 6 tries',
        traceId: null,
      },
      members: { added: 100_000, removed: 0, requests: 2 },
      source: { file: 'segments/crm.yaml', line: 4, column: 5 },
    }),
    aResult('audience/Win-back spring', { outcome: 'skipped', because: 'segment/CRM 2026' }),
  ],
  'new-code': [
    aResult('segment/CRM 2026', {
      ...{ outcome: 'failed', id: null },
      error: { code: 'brand-new-code', detail: 'Something is wrong', traceId: null },
      source: { file: 'segments/crm.yaml', line: 4, column: 5 },
    }),
  ],
};

test.each(Object.keys(reports))('what is said after: %s', (name) => {
  const report = summarizeResults(reports[name] ?? []);
  const options = { plan: mixedPlan, now: 13 * hour };
  for (const [format, ending] of [
    ['text', 'txt'],
    ['markdown', 'md'],
  ] as const) {
    expectGolden(`apply-${name}.${ending}`, renderApplyReport(report, { format, ...options }));
  }
});

test('what failed for the same reason is said once, whatever the format', () => {
  const report = summarizeResults(reports['no-permission'] ?? []);
  for (const format of ['text', 'markdown', 'html'] as const) {
    const text = renderApplyReport(report, { format, width: 1000 });
    for (const said of ['Not authorized', 'consent for advertiser 78462', 'Audiences Manage']) {
      expect({ format, said, times: text.split(said).length - 1 }).toMatchObject({ times: 1 });
    }
  }
  const { results } = JSON.parse(renderApplyReport(report, { format: 'json' }));
  expect(results).toHaveLength(12);
  expect(results[11]).toMatchObject({ error: { hint: expect.any(String), traceId: '8c1f0021' } });
});

test('10,000 results stay inside a comment, the failed ones first', () => {
  const results = Array.from({ length: 10_000 }, (_, index) =>
    aResult(
      `audience/Audience ${index}`,
      index === 9999 ? { outcome: 'failed', error: outage } : {},
    ),
  );
  const markdown = renderApplyReport(summarizeResults(results), { format: 'markdown' });
  expect(markdown.length).toBeLessThanOrEqual(65_536);
  expect(markdown).toContain('| + create | `Audience 9999` | **failed**: `api-unavailable` |');
});

test('an outcome that nobody knows is not called anything else', () => {
  const report = summarizeResults([
    aResult('audience/Recent viewers not in CRM', {
      ...{ action: 'update', outcome: 'unknown' },
      error: { code: 'not-seen', detail: 'reading does not show it (yet)', traceId: null },
    }),
  ]);
  expect(renderApplyReport(report, { format: 'text', plan: mixedPlan })).toBe(
    [
      'Incomplete: 0 done, 0 failed, 0 skipped, 1 unknown.',
      'Right now  "Recent viewers not in CRM" is either as it was or as planned; its 3 ad sets keep',
      '           running.',
      '           1 change may have been made.',
      'Unknown    audience "Recent viewers not in CRM": The API did not confirm that it was done, and a',
      '           search did not show it. Code not-seen.',
      'Next       Wait a minute, because searches may lag behind writes. Then run the same command again.',
      '           The next run reads the outcome of the unknown changes and does what is missing. Nothing',
      '           is done twice.',
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

describe('what an outcome alone would hide', () => {
  const unfilled = aResult('segment/Customers', {
    ...{ outcome: 'failed', partly: true },
    error: { code: 'insufficient-permissions', detail: 'No access', traceId: 't1' },
    members: { added: 0, removed: 0, requests: 1 },
    steps: [
      { step: 'create', outcome: 'done' },
      { step: 'fill', outcome: 'failed' },
    ],
  });
  const made = ['A', 'B', 'C'].map((name) => aResult(`segment/${name}`));

  test.each(['text', 'markdown', 'html'] as const)('a list that is not filled, in %s', (format) => {
    const report = summarizeResults([...made, unfilled]);
    const text = renderApplyReport(report, { format, plan: mixedPlan, width: 1000 });
    expect(text).toMatch(/created, list not filled/iu);
    // Four segments are there, and nobody is on the list.
    expect(text).toContain('4 changes were made and stay in place');
    expect(text).not.toMatch(/0 added|1 change is made in part/u);
  });

  test('a change that is made in part is named, and not called unstarted', () => {
    const skipped = aResult('segment/Lookalike of CRM', {
      ...{ action: 'replace', outcome: 'skipped', because: 'interrupted', partly: true },
      steps: [
        { step: 'create', outcome: 'done' },
        { step: 'delete', outcome: 'skipped' },
        { step: 'rename', outcome: 'skipped' },
      ],
    });
    const text = renderApplyReport(summarizeResults([skipped]), { format: 'text', width: 1000 });
    expect(text).toMatch(/^Stopped: /u);
    expect(text).toContain('segment "Lookalike of CRM" is partly changed: 1 of 3 steps');
    expect(text).toContain('1 change not finished, because the run was interrupted');
  });

  test('what an earlier run did, in a run that finishes it', () => {
    const report = summarizeResults([
      ...made.slice(1).map((result) => ({ ...result, alreadyDone: true as const })),
      ...made.slice(0, 1),
    ]);
    expect(renderApplyReport(report, { format: 'text' })).toMatch(
      /^Applied: 1 done now, 2 had been done before, 0 failed/u,
    );
  });
});

test('a run whose time for faults was spent says so, and what helps', () => {
  const report = summarizeResults([
    aResult('segment/A', { outcome: 'failed', error: outage }),
    aResult('segment/B', { outcome: 'skipped', because: 'timeout' }),
  ]);
  const text = renderApplyReport(report, { format: 'text', width: 1000 });
  expect(text).toContain('Wait until the API works again, or give a higher --timeout.');
  expect(text.split('--timeout.')).toHaveLength(2);
});

test('in Markdown, a variable or a file is code, and the sentence around it is not', () => {
  const report = summarizeResults([
    aResult('segment/A', {
      outcome: 'failed',
      error: { ...outage, hint: 'Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET.' },
    }),
    aResult('segment/B', {
      outcome: 'failed',
      error: { code: 'name-must-be-unique', detail: null, traceId: null },
      source: { file: 'segments/crm_fr.yaml', line: 4, column: 5 },
    }),
    aResult('segment/C', {
      outcome: 'failed',
      error: { code: 'of-the-test', detail: 'see <b>A_B</b> and A_B', traceId: null },
    }),
  ]);
  const markdown = renderApplyReport(report, { format: 'markdown' });
  expect(markdown).toContain('**Next**: Check `CRITEO_CLIENT_ID` and `CRITEO_CLIENT_SECRET`.\n');
  expect(markdown).toContain('**Next**: `segments/crm_fr.yaml:4`: Refer to it by name');
  expect(markdown).toMatch(/segment `C` `: The API says: see <b>A_B<\/b> and A_B\. [^`]*`\n/u);
});

test('in Markdown, backticks of a reason do not end the code of a name before it', () => {
  const report = summarizeResults([
    aResult('segment/C', {
      outcome: 'failed',
      error: { code: 'of-the-test', detail: '<a> ` @someone', traceId: null },
    }),
  ]);
  expect(renderApplyReport(report, { format: 'markdown' })).toContain('segment `C` ``: The API');
});

describe.each(['text', 'markdown', 'html', 'json'] as const)('in %s', (format) => {
  const render = (results: readonly ChangeResult[], moves: readonly ChangeResult[] = []) =>
    renderApplyReport(summarizeResults(results, moves), { format })
      .replace(/<[^>]+>/gu, ' ')
      .replaceAll('&quot;', '"')
      .replace(/\s+/gu, ' ');

  // Whatever the code: what explain says to do stands in the report.
  test.each(codes.filter(({ origin, fix }) => origin === 'api' && !/^Run the same/u.test(fix)))(
    'what to do about $code is said',
    ({ code, fix }) => {
      const error = { code, detail: null, traceId: null };
      const shown = render([aResult('segment/A', { outcome: 'failed', error })]);
      const plain = (text: string) => text.replace(/\W+/gu, '');
      expect(plain(shown).toLowerCase()).toContain(plain(fix).toLowerCase());
    },
  );

  test('what the API says besides is shown, of every change and of what moved', () => {
    const warnedOf = (name: string): ChangeResult =>
      aResult(`segment/${name}`, { warning: { code: `code-${name}`, text: `said of ${name}` } });
    const all = Array.from({ length: 4 }, (_, index) => warnedOf(`W${index}`));
    const shown = render(all, [warnedOf('M')]);
    for (const name of ['W0', 'W1', 'W2', 'W3', 'M']) expect(shown).toContain(`said of ${name}`);
  });
});
