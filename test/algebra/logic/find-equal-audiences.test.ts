import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areEquivalent } from '../../../src/algebra/logic/are-equivalent.ts';
import { findEqualAudiences } from '../../../src/algebra/logic/find-equal-audiences.ts';
import { and, not, or, s, trees } from '../brute-force.ts';
import { isSatisfiable, isTautology } from '../decided.ts';

test('groups what holds the same people', () => {
  const groups = findEqualAudiences([
    { key: 'first', algebra: and('A', not('B')) },
    { key: 'another', algebra: and('A', 'B') },
    { key: 'second', algebra: and(not('B'), 'A') },
    { key: 'third', algebra: and('A', not(and('A', 'B'))) },
    { key: 'A', algebra: s('A') },
    { key: 'A again', algebra: or('A', and('A', 'Z')) },
  ]);
  expect(groups).toEqual([
    ['first', 'second', 'third'],
    ['A', 'A again'],
  ]);
});

test('leaves out those that can hold nobody, and those too large to decide', () => {
  const large = { or: Array.from({ length: 21 }, (_, index) => s(`${index}`)) };
  const groups = findEqualAudiences([
    { key: 1, algebra: and('A', not('A')) },
    { key: 2, algebra: and('B', not('B')) },
    { key: 3, algebra: large },
    { key: 4, algebra: large },
  ]);
  expect(groups).toEqual([]);
});

test('agrees with comparing each with each', () => {
  fc.assert(
    fc.property(fc.array(trees('ABC'), { maxLength: 12 }), (algebras) => {
      const groups = findEqualAudiences(algebras.map((algebra, key) => ({ key, algebra })));
      const groupOf = (key: number) => groups.findIndex((group) => group.includes(key));
      algebras.forEach((a, i) => {
        algebras.slice(i + 1).forEach((b, offset) => {
          const j = i + 1 + offset;
          const expected = areEquivalent(a, b) && isSatisfiable(a) && !isTautology(a);
          expect(groupOf(i) !== -1 && groupOf(i) === groupOf(j)).toBe(expected);
        });
      });
    }),
  );
});
