/** Rules and expected people, against looking at everyone there can be. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Algebra, algebraLeaves } from '../../src/model/algebra.ts';
import type { ExpectedPerson, HouseRule, RuleDemand } from '../../src/model/house-rule.ts';
import { judgeExpectedPerson, judgeRule } from '../../src/rules/judge-rules.ts';
import type { RuledAudience } from '../../src/rules/rule-world.ts';
import { holds } from '../algebra/brute-force.ts';
import {
  fewestSegments,
  globLists,
  isMeant,
  isPossible,
  namesInRules,
  relateBy,
  type Someone,
  type TestWorld,
  worlds,
} from './a-rule-world.ts';

const keys = 'abcdefghij';
const source = { file: 'rules.yaml', line: 1, column: 1 };
const placed = { name: 'A rule', source, locate: () => source };
const names = fc.subarray(namesInRules, { minLength: 1, maxLength: 3 });
const optionalNames = fc.subarray(namesInRules, { maxLength: 2 });
const optionalGlobs = fc.oneof(fc.constant([]), globLists);

function ruleOf(demand: RuleDemand, over: readonly string[], except: readonly string[]): HouseRule {
  return { ...placed, kind: 'audience', over, except, demand, level: 'error' };
}

/** The trees that names stand for; null with the first that stands for nothing. */
function resolve(world: TestWorld, audience: RuledAudience, wanted: readonly string[]) {
  const found = wanted.map((name) => world.find(name, audience));
  return found.every((tree) => tree !== null) ? found : null;
}

function expectWitness(
  world: TestWorld,
  person: { readonly in: readonly string[]; readonly notIn: readonly string[] },
  offenders: Algebra<string>,
  breaks: (person: Someone) => boolean,
) {
  const someone = new Set(person.in);
  const own = new Set([...person.in, ...person.notIn]);
  expect(own).toEqual(new Set(algebraLeaves(offenders)));
  expect(isPossible(someone, own, world.meanings)).toBe(true);
  expect(breaks(someone)).toBe(true);
  expect(someone.size).toBe(fewestSegments(offenders, world.meanings));
}

const demands = fc.oneof(
  names.map((all): RuleDemand => ({ kind: 'excludes', names: all })),
  fc.constantFrom(...namesInRules).map((name): RuleDemand => ({ kind: 'within', name })),
);

test('excludes and within: broken where there is someone who breaks it, and shown by one', () => {
  fc.assert(
    fc.property(worlds(keys), demands, globLists, optionalGlobs, (world, demand, over, except) => {
      const judged = judgeRule(ruleOf(demand, over, except), world);
      const audiences = world.audiences.filter(
        (audience) => isMeant(over, audience) && !isMeant(except, audience),
      );
      expect(judged.audiences).toEqual(audiences);
      expect(judged.undecided).toEqual([]);
      const wanted =
        demand.kind === 'excludes' ? demand.names : demand.kind === 'within' ? [demand.name] : [];
      const broken: RuledAudience[] = [];
      for (const audience of audiences) {
        const named = resolve(world, audience, wanted);
        if (named === null) continue;
        const breaks = (person: Someone) => {
          const isIn = named.some((tree) => holds(tree, person));
          return holds(audience.algebra, person) && isIn === (demand.kind === 'excludes');
        };
        if (!world.people().some(breaks)) continue;
        broken.push(audience);
        const claim = judged.broken.find((each) => each.audience === audience);
        if (claim) expectWitness(world, claim.person, claim.offenders, breaks);
      }
      expect(judged.broken.map(({ audience }) => audience)).toEqual(broken);
      const unknown = audiences.flatMap((audience) =>
        wanted
          .filter((name) => world.find(name, audience) === null)
          .map((name) => ({ audience, name })),
      );
      expect(judged.unknown.map(({ audience, name }) => ({ audience, name }))).toEqual(unknown);
    }),
    { numRuns: 150 },
  );
});

test('disjoint: broken by each two audiences of different groups that share someone', () => {
  const groupLists = fc.subarray(['*', 'New | *', 'Loyal*', '* | ?', 'a', 'Old | *'], {
    minLength: 2,
    maxLength: 3,
  });
  fc.assert(
    fc.property(worlds(keys), groupLists, optionalGlobs, (world, groups, except) => {
      const judged = judgeRule(ruleOf({ kind: 'disjoint', groups }, ['*'], except), world);
      const audiences = world.audiences.filter((audience) => !isMeant(except, audience));
      const areApart = (a: RuledAudience, b: RuledAudience) =>
        groups.some((one) =>
          groups.some((other) => one !== other && isMeant([one], a) && isMeant([other], b)),
        );
      const pairs = audiences.flatMap((a, at) =>
        audiences.slice(at).flatMap((b) => {
          const isShared = (person: Someone) =>
            holds(a.algebra, person) && holds(b.algebra, person);
          return areApart(a, b) && world.people().some(isShared) ? [pairOf(a, b)] : [];
        }),
      );
      const shown = judged.broken.map(({ audience, other = audience, person, offenders }) => {
        expectWitness(
          world,
          person,
          offenders,
          (someone) => holds(audience.algebra, someone) && holds(other.algebra, someone),
        );
        return pairOf(audience, other);
      });
      expect(shown.toSorted()).toEqual(pairs.toSorted());
      expect(judged.unmatched.map(({ glob }) => glob)).toEqual(
        groups.filter((glob) => !audiences.some((audience) => isMeant([glob], audience))),
      );
    }),
    { numRuns: 150 },
  );
});

function pairOf(a: RuledAudience, b: RuledAudience): string {
  return [a.key, b.key].toSorted().join(' and ');
}

const people = fc.record({
  in: optionalNames,
  notIn: optionalNames,
  reachedBy: optionalGlobs,
  notReachedBy: optionalGlobs,
});

test('a person is as expected where every completion of them is', () => {
  fc.assert(
    fc.property(worlds(keys), people, (world, wanted) => {
      const person: ExpectedPerson = { ...placed, ...wanted };
      const judged = judgeExpectedPerson(person, world);
      const sides = (['in', 'out'] as const).flatMap((expected) =>
        world.audiences
          .filter((each) =>
            isMeant(expected === 'in' ? wanted.reachedBy : wanted.notReachedBy, each),
          )
          .flatMap((audience) => {
            const ins = resolve(world, audience, wanted.in);
            const outs = resolve(world, audience, wanted.notIn);
            if (ins === null || outs === null) return [];
            const isOne = (someone: Someone) =>
              ins.every((tree) => holds(tree, someone)) &&
              !outs.some((tree) => holds(tree, someone));
            return [{ audience, expected, isOne }];
          }),
      );
      const isOtherwise = ({ audience, expected, isOne }: (typeof sides)[number]) => {
        const breaks = (someone: Someone) =>
          isOne(someone) && holds(audience.algebra, someone) !== (expected === 'in');
        return breaks;
      };
      const broken = sides.filter((side) => world.people().some(isOtherwise(side)));
      const textOf = ({ audience, expected }: { audience: RuledAudience; expected?: string }) =>
        `${audience.key} ${expected}`;
      expect(judged.broken.map(textOf)).toEqual(broken.map(textOf));
      for (const claim of judged.broken) {
        const side = broken.find((each) => textOf(each) === textOf(claim));
        if (side) expectWitness(world, claim.person, claim.offenders, isOtherwise(side));
      }
      const isImpossible =
        sides.length > 0 && !sides.some(({ isOne }) => world.people().some(isOne));
      expect(judged.isImpossible).toBe(isImpossible);
    }),
    { numRuns: 200 },
  );
});

test('there can be such a person where there can be one for one owner', () => {
  const audiences = ['1', '2'].map((key) => ({ name: 'All', key, algebra: { segment: 'c' } }));
  const world = {
    audiences,
    find: (name: string, { key }: RuledAudience) => ({ segment: name === 'a' ? 'a' : `b ${key}` }),
    relate: relateBy(
      new Map([
        ['a', 1],
        ['b 1', 2],
        ['b 2', 1],
      ]),
    ),
  };
  const person = { ...placed, in: ['a', 'b'], notIn: [], reachedBy: [], notReachedBy: ['*'] };
  const judged = judgeExpectedPerson(person, world);
  expect(judged.isImpossible).toBe(false);
  expect(judged.broken.map(({ audience }) => audience.key)).toEqual(['2']);
  const [first] = audiences;
  const alone = { ...world, audiences: first ? [first] : [] };
  expect(judgeExpectedPerson(person, alone)).toMatchObject({ isImpossible: true, broken: [] });
});

test('above twenty segments, nothing is said', () => {
  const segments = Array.from({ length: 21 }, (_, at): Algebra<string> => ({ segment: `${at}` }));
  const audience = { name: 'Large', key: 'large', algebra: { or: segments } };
  const world = {
    audiences: [audience],
    find: (name: string) => ({ segment: name }),
    relate: () => null,
  };
  const rule = ruleOf({ kind: 'excludes', names: ['0'] }, ['*'], []);
  expect(judgeRule(rule, world)).toMatchObject({ broken: [], undecided: [{ segments: 21 }] });
});
