import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areEquivalent } from '../../../src/algebra/logic/are-equivalent.ts';
import type { Algebra } from '../../../src/model/algebra.ts';
import { and, everyPersonOf, holds, not, or, s, trees } from '../brute-force.ts';
import { implies, isSatisfiable, isTautology } from '../decided.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => s(`segment ${index}`));

describe('logic agrees with trying every person', () => {
  test('on what is equivalent and what follows from what', () => {
    fc.assert(
      fc.property(trees('ABCD'), trees('ABCD'), (a, b) => {
        const people = everyPersonOf(a, b);
        expect(areEquivalent(a, b)).toBe(people.every((one) => holds(a, one) === holds(b, one)));
        expect(implies(a, b)).toBe(people.every((one) => !holds(a, one) || holds(b, one)));
      }),
      { numRuns: 500 },
    );
  });

  test('on what can hold nobody and what holds everybody', () => {
    fc.assert(
      fc.property(trees('ABC'), (a) => {
        const people = everyPersonOf(a);
        expect(isSatisfiable(a)).toBe(people.some((one) => holds(a, one)));
        expect(isTautology(a)).toBe(people.every((one) => holds(a, one)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('being the same is an equivalence', () => {
  test('of everything with itself, both ways, and through a third', () => {
    fc.assert(
      fc.property(trees('AB'), trees('AB'), trees('AB'), (a, b, c) => {
        expect(areEquivalent(a, a)).toBe(true);
        expect(areEquivalent(a, b)).toBe(areEquivalent(b, a));
        fc.pre(areEquivalent(a, b) === true && areEquivalent(b, c) === true);
        expect(areEquivalent(a, c)).toBe(true);
      }),
    );
  });
});

const equivalents: readonly (readonly [string, Algebra<string>, Algebra<string>, boolean])[] = [
  ['operands in another order', and('A', 'B'), and('B', 'A'), true],
  ['De Morgan', not(and('A', 'B')), or(not('A'), not('B')), true],
  ['distribution', and('A', or('B', 'C')), or(and('A', 'B'), and('A', 'C')), true],
  ['absorption', or('A', and('A', 'B')), s('A'), true],
  ['a segment that does not matter', or(and('A', 'B'), and('A', not('B'))), s('A'), true],
  ['and for or', and('A', 'B'), or('A', 'B'), false],
  ['another segment', s('A'), s('B'), false],
  ['one operand more', and('A', 'B'), and('A', 'B', 'C'), false],
];

test.each(equivalents)('%s', (_, a, b, expected) => {
  expect(areEquivalent(a, b)).toBe(expected);
});

describe('size', () => {
  test('ten segments a side are decided, all of them different', () => {
    const all = many(20);
    expect(areEquivalent({ and: all.slice(0, 10) }, { and: all.slice(10) })).toBe(false);
    expect(implies({ and: all }, { or: all.slice(10) })).toBe(true);
  });

  test('above twenty nothing is claimed', () => {
    const all = many(21);
    expect(areEquivalent({ and: all }, { or: all })).toBeNull();
    expect(implies({ and: all }, { or: all })).toBeNull();
    expect(isSatisfiable({ and: all })).toBeNull();
    expect(isTautology({ and: all })).toBeNull();
  });

  test('above twenty a rearrangement is still the same', () => {
    const all = many(30);
    expect(areEquivalent({ and: all }, { and: all.toReversed() })).toBe(true);
  });

  test('a segment named many times counts once', () => {
    const all = [...many(10), ...many(10), ...many(10)];
    expect(areEquivalent({ and: all }, { and: many(10) })).toBe(true);
  });
});
