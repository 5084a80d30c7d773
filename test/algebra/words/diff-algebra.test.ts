import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AlgebraLine, describeAlgebra } from '../../../src/algebra/words/describe-algebra.ts';
import { diffAlgebra } from '../../../src/algebra/words/diff-algebra.ts';
import { type Algebra, algebraLeaves } from '../../../src/model/algebra.ts';
import { and, everyPerson, holds, not, or, s, trees } from '../brute-force.ts';

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
    [
      'a group around a group',
      or('A', 'B'),
      and(or('A', 'B'), not('C')),
      ['+ all of', '    any of', '      A', '      B', '+   not C'],
    ],
    [
      'a group around a group, which changes',
      or('A', 'B'),
      and(or('A', 'D'), not('C')),
      ['+ all of', '    any of', '      A', '-     B', '+     D', '+   not C'],
    ],
    [
      'a group around a group taken away',
      and(or('A', 'B'), not('C')),
      or('A', 'B'),
      ['- all of', '    any of', '      A', '      B', '-   not C'],
    ],
    [
      'two groups around a group of the same kind',
      and('A', 'B'),
      and(or(and('A', 'B'), 'C'), 'D'),
      ['+ all of', '+   any of', '      all of', '        A', '        B', '+     C', '+   D'],
    ],
    [
      'a group around an operand',
      and('A', not('B')),
      and(or('A', 'C'), not('B')),
      ['  all of', '+   any of', '      A', '+     C', '    not B'],
    ],
    [
      'a group around an operand taken away',
      and(or('A', 'C'), not('B')),
      and('A', not('B')),
      ['  all of', '-   any of', '      A', '-     C', '    not B'],
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

  test('is the reading before, and with the signs followed the reading after', () => {
    fc.assert(
      fc.property(trees('ABC'), trees('BCD'), (before, after) => {
        const lines = diffAlgebra(before, after, sameName);
        expect(form(follow(lines, '-'))).toBe(form(before));
        expect(form(follow(lines, '+'))).toBe(form(after));
      }),
      { numRuns: 300 },
    );
  });

  test('removes no line from a group and adds it there again', () => {
    fc.assert(
      fc.property(trees('ABC'), trees('BCD'), (before, after) => {
        const twice = (operands: readonly Branch[]): readonly string[] => {
          const [gone, added] = (['-', '+'] as const).map((sign) =>
            operands.filter((each) => each.sign === sign && each.operands.length === 0),
          );
          const texts = new Set(gone?.map(({ text }) => text));
          return [
            ...(added ?? []).flatMap(({ text }) => (texts.has(text) ? [text] : [])),
            ...operands.flatMap((each) => twice(each.operands)),
          ];
        };
        expect(twice(grow(diffAlgebra(before, after, sameName)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('signs what is new around a tree and nothing else, wherever that tree stands', () => {
    const around = fc.constantFrom<readonly ((tree: Algebra<string>) => Algebra<string>)[]>(
      [(tree) => tree, (tree) => and(or(tree, 'X'), 'Y')],
      [(tree) => or(and(tree, 'X'), not('Y')), (tree) => tree],
      [(tree) => and('P', or('Q', tree)), (tree) => tree],
    );
    fc.assert(
      fc.property(trees('ABC'), around, (tree, [outer, inner]) => {
        const place = (one: Algebra<string>) => (outer && inner ? outer(inner(one)) : one);
        const wrapped = and(or(place(tree), 'U'), not('V'));
        const lines = diffAlgebra(place(tree), wrapped, sameName);
        const signed = lines.filter(({ sign }) => sign !== ' ');
        expect(signed).toHaveLength(
          describeAlgebra(wrapped, sameName).length - describeAlgebra(place(tree), sameName).length,
        );
        expect(signed.every(({ sign }) => sign === '+')).toBe(true);
      }),
    );
  });

  test('of trees of a hundred levels takes no long time', () => {
    const deep = (leaf: string) =>
      Array.from({ length: 100 }, (_, level) => `${leaf}${level}`).reduce<Algebra<string>>(
        (tree, key, level) => (level % 2 === 0 ? or(tree, key) : and(tree, key)),
        s('A'),
      );
    const start = performance.now();
    const lines = diffAlgebra(deep('P'), deep('Q'), sameName);
    expect(lines.length).toBeGreaterThan(200);
    expect(performance.now() - start).toBeLessThan(10_000);
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

/** A line with the lines below it. */
interface Branch {
  readonly sign: string;
  readonly text: string;
  readonly operands: Branch[];
}

/** Lines as a tree, by their depth. What stands below a title stood below the one that it replaces. */
function grow(lines: readonly AlgebraLine[]): readonly Branch[] {
  const root: Branch = { sign: ' ', text: 'all of', operands: [] };
  const open: Branch[] = [root];
  for (const { sign, depth, text } of lines) {
    const branch = { sign, text, operands: [] };
    open.length = depth + 1;
    open.at(-1)?.operands.push(branch);
    open.push(branch);
  }
  return root.operands;
}

const titles = ['all of', 'any of', 'not all of', 'none of', 'not'];

/** The tree of one side. Below a title of the other side stands what is there without it. */
function follow(lines: readonly AlgebraLine[], side: '-' | '+'): Algebra<string> {
  const read = (branches: readonly Branch[]): readonly Algebra<string>[] =>
    branches.flatMap((branch, index) => {
      const next = branches[index + 1];
      const isReplaced = titles.includes(branch.text) && branch.operands.length === 0;
      const operands = read((isReplaced ? next : branch)?.operands ?? []);
      const previous = branches[index - 1];
      const isInstead = previous?.sign === '-' && previous.operands.length === 0;
      if (branch.sign !== ' ' && branch.sign !== side) {
        return isReplaced || (isInstead && titles.includes(previous.text)) ? [] : operands;
      }
      return [readBranch(branch.text, operands)];
    });
  const [tree, ...others] = read(grow(lines));
  expect(others).toEqual([]);
  return tree ?? s('nothing');
}

function readBranch(text: string, operands: readonly Algebra<string>[]): Algebra<string> {
  if (text === 'all of') return { and: [...operands] };
  if (text === 'any of') return { or: [...operands] };
  if (text === 'not all of') return not({ and: [...operands] });
  if (text === 'none of') return not({ or: [...operands] });
  if (text === 'not') return not(operands[0] ?? s('nothing'));
  const inner = text.replace(/^not /u, '');
  return inner === text ? s(text) : not(readBranch(inner, []));
}

/** What trees have in common that differ in form alone: those whom they hold, among everyone. */
function form(tree: Algebra<string>): string {
  return everyPerson('ABCDEX')
    .map((person) => (holds(tree, person) ? 1 : 0))
    .join('');
}

function reverse(tree: Algebra<string>): Algebra<string> {
  if ('segment' in tree) return tree;
  if ('not' in tree) return { not: reverse(tree.not) };
  return 'and' in tree
    ? { and: tree.and.map(reverse).toReversed() }
    : { or: tree.or.map(reverse).toReversed() };
}
