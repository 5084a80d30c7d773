/** Who reaches a person, against looking at everyone the person may be. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { algebraLeaves } from '../../src/model/algebra.ts';
import type { RuledAudience } from '../../src/rules/rule-world.ts';
import { findReached, type Need } from '../../src/rules/who.ts';
import { and, holds, not, or, s } from '../algebra/brute-force.ts';
import { namesInRules, relateBy, type Someone, worlds } from './a-rule-world.ts';

const partialPeople = fc.record({
  in: fc.subarray(namesInRules, { maxLength: 3 }),
  notIn: fc.subarray(namesInRules, { maxLength: 3 }),
});

const isMet = (need: Need, person: Someone) =>
  need.in.every((key) => person.has(key)) && !need.notIn.some((key) => person.has(key));

test('agrees with looking at everyone the person may be', () => {
  const seen = { always: 0, perhaps: 0, never: 0, impossible: 0 };
  fc.assert(
    fc.property(worlds('abcdefgh'), partialPeople, (world, person) => {
      const found = findReached(person, world);
      const isOne = (audience: RuledAudience) => (someone: Someone) =>
        person.in.every((name) => isInside(name, audience, someone) ?? true) &&
        person.notIn.every((name) => !isInside(name, audience, someone));
      const isInside = (name: string, audience: RuledAudience, someone: Someone) => {
        const tree = world.find(name, audience);
        return tree && holds(tree, someone);
      };
      const all = world.audiences.map((audience) => {
        const people = world.people().filter(isOne(audience));
        const inside = people.filter((someone) => holds(audience.algebra, someone));
        const how =
          inside.length === 0 ? 'never' : inside.length === people.length ? 'always' : 'perhaps';
        return { audience, people, how };
      });
      const those = (how: string) =>
        all.filter((each) => each.how === how).map(({ audience }) => audience);
      expect(found.always).toEqual(those('always'));
      expect(found.never).toEqual(those('never'));
      expect(found.perhaps.map(({ audience }) => audience)).toEqual(those('perhaps'));
      expect(found.undecided).toEqual([]);
      expect(found.impossible !== null).toBe(all.every(({ people }) => people.length === 0));
      for (const { audience, needs } of found.perhaps) {
        const people = all.find((each) => each.audience === audience)?.people ?? [];
        for (const someone of people) {
          const isReached = needs.some((need) => isMet(need, someone));
          expect(isReached).toBe(holds(audience.algebra, someone));
        }
      }
      seen.always += found.always.length;
      seen.perhaps += found.perhaps.length;
      seen.never += found.never.length;
      seen.impossible += found.impossible === null ? 0 : 1;
    }),
    { numRuns: 200 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});

test('a condition asks for nothing that the person or a fact settles, and could not be shorter', () => {
  fc.assert(
    fc.property(worlds('abcdef'), partialPeople, (world, person) => {
      for (const { audience, needs } of findReached(person, world).perhaps) {
        const trees = (names: readonly string[]) =>
          names.flatMap((name) => world.find(name, audience) ?? []);
        const [ins, outs] = [trees(person.in), trees(person.notIn)];
        const people = world
          .people()
          .filter(
            (someone) =>
              ins.every((tree) => holds(tree, someone)) &&
              !outs.some((tree) => holds(tree, someone)),
          );
        const own = new Set([audience.algebra, ...ins, ...outs].flatMap(algebraLeaves));
        for (const need of needs) {
          expect([...need.in, ...need.notIn].filter((key) => !own.has(key))).toEqual([]);
          const fewer = [...need.in, ...need.notIn].map((left) => ({
            in: need.in.filter((key) => key !== left),
            notIn: need.notIn.filter((key) => key !== left),
          }));
          for (const each of fewer) {
            const reaches = people.filter((someone) => isMet(each, someone));
            expect(reaches.every((someone) => holds(audience.algebra, someone))).toBe(false);
          }
          const others = needs.filter((other) => other !== need);
          const isNeeded = people.some(
            (someone) => isMet(need, someone) && !others.some((other) => isMet(other, someone)),
          );
          expect(isNeeded).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
});

function aWorld(audiences: readonly RuledAudience[], masks: readonly [string, number][] = []) {
  return {
    audiences,
    find: (name: string) => s(name),
    relate: relateBy(new Map(masks)),
  };
}

const winBack = { name: 'W', key: 'W', algebra: or(and('Viewers', not('Opted out')), 'Buyers') };

test('says on what it depends', () => {
  const found = findReached({ in: ['Opted out'], notIn: [] }, aWorld([winBack]));
  expect(found.perhaps).toEqual([{ audience: winBack, needs: [{ in: ['Buyers'], notIn: [] }] }]);
  const unknown = findReached({ in: [], notIn: ['Buyers'] }, aWorld([winBack]));
  expect(unknown.perhaps[0]?.needs).toEqual([{ in: ['Viewers'], notIn: ['Opted out'] }]);
});

test('who cannot be is said with the facts that rule them out', () => {
  const masks: [string, number][] = [
    ['Week', 1],
    ['Month', 3],
    ['Never', 4],
    ['Buyers', 5],
  ];
  const { impossible } = findReached({ in: ['Week'], notIn: ['Month'] }, aWorld([winBack], masks));
  expect(impossible).toMatchObject([{ segment: 'Week', relation: 'within', of: 'Month' }]);
  const plain = findReached({ in: ['Week'], notIn: ['Week'] }, aWorld([winBack], masks));
  expect(plain.impossible).toEqual([]);
});

test('cannot tell of more than twenty segments', () => {
  const segments = Array.from({ length: 20 }, (_, at) => s(`${at}`));
  const audience = { name: 'Large', key: 'Large', algebra: { or: segments } };
  const world = aWorld([audience]);
  expect(findReached({ in: ['0'], notIn: [] }, world).always).toEqual([audience]);
  const found = findReached({ in: ['another'], notIn: [] }, world);
  expect(found.undecided).toEqual([{ audience, segments: 21 }]);
  expect(found.impossible).toBeNull();
});
