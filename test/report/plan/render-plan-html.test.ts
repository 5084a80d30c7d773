import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { pageScript, pageScriptHash } from '../../../src/report/markup/page-script.ts';
import { pageStyle, pageStyleHash } from '../../../src/report/markup/page-style.ts';
import { renderPlanHtml } from '../../../src/report/plan/render-plan-html.ts';
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
])('the page for a plan: %s', (name, plan) => {
  expectGolden(`plan-${name}.html`, renderPlanHtml(plan));
});

test('a hint that is a sentence keeps its one full stop', () => {
  const hint = 'Set apiVersion: 2026-07.';
  const finding = { severity: 'warning', code: 'api-version-ending', message: 'x', hint } as const;
  const page = renderPlanHtml(aPlan({ diagnostics: [finding] }));
  expect(page).toContain('Hint: Set apiVersion: 2026-07.</span>');
});

test.each([
  ['style', pageStyle, pageStyleHash],
  ['script', pageScript, pageScriptHash],
])('the policy allows exactly the %s of the page', (_, text, hash) => {
  expect(hash).toBe(`sha256-${createHash('sha256').update(text).digest('base64')}`);
  expect(renderPlanHtml(mixedPlan)).toContain(`'${hash}'`);
});

test('nothing points outside the page', () => {
  const page = renderPlanHtml(mixedPlan);
  expect(page).not.toMatch(/<[^>]*\s(?:src|href|action|style|on\w+)=(?!"#)/u);
  expect(page).not.toMatch(/@import|url\(|https?:/u);
});

describe('a name is text and nothing else', () => {
  /** Every tag of a page, without the values of its attributes. */
  const tagsOf = (page: string) =>
    (page.match(/<[^>]*>/gu) ?? []).map((tag) => tag.replace(/"[^"]*"/gu, '""'));
  const ordinary = new Set(tagsOf(renderPlanHtml(planAround('plain'))));

  test.each(hostileNames.map((name) => [JSON.stringify(name), name]))('%s', (_, name) => {
    const tags = tagsOf(renderPlanHtml(planAround(name)));
    expect(tags.filter((tag) => !ordinary.has(tag))).toEqual([]);
  });
});

test('lists are closed inside the items that they stand in', () => {
  const tree = {
    and: ['A', { or: ['B', { and: ['C', { not: { or: ['D', 'E'] } }] }] }, { not: 'F' }],
  };
  const change = aChange('audience/Deep', 'create', { after: { name: 'Deep', algebra: tree } });
  const [figure = ''] =
    /<figure.*?<\/figure>/u.exec(renderPlanHtml(aPlan({ changes: [change] }))) ?? [];
  const open: string[] = [];
  for (const [, slash, tag = ''] of figure.matchAll(/<(\/?)(ul|li)\b[^>]*>/gu)) {
    if (slash === '/') expect(open.pop()).toBe(tag);
    else {
      // An item stands in a list, an inner list in an item.
      expect(open.at(-1)).toBe(tag === 'li' ? 'ul' : open.length === 0 ? undefined : 'li');
      open.push(tag);
    }
  }
  expect(open).toEqual([]);
});
