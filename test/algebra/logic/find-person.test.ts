import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findPerson } from '../../../src/algebra/logic/find-person.ts';
import { algebraLeaves } from '../../../src/model/algebra.ts';
import {
  everyPossiblePerson,
  fewestSegments,
  isPossible,
  meaningsOf,
  relateBy,
} from '../../rules/a-rule-world.ts';
import { and, everyPersonOf, holds, not, or, s, trees } from '../brute-force.ts';

const keys = 'ABCDEFGHIJ';

test('finds the buyer who opted out', () => {
  const winBack = or(and('Viewers', not('Opted out')), 'Buyers');
  expect(findPerson(and(winBack, 'Opted out'))).toEqual({
    in: ['Opted out', 'Buyers'],
    notIn: ['Viewers'],
  });
});

test('a person stands somewhere with every segment of the tree, in its order', () => {
  expect(findPerson(and(not('C'), or('B', 'A'), 'D'))).toEqual({
    in: ['B', 'D'],
    notIn: ['C', 'A'],
  });
});

test('finds someone exactly where there is someone, in the fewest segments', () => {
  fc.assert(
    fc.property(trees(keys), meaningsOf(keys), (tree, meanings) => {
      const own = new Set(algebraLeaves(tree));
      const people = everyPossiblePerson(own, meanings).filter((person) => holds(tree, person));
      const found = findPerson(tree, relateBy(meanings));
      if (found === null || found === 'undecided') {
        expect(found).toBeNull();
        expect(people).toEqual([]);
        return;
      }
      const person = new Set(found.in);
      expect(holds(tree, person)).toBe(true);
      expect(isPossible(person, own, meanings)).toBe(true);
      expect(person.size).toBe(fewestSegments(tree, meanings));
      expect([...own].filter((key) => person.has(key))).toEqual(found.in);
      expect([...own].filter((key) => !person.has(key))).toEqual(found.notIn);
    }),
    { numRuns: 500 },
  );
});

test('without facts, everyone is possible', () => {
  fc.assert(
    fc.property(trees(), (tree) => {
      const isHeld = everyPersonOf(tree).some((person) => holds(tree, person));
      expect(findPerson(tree) !== null).toBe(isHeld);
    }),
  );
});

test('decides twenty segments, and not one more', () => {
  const all = (count: number) => and(...Array.from({ length: count }, (_, at) => s(`${at}`)));
  expect(findPerson(all(20))).toMatchObject({ notIn: [] });
  expect(findPerson(all(21))).toBe('undecided');
});
