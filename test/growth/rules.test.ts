/** How often rules ask, which grows with rules times audiences and not faster. Counts do not depend on the machine. */
import { expect, test } from '@jest/globals';
import type { Algebra } from '../../src/model/algebra.ts';
import type { HouseRule, RuleDemand } from '../../src/model/house-rule.ts';
import { judgeRule } from '../../src/rules/judge-rules.ts';
import type { RuledAudience, RuleWorld } from '../../src/rules/rule-world.ts';
import { sayUndecided } from '../../src/rules/say-undecided.ts';
import { and, not, or, s } from '../algebra/brute-force.ts';
import { aRule } from '../support/house-rules.ts';

interface Counts {
  found: number;
  related: number;
}

/** Audiences of two segments of their own; each excludes one list, and half of them a second one. */
function worldOf(size: number, counts: Counts): RuleWorld {
  const audiences = Array.from({ length: size }, (_, index): RuledAudience => {
    const own = { or: [{ segment: `s${index}` }, { segment: `t${index}` }] };
    const lists = index % 2 === 0 ? ['list 0'] : ['list 0', 'list 1'];
    const algebra = { and: [own, ...lists.map((segment) => ({ not: { segment } }))] };
    return { name: `A ${index}`, key: `audience/A ${index}`, algebra };
  });
  return {
    audiences,
    find: (segment) => {
      counts.found += 1;
      return { segment };
    },
    relate: () => {
      counts.related += 1;
      return null;
    },
  };
}

function countOf(size: number, rules: readonly HouseRule[]): Counts {
  const counts = { found: 0, related: 0 };
  const world = worldOf(size, counts);
  for (const rule of rules) judgeRule(rule, world);
  return counts;
}

const rule = (list: number) => aRule({ kind: 'excludes', names: [`list ${list}`] });

test('rules that hold plainly ask nothing of segments, and each audience once for each name', () => {
  const rules = Array.from({ length: 50 }, () => rule(0));
  expect(countOf(1000, rules)).toEqual({ found: 50_000, related: 0 });
});

test('twice the audiences or twice the rules are twice the questions', () => {
  const rules = Array.from({ length: 5 }, () => rule(1));
  const once = countOf(100, rules);
  expect(once.related).toBeGreaterThan(0);
  expect(countOf(200, rules)).toEqual({ found: 2 * once.found, related: 2 * once.related });
  expect(countOf(100, [...rules, ...rules])).toEqual({
    found: 2 * once.found,
    related: 2 * once.related,
  });
});

/** What is decided of two groups of audiences that are to share no people, and how often segments are compared. */
function disjoint(size: number, treeOf: (group: number, index: number) => Algebra<string>) {
  const audiences = [0, 1].flatMap((group) =>
    Array.from({ length: size }, (_, index): RuledAudience => {
      const name = `${group} | ${index}`;
      return { name, key: name, algebra: treeOf(group, index) };
    }),
  );
  let related = 0;
  const relate = (a: string, b: string) => {
    related += 1;
    const isApart = a.startsWith('new') && b.startsWith('loyal');
    return isApart ? { relation: 'excludes' as const, reason: 'as the test has it' } : null;
  };
  const demand: RuleDemand = { kind: 'disjoint', groups: ['0 *', '1 *'] };
  const { broken, undecided } = judgeRule(aRule(demand), { audiences, find: () => null, relate });
  return {
    broken: broken.length,
    undecided: undecided.length,
    related,
    said: sayUndecided(undecided),
  };
}

const own = (group: number, index: number) => or(`s${group} ${index}`, `t${group} ${index}`);

test('pairs of audiences that are plainly apart ask nothing', () => {
  const outside = (group: number) => (group === 0 ? not('list') : s('list'));
  const nested = (group: number, index: number) =>
    or(and(`s${index}`, outside(group)), and(`t${index}`, outside(group)));
  const none = { broken: 0, undecided: 0, related: 0, said: [] };
  expect(disjoint(250, (group, index) => and(own(group, index), outside(group)))).toEqual(none);
  expect(disjoint(250, nested)).toEqual(none);
});

test('pairs that are apart by a fact ask for little, and all of them are decided', () => {
  const tree = (group: number, index: number) =>
    and(own(group, index), group === 0 ? `new ${index}` : `loyal ${index}`);
  const { related, ...rest } = disjoint(100, tree);
  expect(rest).toEqual({ broken: 0, undecided: 0, said: [] });
  expect(related).toBe(100 * 100);
});

test('trees that are the same are compared once, however many audiences have them', () => {
  const tree = (group: number) => and(own(group, 0), 'list');
  const once = disjoint(1, tree);
  expect(once).toMatchObject({ broken: 1, undecided: 0 });
  expect(disjoint(50, tree)).toEqual({ ...once, broken: 2500 });
});

test('pairs beyond a bound are undecided, which is said once for each audience', () => {
  const tree = (group: number, index: number) => and(own(group, index), 'list');
  const small = disjoint(50, tree);
  expect(small).toMatchObject({ broken: 2500, undecided: 0 });
  const { broken, undecided, related, said } = disjoint(250, tree);
  expect(broken).toBeGreaterThan(2500);
  expect(broken + undecided).toBe(62_500);
  expect(related).toBeLessThan(250_000);
  expect(said.length).toBeLessThanOrEqual(250);
  const last = said.at(-1);
  expect(last?.say('"A"')).toBe(
    'whether "A" shares people with 250 other audiences is not decided, because the rule compares too many audiences',
  );
  expect(last?.hint).toBe('Make several rules of it, each with fewer audiences.');
});
