import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areEquivalent } from '../../../src/algebra/logic/are-equivalent.ts';
import { functionKey } from '../../../src/algebra/logic/function-key.ts';
import { or, trees } from '../brute-force.ts';

test('trees have one key where they hold the same people, and only there', () => {
  fc.assert(
    fc.property(trees('ABC'), trees('ABC'), (a, b) => {
      expect(functionKey(a) === functionKey(b)).toBe(areEquivalent(a, b));
    }),
    { numRuns: 1000 },
  );
});

test('above twenty segments the form decides', () => {
  const many = Array.from({ length: 21 }, (_, index) => `segment ${index}`);
  const [first = '', ...others] = many;
  expect(functionKey(or(...many))).toBe(functionKey(or(or(...others), first)));
  expect(functionKey(or(...many))).not.toBe(functionKey(or(...others, 'another')));
});
