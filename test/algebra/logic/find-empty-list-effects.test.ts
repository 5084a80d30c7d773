import { expect, test } from '@jest/globals';
import { findEmptyListEffects } from '../../../src/algebra/logic/find-empty-list-effects.ts';
import type { Algebra } from '../../../src/model/algebra.ts';
import { and, not, or, s } from '../brute-force.ts';

const rows: readonly (readonly [string, Algebra<string>, boolean, readonly string[]])[] = [
  ['excluded', and('A', not('New')), false, ['New']],
  ['included alone', s('New'), true, []],
  ['included with another', and('A', 'New'), true, []],
  ['included as an alternative', or('A', 'New'), false, []],
  ['included and excluded', and('New', not('Newer')), true, ['Newer']],
  ['excluded under another exclusion', and('A', not(and('B', not('New')))), false, []],
  ['one way and the other', or(and('A', not('New')), and('B', 'New')), false, ['New']],
  ['without effect', or('A', and('A', not('New'))), false, []],
  ['a contradiction anyway', and('New', not('New')), false, []],
  ['absent', and('A', not('B')), false, []],
];

test.each(rows)('a new list %s', (_, algebra, holdsNobody, excludesNobody) => {
  const effects = findEmptyListEffects(algebra, new Set(['New', 'Newer']));
  expect(effects).toEqual({ holdsNobody, excludesNobody });
});

test('nothing is claimed above twenty segments', () => {
  const large = { and: Array.from({ length: 21 }, (_, index) => s(`${index}`)) };
  expect(findEmptyListEffects(large, new Set(['1']))).toBeNull();
});
