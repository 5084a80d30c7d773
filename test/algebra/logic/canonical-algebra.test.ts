import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areEquivalent } from '../../../src/algebra/logic/are-equivalent.ts';
import { canonicalAlgebra, canonicalText } from '../../../src/algebra/logic/canonical-algebra.ts';
import type { Algebra } from '../../../src/model/algebra.ts';
import { and, not, or, s, trees } from '../brute-force.ts';

const forms: readonly (readonly [string, Algebra<string>, Algebra<string>])[] = [
  ['sorts operands', or('C', 'A', 'B'), or('A', 'B', 'C')],
  ['drops twins', and('A', 'B', 'A'), and('A', 'B')],
  ['flattens operators of one kind', and('A', and('B', and('C', 'D'))), and('A', 'B', 'C', 'D')],
  ['keeps operators of another kind', and('A', or('B', 'C')), and('A', or('B', 'C'))],
  ['lets an operator of one operand give way', and(or('A')), s('A')],
  ['drops double negations', not(not('A')), s('A')],
  [
    'flattens what a double negation lets through',
    or('A', not(not(or('B', 'C')))),
    or('A', 'B', 'C'),
  ],
  ['leaves a threefold negation single', not(not(not('A'))), not('A')],
];

test.each(forms)('%s', (_, given, expected) => {
  expect(canonicalAlgebra(given)).toEqual(expected);
  expect(canonicalText(given)).toBe(canonicalText(expected));
});

test('never changes who is in', () => {
  fc.assert(
    fc.property(trees(), (tree) => {
      expect(areEquivalent(canonicalAlgebra(tree), tree)).toBe(true);
    }),
  );
});

test('is final', () => {
  fc.assert(
    fc.property(trees(), (tree) => {
      const once = canonicalAlgebra(tree);
      expect(canonicalAlgebra(once)).toEqual(once);
    }),
  );
});

test('names cannot be mistaken for operators', () => {
  expect(canonicalText(s('A","B'))).not.toBe(canonicalText(and('A', 'B')));
  expect(canonicalText(s('!A'))).not.toBe(canonicalText(not('A')));
});
