import { expect, test } from '@jest/globals';
import { groupBy, groupPairs } from '../../src/model/group-by.ts';

test('keys and items keep their order', () => {
  const groups = groupBy(['pear', 'apple', 'plum', 'avocado'], ([first]) => first);
  expect([...groups]).toEqual([
    ['p', ['pear', 'plum']],
    ['a', ['apple', 'avocado']],
  ]);
});

test('an item is in the group of each of its keys', () => {
  const groups = groupPairs([
    ['a', 1],
    ['b', 1],
    ['a', 2],
  ]);
  expect([groups.get('a'), groups.get('b'), groups.get('c')]).toEqual([[1, 2], [1], undefined]);
});
