import { describe, expect, test } from '@jest/globals';
import { renderPlan } from '../../../src/report/plan/render-plan.ts';
import {
  maxCommentLength,
  renderPlanMarkdown,
} from '../../../src/report/plan/render-plan-markdown.ts';
import { aChange, aPlan } from '../a-plan.ts';
import { expectGolden } from '../golden.ts';
import { hostileNames } from '../hostile-names.ts';
import { planAround } from '../plan-around.ts';
import {
  firstApplyPlan,
  mixedPlan,
  refusedPlan,
  replacementPlan,
  settledPlan,
} from '../sample-plans.ts';

test.each([
  ['first-apply', firstApplyPlan],
  ['mixed', mixedPlan],
  ['replacement', replacementPlan],
  ['refused', refusedPlan],
  ['settled', settledPlan],
])('the comment for a plan: %s', (name, plan) => {
  expectGolden(`plan-${name}.md`, renderPlanMarkdown(plan));
});

/** The comment without its code: fences, elements and spans. */
function outsideCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | null = null;
  // The marker on the first line has a test of its own.
  for (const line of markdown.split('\n').slice(1)) {
    const ticks: string | undefined = /^(`{3,})\w*$/u.exec(line)?.[1];
    if (fence === null && ticks !== undefined) fence = ticks;
    else if (fence !== null) fence = line === fence ? null : fence;
    else lines.push(line);
  }
  expect(fence).toBeNull();
  return lines
    .join('\n')
    .replace(/<code>[^<]*<\/code>/gu, '')
    .replace(/(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)/gu, '');
}

const cases = hostileNames.map((name) => [JSON.stringify(name), name] as const);

describe('names stand in code only', () => {
  const wordsOf = (markdown: string) => outsideCode(markdown).match(/[^\s.,:;]+/gu) ?? [];
  // Long sentences stand below the table, and one that is code as a whole leaves its line end alone.
  const ordinary = new Set([
    ...['{plain}', 'plain'.repeat(60)].flatMap((name) =>
      wordsOf(renderPlanMarkdown(planAround(name))),
    ),
    '<br>',
  ]);

  // Whatever the name, the words outside code are words of ours.
  test.each(cases)('%s', (_, name) => {
    const words = wordsOf(renderPlanMarkdown(planAround(name)));
    expect(words.filter((word) => !ordinary.has(word))).toEqual([]);
  });
});

test.each(cases)('the marker stays one comment: %s', (_, name) => {
  const [first = ''] = renderPlanMarkdown(planAround(name)).split('\n');
  expect(first).toMatch(/^<!-- audiencectl:[^<>\s]+\/[^<>\s]+ -->$/u);
  expect(first.slice(4, -3)).not.toMatch(/>|--!/u);
});

test.each(cases)('no name adds a cell or a line: %s', (_, name) => {
  const rows = renderPlanMarkdown(planAround(name))
    .split('\n')
    .filter((line) => line.startsWith('| '));
  expect(rows).toHaveLength(4);
  for (const row of rows) {
    // GitHub takes a backslash with the character after it, then splits at the bars that are left.
    expect(row.replace(/\\./gu, '').split('|')).toHaveLength(7);
  }
});

describe('size', () => {
  const changes = Array.from({ length: 5000 }, (_, index) =>
    aChange(
      `audience/Audience ${String(index).padStart(4, '0')}`,
      index % 3 ? 'create' : 'update',
      {
        after: { name: 'x', algebra: { and: ['A', { not: `B ${index}` }] } },
        liveUse: { known: true, adSetIds: index % 3 ? [] : ['1', '2'] },
      },
    ),
  );
  const markdown = renderPlanMarkdown(aPlan({ changes }));

  test('5,000 entities stay inside the limit, and use it', () => {
    expect(markdown.length).toBeLessThanOrEqual(maxCommentLength);
    expect(markdown.length).toBeGreaterThan(0.9 * maxCommentLength);
  });

  test('what is cut is counted, and cut between entities', () => {
    const open = markdown.match(/<details>/gu)?.length;
    expect(markdown.match(/<\/details>/gu)?.length).toBe(open);
    expect(markdown).toMatch(/^\| \| … [\d,]+ more (?:\| )*\|$/mu);
    expect(markdown).toMatch(/^… [\d,]+ more: see the text or HTML plan\.$/mu);
    expect(markdown.trimEnd().endsWith('</sub>')).toBe(true);
  });

  test('the longest names everywhere stay inside the limit', () => {
    const worst = Array.from({ length: 400 }, (_, index) => {
      const name = `${String(index).padStart(4, '0')}${'\u{e0041}'.repeat(126)}`;
      return planAround(name);
    });
    const plan = aPlan({
      changes: worst.flatMap((each) => each.changes),
      affected: worst.flatMap((each) => each.affected),
      refusals: worst.flatMap((each) => each.refusals),
      diagnostics: worst.flatMap((each) => each.diagnostics),
      leftAlone: worst.flatMap((each) => each.leftAlone),
    });
    expect(renderPlanMarkdown(plan).length).toBeLessThanOrEqual(maxCommentLength);
  });
});

describe.each(['markdown', 'html'] as const)('the apply command in %s', (format) => {
  const said = (options: object) => renderPlan(mixedPlan, { format, ...options });
  const ending = ` --env production --checksum ${mixedPlan.checksum}</code>`;

  test('of a plan that was not saved comes after saving it', () => {
    expect(said({})).toMatch('plan again with --out plan.json, then run: <code');
    expect(plainOf(said({}))).toMatch(`audiencectl apply plan.json${ending}`);
  });

  test('names the file that the plan was saved to', () => {
    const saved = { file: 'out/week.json', base: null, sameTarget: '' };
    expect(plainOf(said({ saved }))).toMatch(`audiencectl apply out/week.json${ending}`);
    expect(said({ saved })).not.toMatch('--out');
  });

  test('leads to the same project and base', () => {
    const saved = { file: 'plan.json', base: '../base', sameTarget: ' --sandbox' };
    const options = '--env production --base ../base --sandbox --checksum';
    expect(plainOf(said({ saved }))).toMatch(`audiencectl apply plan.json ${options}`);
  });

  test('has no folder of the machine that planned', () => {
    for (const folder of ['/home/runner/', 'C:\\runner\\']) {
      const saved = { file: `${folder}plan.json`, base: `${folder}base`, sameTarget: '' };
      expect(plainOf(said({ saved }))).toMatch(`audiencectl apply plan.json${ending}`);
    }
  });
});

function plainOf(text: string): string {
  return text.replace(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code)));
}

test('a command is shown whole, however long it is', () => {
  const plan = aPlan({
    changes: [
      aChange('segment/CRM', 'create', {
        after: { name: 'CRM', contactList: { identifierType: 'Email' } },
      }),
    ],
  });
  const long = ` --sandbox --set 'accounts={${'"625702934721171501":"demand",'.repeat(12)}}'`;
  const markdown = renderPlanMarkdown(plan, { sameTarget: long });
  const read = markdown.replace(/&#(\d+);/gu, (_, code: string) =>
    String.fromCodePoint(Number(code)),
  );
  expect(read.split(`audiencectl members sync CRM --env production${long}<`)).toHaveLength(2);
  expect(read).toContain(`audiencectl apply plan.json --env production${long} --checksum`);
});
