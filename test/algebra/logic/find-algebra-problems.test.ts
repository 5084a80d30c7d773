import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areEquivalent } from '../../../src/algebra/logic/are-equivalent.ts';
import { findAlgebraProblems } from '../../../src/algebra/logic/find-algebra-problems.ts';
import type { AlgebraPath } from '../../../src/algebra/logic/placed-node.ts';
import type { Algebra } from '../../../src/model/algebra.ts';
import { and, not, or, s, trees } from '../brute-force.ts';
import { isSatisfiable, isTautology } from '../decided.ts';

type Row = readonly [
  algebra: Algebra<string>,
  kind: string,
  parts: readonly AlgebraPath[],
  because: AlgebraPath | null,
  rewrite: Algebra<string> | null,
];

const rows: readonly Row[] = [
  [
    and('A', 'A', not('A')),
    'contradiction',
    [
      ['and', 0],
      ['and', 2],
    ],
    null,
    s('A'),
  ],
  [
    and('A', 'B', not('A')),
    'contradiction',
    [
      ['and', 0],
      ['and', 2],
    ],
    null,
    and('A', 'B'),
  ],
  [
    and('A', and('B', not('A')), 'C'),
    'contradiction',
    [
      ['and', 0],
      ['and', 1, 'and', 1],
    ],
    null,
    and('A', 'B', 'C'),
  ],
  [
    and('A', or(not('A'), 'B'), not('B')),
    'contradiction',
    [
      ['and', 0],
      ['and', 1],
      ['and', 2],
    ],
    null,
    and('A', 'B'),
  ],
  [
    and(or('A', 'B'), not('A'), not('B')),
    'contradiction',
    [
      ['and', 0],
      ['and', 1],
      ['and', 2],
    ],
    null,
    and('B', not('A')),
  ],
  [
    and('C', and('A', not('A'))),
    'contradiction',
    [
      ['and', 1, 'and', 0],
      ['and', 1, 'and', 1],
    ],
    null,
    and('C', 'A'),
  ],
  [
    not(or('A', not('A'))),
    'contradiction',
    [
      ['not', 'or', 0],
      ['not', 'or', 1],
    ],
    null,
    s('A'),
  ],
  [
    or('A', not('A'), 'B'),
    'tautology',
    [
      ['or', 0],
      ['or', 1],
    ],
    null,
    or('A', 'B'),
  ],
  [or('A', and('A', 'B')), 'operand-without-effect', [['or', 1]], ['or', 0], s('A')],
  [and(or('A', 'B'), 'A'), 'operand-without-effect', [['and', 0]], ['and', 1], s('A')],
  [and('A', 'B', 'A'), 'operand-without-effect', [['and', 2]], ['and', 0], and('A', 'B')],
  [and('A', or('B', not('B'))), 'operand-without-effect', [['and', 1]], null, s('A')],
  [or('A', and('B', not('B'))), 'operand-without-effect', [['or', 1]], null, s('A')],
  [
    and('A', or(not('A'), 'B')),
    'operand-without-effect',
    [['and', 1, 'or', 0]],
    null,
    and('A', 'B'),
  ],
  [
    and('A', not(and('A', 'B'))),
    'operand-without-effect',
    [['and', 1, 'not', 'and', 0]],
    null,
    and('A', not('B')),
  ],
];

test.each(rows)('%j is a %s', (algebra, kind, parts, because, rewrite) => {
  expect(findAlgebraProblems(algebra)).toEqual([{ kind, parts, because, rewrite, facts: [] }]);
});

describe('finds nothing', () => {
  test.each([
    [s('A')],
    [and('A', not('B'))],
    [or(and('A', 'B'), and(not('A'), 'C'))],
    [{ and: Array.from({ length: 21 }, (_, index) => s(`${index % 21}`)) }],
  ])('%j', (algebra) => {
    expect(findAlgebraProblems(algebra)).toEqual([]);
  });
});

test('each operand without effect is named, in reading order', () => {
  const found = findAlgebraProblems(and('A', 'A', or('A', 'B'), 'C', 'C'));
  expect(found.map(({ parts }) => parts)).toEqual([[['and', 1]], [['and', 2]], [['and', 4]]]);
  expect(found[0]?.rewrite).toEqual(and('A', 'C'));
});

test('the kinds are what logic says they are', () => {
  fc.assert(
    fc.property(trees('ABC'), (tree) => {
      const [problem] = findAlgebraProblems(tree);
      expect(problem?.kind === 'contradiction').toBe(isSatisfiable(tree) === false);
      expect(problem?.kind === 'tautology').toBe(isTautology(tree) === true);
    }),
    { numRuns: 300 },
  );
});

test('a tree without the operands that have no effect holds the same people', () => {
  fc.assert(
    fc.property(trees('ABC'), (tree) => {
      const [problem] = findAlgebraProblems(tree);
      fc.pre(problem?.kind === 'operand-without-effect');
      expect(areEquivalent(problem?.rewrite ?? s('none'), tree)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('a guess for a contradiction leaves out one segment in one place', () => {
  fc.assert(
    fc.property(trees('ABC'), (tree) => {
      const [problem] = findAlgebraProblems(tree);
      const guess = problem?.rewrite ?? null;
      fc.pre(problem?.kind === 'contradiction' && guess !== null);
      const isOne = withoutOneLeaf(tree).some((less) => less && areEquivalent(less, guess ?? less));
      expect(isOne).toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** The tree without one of its leaves, for each of them. */
function withoutOneLeaf(tree: Algebra<string>): readonly (Algebra<string> | null)[] {
  if ('segment' in tree) return [null];
  if ('not' in tree) return withoutOneLeaf(tree.not).map((less) => less && { not: less });
  const operands = 'and' in tree ? tree.and : tree.or;
  return operands.flatMap((operand, index) =>
    withoutOneLeaf(operand).map((less) => {
      const rest = [
        ...operands.slice(0, index),
        ...(less ? [less] : []),
        ...operands.slice(index + 1),
      ];
      if (rest.length === 0) return null;
      return 'and' in tree ? { and: rest } : { or: rest };
    }),
  );
}

test('the parts of a contradiction are one together, and no fewer of them are', () => {
  fc.assert(
    fc.property(fc.array(trees('ABC'), { minLength: 2, maxLength: 5 }), (operands) => {
      const tree = { and: operands };
      const [problem] = findAlgebraProblems(tree);
      fc.pre(problem?.kind === 'contradiction' && (problem.parts[0]?.length ?? 0) > 0);
      const parts = (problem?.parts ?? []).map((path) => nodeAt(tree, path));
      const under = problem?.parts.every((path) => path.at(-2) === 'and' && !path.includes('not'));
      fc.pre(under === true && !problem?.parts.some((path) => path.includes('or')));
      expect(isSatisfiable({ and: parts })).toBe(false);
      for (const part of parts) {
        expect(isSatisfiable({ and: parts.filter((other) => other !== part) })).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});

function nodeAt(tree: Algebra<string>, path: AlgebraPath): Algebra<string> {
  const [key, index, ...rest] = path;
  if (key === undefined) return tree;
  if (key === 'not' && 'not' in tree) return nodeAt(tree.not, path.slice(1));
  const operands = 'and' in tree ? tree.and : 'or' in tree ? tree.or : [];
  const operand = operands[Number(index)];
  if (operand === undefined) throw new Error(`no node at ${path.join('.')}`);
  return nodeAt(operand, rest);
}
