import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areEquivalent } from '../../../src/algebra/logic/are-equivalent.ts';
import { isLimited } from '../../../src/algebra/logic/is-limited.ts';
import type { Algebra } from '../../../src/model/algebra.ts';
import { and, not, or, s, trees } from '../brute-force.ts';

const rows: readonly (readonly [string, Algebra<string>, boolean])[] = [
  ['a segment', s('A'), true],
  ['an exclusion alone', not('A'), false],
  ['an exclusion beside an inclusion', and('A', not('B')), true],
  ['exclusions alone', and(not('A'), not('B')), false],
  ['an exclusion as an alternative', or('A', not('B')), false],
  ['a bounded alternative with an exclusion in it', or('A', and('B', not('C'))), true],
  ['an unbounded part inside a bounded whole', and('A', or('B', not('C'))), true],
  ['exclusions of exclusions', not(or(not('A'), not('B'))), true],
  ['an exclusion of an exclusion and an inclusion', not(and(not('A'), 'B')), false],
  ['a double negation', not(not('A')), true],
];

test.each(rows)('%s', (_, algebra, expected) => {
  expect(isLimited(algebra)).toBe(expected);
});

/** The rule as the help pages' patterns suggest it, node by node. */
function bounds(algebra: Algebra<string>): { readonly inside: boolean; readonly outside: boolean } {
  if ('segment' in algebra) return { inside: true, outside: false };
  if ('not' in algebra) {
    const { inside, outside } = bounds(algebra.not);
    return { inside: outside, outside: inside };
  }
  const operands = ('and' in algebra ? algebra.and : algebra.or).map(bounds);
  const some = (side: 'inside' | 'outside') => operands.some((each) => each[side]);
  const every = (side: 'inside' | 'outside') => operands.every((each) => each[side]);
  return 'and' in algebra
    ? { inside: some('inside'), outside: every('outside') }
    : { inside: every('inside'), outside: some('outside') };
}

test('says what the rule says when it is read node by node', () => {
  fc.assert(
    fc.property(trees(), (tree) => {
      expect(isLimited(tree)).toBe(bounds(tree).inside);
    }),
  );
});

test('does not depend on how a tree is spelled', () => {
  fc.assert(
    fc.property(trees('AB'), trees('AB'), (a, b) => {
      fc.pre(areEquivalent(a, b) === true);
      expect(isLimited(a)).toBe(isLimited(b));
    }),
  );
});
