/** How often rules ask, which grows with rules times audiences and not faster. Counts do not depend on the machine. */
import { expect, test } from '@jest/globals';
import type { HouseRule } from '../../src/model/house-rule.ts';
import { judgeRule } from '../../src/rules/judge-rules.ts';
import type { RuledAudience, RuleWorld } from '../../src/rules/rule-world.ts';
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
