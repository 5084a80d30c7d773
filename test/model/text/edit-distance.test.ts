import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countLetters,
  editDistance,
  leastDistance,
} from '../../../src/model/text/edit-distance.ts';
import { slowDistance } from './slow-distance.ts';

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('from %j to %j', (a, b, expected) => {
    expect(editDistance(a, b, 5)).toBe(expected);
  });

  test('is the textbook one, cut off above the limit', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(text, text, fc.nat(6), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(slowDistance(a, b), limit + 1));
      }),
      { numRuns: 3_000 },
    );
  });
});

test('letters alone never say that two texts are farther apart than they are', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'A', 'b', 'ß', '\u0161', '名'),
    maxLength: 9,
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const least = leastDistance(countLetters(a), countLetters(b));
      expect(least).toBeLessThanOrEqual(slowDistance(a, b));
      expect(least).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
    }),
    { numRuns: 1_000 },
  );
});
