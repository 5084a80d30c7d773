/**
 * Renderers make text harmless by themselves, so that what they give is the same in a file, in a log and
 * to users of the library; the terminal's last look at it changes nothing.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { summarizeResults } from '../../src/apply/apply-report.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { guardText } from '../../src/model/text/guard-text.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import { renderAnnotations } from '../../src/report/findings/render-annotations.ts';
import { renderChecks } from '../../src/report/findings/render-checks.ts';
import { renderDiagnostics } from '../../src/report/findings/render-diagnostics.ts';
import { renderFindingsReport } from '../../src/report/findings/reports/render-findings-report.ts';
import { renderMermaid } from '../../src/report/graph/render-mermaid.ts';
import { renderCatalogue } from '../../src/report/look-ups/render-catalogue.ts';
import { renderSizes } from '../../src/report/look-ups/render-sizes.ts';
import { renderMembers } from '../../src/report/members/render-members.ts';
import { renderPlan } from '../../src/report/plan/render-plan.ts';
import { guardOutput } from '../../src/report/text/guard-output.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import { harmsIn, hostileText, hostileTexts } from '../support/hostile-text.ts';
import { hostileNames } from './hostile-names.ts';
import { planAround } from './plan-around.ts';
import { mixedPlan, refusedPlan, replacementPlan } from './sample-plans.ts';

const formats = ['text', 'json', 'markdown', 'html', 'gitlab'] as const;
const all = [...hostileTexts, ...hostileNames, hostileText];

function expectHarmless(rendered: string, color = false) {
  expect(harmsIn(rendered)).toEqual([]);
  expect(guardOutput(rendered, color)).toBe(rendered);
}

describe('plans', () => {
  test.each(formats)('every place of one: %s', (format) => {
    for (const text of all) {
      expectHarmless(renderPlan(planAround(text), { format, verbose: true, width: 60 }));
    }
  });

  type Path = readonly (string | number)[];
  const textsIn = (value: unknown, path: Path = []): readonly Path[] => {
    if (typeof value === 'string') return [path];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, member]) => textsIn(member, [...path, key]));
  };
  /** Words of ours that decide what is shown; a plan file with others is none. */
  const isOurs = (path: Path) =>
    /(?:^|\.)(?:action|platform|verdict|undo|origin|severity|kind|verb|state|mode|reason|channel|checksum|op)$/u.test(
      path.join('.'),
    );
  function withText(document: PlanDocument, path: Path): PlanDocument {
    const copy = structuredClone(document);
    let place: unknown = copy;
    for (const key of path.slice(0, -1)) place = Reflect.get(Object(place), key);
    Reflect.set(Object(place), path.at(-1) ?? '', hostileText);
    return copy;
  }
  const documents = [mixedPlan, refusedPlan, replacementPlan, planAround('a')];

  test.each(formats)('each text of one in turn: %s', (format) => {
    let count = 0;
    for (const document of documents) {
      for (const path of textsIn(document).filter((each) => !isOurs(each))) {
        const rendered = renderPlan(withText(document, path), { format, verbose: true });
        expect([path.join('.'), harmsIn(rendered)]).toEqual([path.join('.'), []]);
        expect([path.join('.'), guardText(rendered)]).toEqual([path.join('.'), rendered]);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(200);
  });

  test('JSON reads back as what it was', () => {
    for (const text of all) {
      const plan = planAround(text);
      expect(JSON.parse(renderPlan(plan, { format: 'json' }))).toEqual(plan);
    }
  });
});

function outcomesOf(text: string): readonly Outcome[] {
  const error = { code: text, detail: text, traceId: text };
  return [
    { outcome: 'done' },
    { outcome: 'failed', error },
    { outcome: 'skipped', because: text },
    { outcome: 'unknown', error },
  ];
}

test.each(formats)('what became of a plan: %s', (format) => {
  for (const text of all) {
    const report = summarizeResults(
      outcomesOf(text).map((outcome) => ({
        ...{ address: `segment/${text}`, action: 'update', id: text, ...outcome },
        ...{ warning: { code: text, text }, source: { file: text, line: 1, column: 1 } },
      })),
    );
    const plan = planAround(text);
    expectHarmless(renderApplyReport(report, { format, plan, now: 0, width: 60 }));
  }
});

describe('findings', () => {
  const finding = (text: string): Diagnostic => ({
    ...{ severity: 'error', code: text, message: text, hint: text },
    source: { file: text, line: 2, column: 3, endColumn: 8 },
    related: [{ label: text, source: { file: text, line: 1, column: 1 } }],
  });

  test.each([false, true])('in text, in colour: %s', (color) => {
    for (const text of all) {
      const lines = text.replaceAll('\n', ' ');
      const source = { file: text, text: `${lines}\n${lines}\n` };
      const rendered = renderDiagnostics([finding(text)], [source], { color, width: 60 });
      expect(guardOutput(rendered, color)).toBe(rendered);
      if (!color) expectHarmless(rendered);
    }
  });

  test.each(['sarif', 'junit', 'codequality'] as const)('for other tools: %s', (format) => {
    for (const text of all) {
      const findings = [
        { finding: { ...finding(text), address: text, rule: text, example: text }, fails: true },
      ];
      const file = { file: text, text };
      const rules = [{ name: text, file: text }];
      const report = { findings, sources: [file], rules, projectFile: text, version: '1.2.3' };
      expectHarmless(renderFindingsReport(report, format));
    }
  });

  test('as annotations: one order a line, and it is ours', () => {
    for (const text of all) {
      const rendered = renderAnnotations([finding(text), finding(text)], text);
      const lines = rendered.trimEnd().split('\n');
      expect(lines).toHaveLength(2);
      for (const line of lines) {
        const [, order = ''] = /^(::error [^:]*::)/u.exec(line) ?? [];
        expect(order).not.toBe('');
        expect(harmsIn(line.slice(order.length))).toEqual([]);
        expect(harmsIn(order.replace(/^::/u, ''))).toEqual([]);
      }
    }
  });
});

test('tables, checks, pictures and members', () => {
  for (const text of all) {
    expectHarmless(
      renderCatalogue([
        {
          id: text,
          name: text,
          parentId: text,
          size: 1,
          country: text,
          category: text,
          startDate: text,
          endDate: text,
        },
      ]),
    );
    expectHarmless(renderChecks([{ name: 'x', status: 'fail', text, hint: text }], false));
    const node = { key: 'a', address: text, kind: 'segment', label: text, note: text } as const;
    expectHarmless(renderMermaid({ nodes: [{ ...node, state: 'create' }], edges: [] }));
    expectHarmless(
      renderSizes([
        {
          ...{
            address: `segment/${text}`,
            id: text,
            channel: null,
            size: null,
            relativeSize: null,
          },
          ...{ basis: 'estimated', reason: { code: 'x', text } },
        },
      ] as Parameters<typeof renderSizes>[0]),
    );
    const problem = { code: text, detail: text, traceId: text, index: null, deprecation: false };
    const plan = {
      ...{
        address: text,
        mode: 'mirror',
        state: 'delta',
        adds: 1,
        removes: 1,
        held: 1,
        total: 1,
        unconfirmed: 0,
      },
      ...{
        requests: 1,
        consents: [],
        allowed: [],
        turnedInto: null,
        missing: null,
        source: null,
        ledger: null,
        checked: false,
      },
      refusals: [{ code: text, text, fix: text }],
    } as const;
    expectHarmless(
      renderMembers({
        ...{
          address: text,
          outcome: 'failed',
          refusedBy: null,
          plan,
          added: 1,
          removed: 0,
          cleared: true,
          left: {
            ...{ held: 0, wanted: 1 },
            reach: [{ address: `audience/${text}`, effect: 'holds nobody' }],
          },
        },
        ...{ requests: 1, invalid: 0, problem, warnings: [problem] },
      } as Parameters<typeof renderMembers>[0]),
    );
  }
});

describe('the last look', () => {
  test('own colours pass where there are colours, and no other sequence', () => {
    const text =
      '\u001b[1mbold\u001b[22m \u001b[32mgreen\u001b[39m \u001b[30mhidden\u001b[8m \u001b[2J \u001b[31;1m';
    expect(guardOutput(text, true)).toBe(
      '\u001b[1mbold\u001b[22m \u001b[32mgreen\u001b[39m \\u001b[30mhidden\\u001b[8m \\u001b[2J \\u001b[31;1m',
    );
    expect(guardOutput(text, false)).not.toContain('\u001b');
  });

  test('whatever comes in, nothing harmful comes out, and a second look changes nothing', () => {
    const unit = fc.constantFrom(
      ...hostileText,
      ':',
      '#',
      '[',
      ' ',
      '\n',
      'vso',
      'error',
      'section_start',
      '\u001b[1m',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const shown = guardOutput(text, false);
        expect(harmsIn(shown)).toEqual([]);
        expect(guardOutput(shown, false)).toBe(shown);
      }),
      { numRuns: 1000 },
    );
  });

  test('it takes no longer than the text is long', () => {
    // Each of these took minutes where blanks or marks were gone over again and again.
    const long = [
      ' '.repeat(1e6),
      '::'.repeat(5e5),
      '##'.repeat(5e5),
      '\\'.repeat(1e6),
      ' ::'.repeat(3e5),
    ];
    for (const text of long) expect(guardOutput(`${text}::x`, true).length).toBeGreaterThan(1e5);
  });
});
