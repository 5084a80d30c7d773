/** Many projects in the other formats, and names that someone may choose to do harm. */
import { describe, expect, test } from '@jest/globals';
import { summarizeResults } from '../../../src/apply/apply-report.ts';
import { condenseFindings } from '../../../src/report/many/condense/condense-findings.ts';
import type { ProjectResult } from '../../../src/report/many/project-result.ts';
import { renderMany } from '../../../src/report/many/render-many.ts';
import { renderManyAnnotations } from '../../../src/report/many/render-many-annotations.ts';
import {
  manyJsonEnd,
  manyJsonEntry,
  manyJsonStart,
} from '../../../src/report/many/render-many-json.ts';
import { guardOutput } from '../../../src/report/text/guard-output.ts';
import { harmsIn, hostileText, hostileTexts } from '../../support/hostile-text.ts';
import { aChange, aPlan } from '../a-plan.ts';
import { expectGolden } from '../golden.ts';
import { hostileNames } from '../hostile-names.ts';
import { planAround } from '../plan-around.ts';
import { mixedPlan, refusedPlan, settledPlan } from '../sample-plans.ts';
import {
  aFailure,
  aLargeRun,
  aResult,
  condenseAll,
  condenseRun,
  dangerousPlan,
  lookbackPlan,
} from './a-run.ts';

const formats = ['text', 'markdown', 'html', 'gitlab'] as const;

const few: readonly ProjectResult[] = [
  aFailure('acme-de', { source: { file: '../shared/crm.yaml', line: 3, column: 1 } }),
  aResult('acme-fr', refusedPlan),
  ...['at', 'be', 'ch'].map((name, index) => aResult(`acme-${name}`, lookbackPlan(name, index))),
  aResult('acme-it', mixedPlan),
  aResult('acme-nl', settledPlan),
];

test('a few projects as text', () => {
  expectGolden('many.txt', renderMany(few, { format: 'text', command: 'plan' }));
});

test('the last line of the text counts, and the dangerous are named', () => {
  const lines = renderMany(aLargeRun(), { format: 'text', command: 'plan' }).trimEnd().split('\n');
  expect(lines.at(-1)).toBe('400 projects: 390 to update, 20 to delete in 400 projects.');
  for (const index of [7, 47, 367]) {
    expect(lines.join('\n')).toContain(`"acme-${String(index).padStart(3, '0')}"`);
  }
});

test('what GitLab counts, of all plans', () => {
  expect(JSON.parse(renderMany(few, { format: 'gitlab', command: 'plan' }))).toEqual({
    create: 3,
    update: 6,
    delete: 3,
  });
});

test('after apply: what is incomplete comes first, with what failed', () => {
  const plan = lookbackPlan('acme', 1);
  const error = { code: 'conflict', detail: 'the name is taken', traceId: null };
  const run = (outcome: 'done' | 'failed') =>
    condenseRun(
      summarizeResults(
        plan.changes.map(({ address, action, id, source }) =>
          outcome === 'done'
            ? { address, action, id, source, outcome }
            : { address, action, id, source, outcome, error },
        ),
      ),
      'clients/acme/audiencectl.yaml',
      { plan },
    );
  const results: readonly ProjectResult[] = [
    aResult('acme-at', plan, { run: run('done') }),
    aResult('acme-be', plan, { run: run('failed'), state: 'incomplete', exitCode: 4 }),
  ];
  const text = renderMany(results, { format: 'markdown', command: 'apply' });
  expect(text).toContain('**1 done in 1 project, 1 failed in 1 project**; 1 incomplete.');
  expect(text.indexOf('`acme-be`')).toBeLessThan(text.indexOf('`acme-at`'));
  expect(text).toContain('the name is taken');
  expect(text).not.toContain('Nothing has been changed yet');
});

test.each(formats.filter((format) => format !== 'gitlab'))(
  'what apply refuses before it runs says why: %s',
  (format) => {
    const finding = {
      severity: 'error',
      code: 'plan-stale',
      message: 'the account has changed since the plan was made',
    } as const;
    const results = [mixedPlan, null].map((plan, index) =>
      aResult(`acme-${index}`, plan, {
        ...({ state: 'refused', exitCode: 3 } as const),
        diagnostics: condenseFindings([finding]),
      }),
    );
    const text = renderMany(results, { format, command: 'apply' });
    expect(text.match(/ccount has changed since the plan was made/gu)?.length).toBeGreaterThan(1);
    expect(text).toContain('plan-stale');
  },
);

test('JSON is one document, a line a project', () => {
  const text = [
    manyJsonStart,
    ...few.map((result, position) =>
      manyJsonEntry(result, position === 0 ? { diagnostics: [] } : { plan: mixedPlan }, position),
    ),
    manyJsonEnd([]),
  ].join('');
  expect(text.trimEnd().split('\n')).toHaveLength(few.length + 2);
  expect(JSON.parse(text)).toEqual({
    formatVersion: 1,
    projects: few.map(({ project, file, exitCode, state }, position) => ({
      ...{ project, file, exitCode, state },
      ...(position === 0 ? { diagnostics: [] } : { plan: mixedPlan }),
    })),
    diagnostics: [],
  });
});

describe('annotations', () => {
  test('one for what failed, at its place, and one for what is refused', () => {
    const [first, second, third, ...more] = renderManyAnnotations(
      few,
      { command: 'plan' },
      'repo',
    ).split('\n');
    expect(first).toMatch(
      /^::error file=repo\/clients\/shared\/crm\.yaml,line=3,col=1,title=authentication-failed::acme-de: /u,
    );
    expect(second).toMatch(/^::error title=Refused::acme-fr: /u);
    expect(third).toMatch(/^::warning title=Look at this first::acme-it: /u);
    expect(more).toEqual(['']);
  });

  test('no more than GitHub shows; the others are counted', () => {
    const results = Array.from({ length: 30 }, (_, index) =>
      aFailure(`acme-${index}`, { message: `file ${index} is broken` }),
    );
    const lines = renderManyAnnotations(results, { command: 'plan' }).trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toContain('21 more projects: see the report');
  });
});

const made = new Map<string, readonly ProjectResult[]>();

/** Made once for each text, because it takes most of the time. */
function resultsAround(text: string): readonly ProjectResult[] {
  const results = made.get(text) ?? makeResultsAround(text);
  made.set(text, results);
  return results;
}

/** Every place of a result that can hold a text from outside, holding this one. */
function makeResultsAround(text: string): readonly ProjectResult[] {
  const finding = { ...planAround(text).diagnostics[0], severity: 'error' as const };
  const around = aResult(text, { ...planAround(text), refusals: [] }, { file: `${text}/a.yaml` });
  return [
    aFailure(text, {
      code: text,
      message: text,
      hint: text,
      source: { file: text, line: 1, column: 1 },
    }),
    {
      ...aResult(text, null),
      said: {
        what: '1 edit taken',
        counts: { taken: 1 },
        phrases: [[text, { name: text }]],
        hidden: 0,
      },
    },
    { ...aResult(`${text}2`, planAround(text)), file: text },
    around,
    { ...around, diagnostics: condenseFindings([{ code: 'x', message: text, ...finding }]) },
    aResult(`${text}3`, { ...settledPlan, leftAlone: planAround(text).leftAlone }),
  ];
}

test.each(formats)('no text from outside drives what shows it: %s', (format) => {
  for (const text of [...hostileTexts, ...hostileNames, hostileText]) {
    const rendered = renderMany(resultsAround(text), { format, command: 'plan', verbose: true });
    expect(harmsIn(rendered)).toEqual([]);
    expect(guardOutput(rendered, false)).toBe(rendered);
  }
});

test('annotations and JSON of hostile texts', () => {
  for (const text of [...hostileTexts, ...hostileNames, hostileText]) {
    const results = resultsAround(text);
    const lines = renderManyAnnotations(results, { command: 'plan' }).trimEnd().split('\n');
    for (const line of lines) {
      expect(line).toMatch(/^::(?:error|warning) /u);
      expect(harmsIn(line.replace(/^::/u, ''))).toEqual([]);
    }
    const entry = manyJsonEntry(
      { project: text, file: text, exitCode: 0, state: 'done' },
      { plan: planAround(text) },
      0,
    );
    expect(harmsIn(entry)).toEqual([]);
    expect(JSON.parse(entry)).toMatchObject({ project: text, plan: planAround(text) });
  }
});

describe('a name is text and nothing else in the page', () => {
  const tagsOf = (page: string) =>
    (page.match(/<[^>]*>/gu) ?? []).map((tag) => tag.replace(/"[^"]*"/gu, '""'));
  const pageOf = (name: string) =>
    renderMany([...resultsAround(name), ...few], { format: 'html', command: 'plan' });
  const ordinary = new Set(tagsOf(pageOf('plain')));

  test.each(hostileNames.map((name) => [JSON.stringify(name), name]))('%s', (_, name) => {
    expect(tagsOf(pageOf(name)).filter((tag) => !ordinary.has(tag))).toEqual([]);
  });
});

test('names in a comment are always in code', () => {
  for (const name of hostileNames) {
    const text = renderMany(resultsAround(name), { format: 'markdown', command: 'plan' });
    // Outside code, no sign that Markdown, HTML or GitHub reads is left of it.
    const bare = text
      .replace(/^(`{3,}).*?^\1$/gmsu, '')
      .replace(/<code>.*?<\/code>/gsu, '')
      .replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/gsu, '');
    expect(bare).not.toMatch(/octocat|evil|<script|<img|\bonerror|#123/u);
  }
});

test('a plan of any size takes a bounded place', () => {
  const changes = Array.from({ length: 3000 }, (_, index) =>
    aChange(`audience/${'x'.repeat(200)} ${index}`, 'delete', { undo: 'irreversible' }),
  );
  const plan = condenseAll()(aPlan({ changes }), 'audiencectl.yaml');
  expect(JSON.stringify(plan).length).toBeLessThan(80_000);
  expect(plan.details.hidden.markdown).toBeGreaterThan(0);
  const finding = { severity: 'error', code: 'x', message: 'm'.repeat(100_000) } as const;
  const found = condenseFindings(Array.from({ length: 500 }, () => finding));
  expect([found.first.length, found.errors]).toEqual([20, 500]);
  expect(JSON.stringify(found).length).toBeLessThan(30_000);
});

test('plans that are alike share their details', () => {
  const condense = condenseAll();
  const [one, other] = [1, 2].map((account) =>
    condense(dangerousPlan('acme', account * 3), 'audiencectl.yaml'),
  );
  expect(one?.details).toBe(other?.details);
});
