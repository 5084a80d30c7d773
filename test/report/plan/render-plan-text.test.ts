import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { renderPlanText } from '../../../src/report/plan/render-plan-text.ts';
import { displayWidth } from '../../../src/report/text/display-width.ts';
import { isPlan } from '../../../src/schema/generated/is-plan.js';
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

const samples = [
  ['first-apply', firstApplyPlan],
  ['mixed', mixedPlan],
  ['replacement', replacementPlan],
  ['refused', refusedPlan],
  ['settled', settledPlan],
] as const;

describe.each(samples)('the text of a plan: %s', (name, plan) => {
  test('is as kept', () => expectGolden(`plan-${name}.txt`, renderPlanText(plan)));

  test('shows a plan as the schema has it', () => {
    expect(isPlan(plan) || isPlan.errors).toBe(true);
  });

  test('is the same without its colours', () => {
    const colored = renderPlanText(plan, { color: true });
    expect(colored).not.toBe(renderPlanText(plan));
    expect(stripVTControlCharacters(colored)).toBe(renderPlanText(plan));
  });

  test.each([20, 60, 80])('keeps to %d columns, and to no fewer than 60', (width) => {
    const lines = renderPlanText(plan, { width }).split('\n');
    // Other programs read the first line of a finding, and people copy commands: neither is broken.
    const whole =
      /:\d+:\d+ (?:warning|error) | {2}audiencectl (?:apply|pull|members) |^Checksum: /u;
    const broken = lines.filter((line) => !whole.test(line));
    for (const line of broken) expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(60, width));
  });
});

describe('the last line', () => {
  const lastOf = (text: string) => text.trimEnd().split('\n').at(-1);

  test('counts the changes', () => {
    expect(lastOf(renderPlanText(mixedPlan))).toBe(
      'Plan: 2 to create, 1 to update, 1 to replace, 1 to delete.',
    );
  });

  test('says when there are none', () => {
    expect(lastOf(renderPlanText(settledPlan))).toBe(
      'No changes. The remote matches the manifests.',
    );
  });

  test('does not say so of an edit in the UI that is left alone', () => {
    const leftAlone = [
      { address: 'audience/A', id: '1', reason: 'drift' as const, text: 'edited in the UI' },
    ];
    expect(lastOf(renderPlanText(aPlan({ leftAlone })))).toBe(
      'Plan: 0 to create, 0 to update, 0 to replace, 0 to delete.',
    );
  });
});

test.each(hostileNames.map((name) => [JSON.stringify(name), name]))(
  'a name sends nothing to the terminal and breaks no line: %s',
  (_, name) => {
    const ordinary = renderPlanText(planAround('plain'), { width: 2000 });
    const text = renderPlanText(planAround(name), { width: 2000 });
    expect(text.split('\n')).toHaveLength(ordinary.split('\n').length);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]/u);
  },
);

test('the riskiest change comes first, equal ones by name', () => {
  const live = { known: true, adSetIds: ['1'] };
  const reach = { verdict: 'wider' as const, enter: null, leave: null };
  const changes = [
    aChange('audience/B', 'create'),
    aChange('audience/A', 'create'),
    aChange('audience/Quiet', 'update'),
    aChange('audience/Gone', 'delete'),
    aChange('audience/Live', 'update', { liveUse: live, reach }),
  ];
  const names = renderPlanText(aPlan({ changes })).match(/^ {2}[~+-] \w+ +"(\w+)"/gmu);
  expect(names?.map((line) => line.replace(/^.*"(\w+)"/u, '$1'))).toEqual([
    'Live',
    'Gone',
    'Quiet',
    'A',
    'B',
  ]);
});

test('more is shown when asked for', () => {
  const changes = [aChange('audience/Gone', 'delete', { before: { name: 'Gone', algebra: 'A' } })];
  const plan = aPlan({ changes });
  expect(renderPlanText(plan)).not.toContain('who ');
  expect(renderPlanText(plan, { verbose: true })).toContain('      who      A\n');
});
