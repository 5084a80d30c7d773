import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AlgebraLine, describeAlgebra } from '../../../src/algebra/words/describe-algebra.ts';
import { diffAlgebra } from '../../../src/algebra/words/diff-algebra.ts';
import { type Algebra, algebraLeaves } from '../../../src/model/algebra.ts';
import { and, not, or, s, trees } from '../brute-force.ts';

const sameName = (key: string) => key;

function draw(lines: readonly AlgebraLine[]): readonly string[] {
  return lines.map(({ sign, depth, text }) => `${sign} ${'  '.repeat(depth)}${text}`);
}

describe('describeAlgebra', () => {
  const rows: readonly (readonly [Algebra<string>, readonly string[]])[] = [
    [s('A'), ['  A']],
    [not('A'), ['  not A']],
    [and('A', not('B')), ['  all of', '    A', '    not B']],
    [or('A', and('B', 'C')), ['  any of', '    A', '    all of', '      B', '      C']],
    [and('A', and('B', 'C')), ['  all of', '    A', '    B', '    C']],
    [and('A', not(or('B', 'C'))), ['  all of', '    A', '    none of', '      B', '      C']],
    [not(and('A', or('B', 'C'))), ['  not all of', '    A', '    any of', '      B', '      C']],
    [not(not('A')), ['  not', '    not A']],
  ];

  test.each(rows)('%j', (algebra, lines) => {
    expect(draw(describeAlgebra(algebra, sameName))).toEqual(lines);
  });

  test('shows names and not keys', () => {
    expect(draw(describeAlgebra(not('1'), (key) => `list ${key}`))).toEqual(['  not list 1']);
  });
});

describe('diffAlgebra', () => {
  type Row = readonly [string, Algebra<string>, Algebra<string>, readonly string[]];
  const rows: readonly Row[] = [
    [
      'one exclusion for another',
      and('Viewers', not('CRM 2025')),
      and('Viewers', not('CRM 2026')),
      ['  all of', '    Viewers', '-   not CRM 2025', '+   not CRM 2026'],
    ],
    [
      'an operand inside an operand',
      and('Viewers', or('A', 'B'), not('CRM')),
      and(not('CRM'), or('C', 'B'), 'Viewers'),
      ['  all of', '    not CRM', '    any of', '-     A', '+     C', '      B', '    Viewers'],
    ],
    [
      'an operator around what was there',
      s('A'),
      and('A', not('B')),
      ['+ all of', '    A', '+   not B'],
    ],
    ['an operator taken away', and('A', not('B')), s('A'), ['- all of', '    A', '-   not B']],
    [
      'another operator over the same operands',
      and('A', 'B'),
      or('B', 'A', 'C'),
      ['- all of', '+ any of', '    B', '    A', '+   C'],
    ],
    [
      'an operand of an exclusion',
      and('A', not(or('B', 'C'))),
      and('A', not(or('B', 'D'))),
      ['  all of', '    A', '    none of', '      B', '-     C', '+     D'],
    ],
    ['nothing in common', and('A', 'B'), s('C'), ['- all of', '-   A', '-   B', '+ C']],
    ['an exclusion instead of an inclusion', s('A'), not('A'), ['- A', '+ not A']],
    [
      'the group most like it, among two',
      and(or('A', 'B', 'C'), or('D', 'E')),
      and(or('D', 'E', 'F'), or('A', 'C')),
      [
        '  all of',
        '    any of',
        '      D',
        '      E',
        '+     F',
        '    any of',
        '      A',
        '-     B',
        '      C',
      ],
    ],
    [
      'the group most like it, among candidates',
      and(or('A', 'X'), or('A', 'B', 'C')),
      and(or('A', 'B', 'D'), 'Y'),
      [
        '  all of',
        '-   any of',
        '-     A',
        '-     X',
        '    any of',
        '      A',
        '      B',
        '-     C',
        '+     D',
        '+   Y',
      ],
    ],
    [
      'nested operators of one kind',
      and('A', 'B'),
      and(and('A', 'B'), 'C'),
      ['  all of', '    A', '    B', '+   C'],
    ],
    ['twins', and('A', 'B'), and('A', 'A', 'C'), ['  all of', '    A', '-   B', '+   C']],
  ];

  test.each(rows)('%s', (_, before, after, lines) => {
    expect(draw(diffAlgebra(before, after, sameName))).toEqual(lines);
  });

  test('marks nothing where only the order differs', () => {
    fc.assert(
      fc.property(trees(), (tree) => {
        const lines = diffAlgebra(tree, reverse(tree), sameName);
        expect(lines.filter(({ sign }) => sign !== ' ')).toEqual([]);
      }),
    );
  });

  test('shows every segment of each side, and on no side one that is not there', () => {
    fc.assert(
      fc.property(trees('ABC'), trees('BCD'), (before, after) => {
        const lines = diffAlgebra(before, after, sameName);
        const named = (...signs: readonly string[]) =>
          new Set(
            lines
              .filter(({ sign }) => signs.includes(sign))
              .map(({ text }) => text.replace(/^not /u, ''))
              .filter((text) => text.length === 1),
          );
        expect(named(' ', '+')).toEqual(new Set(algebraLeaves(after)));
        const leaves = new Set(algebraLeaves(before));
        expect(named(' ', '-')).toEqual(leaves);
      }),
    );
  });
});

function reverse(tree: Algebra<string>): Algebra<string> {
  if ('segment' in tree) return tree;
  if ('not' in tree) return { not: reverse(tree.not) };
  return 'and' in tree
    ? { and: tree.and.map(reverse).toReversed() }
    : { or: tree.or.map(reverse).toReversed() };
}
