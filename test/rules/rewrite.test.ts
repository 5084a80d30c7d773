/** The rewrites of audiences that break a rule: what they keep, and that the API takes them. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isAcceptable } from '../../src/algebra/logic/is-acceptable.ts';
import { type Algebra, algebraDepth, algebraLeaves } from '../../src/model/algebra.ts';
import type { RuleDemand } from '../../src/model/house-rule.ts';
import { claimsOfRule } from '../../src/rules/claim.ts';
import { judgeRule } from '../../src/rules/judge-rules.ts';
import { rewriteFor } from '../../src/rules/rewrite.ts';
import { and, holds, not, or } from '../algebra/brute-force.ts';
import { namesInRules, type Someone, worlds } from './a-rule-world.ts';

const keys = 'abcdef';
const source = { file: 'rules.yaml', line: 1, column: 1 };
const rule = { name: 'A rule', source, locate: () => source, over: ['*'], except: [] } as const;
const demands = fc.oneof(
  fc
    .subarray(namesInRules, { minLength: 1, maxLength: 3 })
    .map((names): RuleDemand => ({ kind: 'excludes', names })),
  fc.constantFrom(...namesInRules).map((name): RuleDemand => ({ kind: 'within', name })),
  fc.constant<RuleDemand>({ kind: 'disjoint', groups: ['New*', 'Loyal*'] }),
);

const houseRule = (demand: RuleDemand) =>
  ({ ...rule, kind: 'audience', level: 'error', demand }) as const;

test('the audience that leaks every buyer is rewritten as one that does not', () => {
  const winBack = or(and('Viewers', not('Opted out')), 'Buyers');
  const audience = { name: 'Win back', key: 'Win back', algebra: winBack };
  const world = {
    audiences: [audience],
    find: (name: string) => ({ segment: name }),
    relate: () => null,
  };
  const demand = { kind: 'excludes', names: ['Opted out'] } as const;
  const [claim] = judgeRule(houseRule(demand), world).broken;
  if (!claim) throw new Error('it is broken');
  const rewrite = and(or('Viewers', 'Buyers'), not('Opted out'));
  expect(claim.person.in).toEqual(['Opted out', 'Buyers']);
  expect(rewriteFor(claim, demand, world.relate, () => null)).toEqual({ tree: rewrite });
  const why = 'it is so';
  expect(rewriteFor(claim, demand, world.relate, () => why)).toEqual({ tree: null, why });
  const after = { ...world, audiences: [{ ...audience, algebra: rewrite }] };
  expect(judgeRule(houseRule(demand), after).broken).toEqual([]);
});

test('nothing in a rewrite is without effect', () => {
  const everyone = or('Customers', 'Viewers');
  const one = { name: 'New 1', key: '1', algebra: everyone };
  const loyal = and('Customers', 'Viewers', not('Opted out'));
  const other = { name: 'Loyal 1', key: '2', algebra: and('Customers', not('Opted out')) };
  const world = { audiences: [one, other], find: () => null, relate: () => null };
  const demand = { kind: 'disjoint', groups: ['New*', 'Loyal*'] } as const;
  const rewriteOf = (algebra: Algebra<string>, of: Algebra<string>) => {
    const audiences = [
      { ...one, algebra },
      { ...other, algebra: of },
    ];
    const [claim] = judgeRule(houseRule(demand), { ...world, audiences }).broken;
    if (!claim) throw new Error('it is broken');
    return rewriteFor(claim, demand, world.relate, () => null);
  };
  expect(rewriteOf(and('Viewers', not('Opted out')), other.algebra)).toEqual({
    tree: and('Viewers', not('Opted out'), not('Customers')),
  });
  expect(rewriteOf(and('Viewers', 'Customers'), loyal)).toEqual({
    tree: and('Viewers', 'Customers', 'Opted out'),
  });
});

test('a rewrite holds exactly the people whom the rule allows, and the API takes it', () => {
  let rewritten = 0;
  fc.assert(
    fc.property(worlds(keys), demands, (world, demand) => {
      for (const claim of claimsOfRule(houseRule(demand), world).claims) {
        const { audience, other } = claim;
        if (!isAcceptable(audience.algebra)) continue;
        const names = demand.kind === 'excludes' ? demand.names : [];
        const wanted = demand.kind === 'within' ? [demand.name] : names;
        const named: readonly (Algebra<string> | null)[] = other
          ? [other.algebra]
          : wanted.map((name) => world.find(name, audience));
        const isIn = (person: Someone) => named.some((tree) => tree && holds(tree, person));
        const isKept = (person: Someone) =>
          holds(audience.algebra, person) && isIn(person) === (demand.kind === 'within');
        const objections = claim.audience.key.endsWith('5') ? ['e'] : [];
        const { tree: rewrite } = rewriteFor(claim, demand, world.relate, (segments) =>
          segments.some((each) => objections.includes(each)) ? 'not this one' : null,
        );
        if (rewrite === null) {
          const size = [audience.algebra, ...named].flatMap((tree) =>
            tree ? algebraLeaves(tree) : [],
          ).length;
          const depth = Math.max(
            ...[audience.algebra, ...named].map((tree) => (tree ? algebraDepth(tree) : 0)),
          );
          const areShaped = named.every((tree) => tree === null || isAcceptable(tree));
          const hasRoom =
            size <= 10 && depth <= 7 && areShaped && other !== audience && objections.length === 0;
          if (hasRoom) expect(world.people().filter(isKept)).toEqual([]);
          continue;
        }
        rewritten += 1;
        expect(isAcceptable(rewrite)).toBe(true);
        expect(algebraLeaves(rewrite).filter((each) => objections.includes(each))).toEqual([]);
        for (const person of world.people()) expect(holds(rewrite, person)).toBe(isKept(person));
      }
    }),
    { numRuns: 450 },
  );
  expect(rewritten).toBeGreaterThan(100);
});
