import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Algebra,
  limitsPopulation,
  readAlgebra,
  segmentIdsOf,
  writeAlgebra,
} from '../../../../src/sandbox/entities/rules/algebra.ts';

const a: Algebra = { operator: 'segment', id: '1' };
const b: Algebra = { operator: 'segment', id: '2' };
const not = (child: Algebra): Algebra => ({ operator: 'not', child });
const and = (...children: readonly Algebra[]): Algebra => ({ operator: 'and', children });
const or = (...children: readonly Algebra[]): Algebra => ({ operator: 'or', children });

describe('whom a tree reaches is bounded', () => {
  test.each<[string, Algebra, boolean]>([
    ['a segment', a, true],
    ['an exclusion alone', not(a), false],
    ['an exclusion from a segment', and(a, not(b)), true],
    ['an exclusion inside an or', or(a, not(b)), false],
    ['an and of exclusions alone', and(not(a), not(b)), false],
    ['not of not', not(not(a)), true],
    ['not of an or of exclusions', not(or(not(a), b)), true],
    ['not of an and of exclusions', not(and(not(a), not(b))), true],
    ['not of an and that is half exclusion', not(and(not(a), b)), false],
  ])('%s: %s', (_title, algebra, expected) => {
    expect(limitsPopulation(algebra)).toBe(expected);
  });
});

const tree: fc.Arbitrary<Algebra> = fc.letrec<{ node: Algebra }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.integer({ min: 1, max: 4 }).map((id): Algebra => ({ operator: 'segment', id: String(id) })),
    tie('node').map(not),
    fc.array(tie('node'), { minLength: 2, maxLength: 2 }).map((children) => and(...children)),
    fc.array(tie('node'), { minLength: 2, maxLength: 2 }).map((children) => or(...children)),
  ),
})).node;

function holds(algebra: Algebra, member: ReadonlySet<string>): boolean {
  switch (algebra.operator) {
    case 'segment':
      return member.has(algebra.id);
    case 'not':
      return !holds(algebra.child, member);
    case 'and':
      return algebra.children.every((child) => holds(child, member));
    case 'or':
      return algebra.children.some((child) => holds(child, member));
  }
}

test('a bounded tree never reaches those who are in no segment', () => {
  fc.assert(
    fc.property(tree, (algebra) => {
      expect(limitsPopulation(algebra)).toBe(!holds(algebra, new Set()));
    }),
  );
});

test('reading what was written gives the same tree', () => {
  fc.assert(
    fc.property(tree, (algebra) => {
      fc.pre(segmentIdsOf(algebra).length <= 10);
      expect(readAlgebra(writeAlgebra(algebra))).toEqual(algebra);
    }),
  );
});
