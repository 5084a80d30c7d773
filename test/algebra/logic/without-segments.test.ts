import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withoutSegments } from '../../../src/algebra/logic/without-segments.ts';
import { algebraLeaves } from '../../../src/model/algebra.ts';
import { and, everyPersonOf, holds, not, or, trees } from '../brute-force.ts';

test.each([
  ['an exclusion', or(and('V', not('O')), 'B'), or('V', 'B')],
  ['an inclusion', or('O', 'B'), { segment: 'B' }],
  ['all of it', and('O', 'B'), false],
  ['an exclusion of it alone', not(and('O', 'B')), true],
])('%s', (_, tree, expected) => {
  expect(withoutSegments(tree, new Set(['O']))).toEqual(expected);
});

test('holds the same of all people who are in none of the segments, and names them no more', () => {
  fc.assert(
    fc.property(trees(), fc.subarray([...'ABCDE']), (tree, left) => {
      const segments = new Set(left);
      const rest = withoutSegments(tree, segments);
      for (const person of everyPersonOf(tree)) {
        if (left.some((key) => person.has(key))) continue;
        expect(typeof rest === 'boolean' ? rest : holds(rest, person)).toBe(holds(tree, person));
      }
      const named = typeof rest === 'boolean' ? [] : algebraLeaves(rest);
      expect(named.filter((key) => segments.has(key))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('leaves no operator of fewer than two operands', () => {
  fc.assert(
    fc.property(trees(), fc.subarray([...'ABCDE']), (tree, left) => {
      const rest = withoutSegments(tree, new Set(left));
      if (typeof rest !== 'boolean') expect(JSON.stringify(rest)).not.toMatch(/\[\{[^,]*\}\]|\[\]/);
    }),
  );
});
