import { expect, test } from '@jest/globals';
import { platforms, wordsFor } from '../../src/platforms/platform-named.ts';

test.each(platforms)('$name: a sentence has words for the owner of its entities', (platform) => {
  expect(wordsFor(platform.ownerAttribute)).toBe(`the ${platform.ownerLabel}`);
});

test('other words stand in the rows, and are left out where a path says enough', () => {
  expect(wordsFor('lookalike.seedSegmentId')).toBe('the seed of a lookalike');
  expect(wordsFor('description')).toBeUndefined();
});
