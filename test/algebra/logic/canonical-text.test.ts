import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areEquivalent } from '../../../src/algebra/logic/are-equivalent.ts';
import { canonicalText } from '../../../src/algebra/logic/canonical-text.ts';
import type { Algebra } from '../../../src/model/algebra.ts';
import { and, not, or, s, trees } from '../brute-force.ts';

/** The tree that a canonical text spells out. */
function readBack(text: string): Algebra<string> {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|and\(|or\(|[!,)]/gu) ?? [];
  let at = 0;
  const readTree = (): Algebra<string> => {
    const token = tokens[at++] ?? '';
    if (token === '!') return { not: readTree() };
    if (token.startsWith('"')) return { segment: String(JSON.parse(token)) };
    const operands: Algebra<string>[] = [];
    while (tokens[at] !== ')' && at < tokens.length) {
      if (tokens[at] === ',') at += 1;
      operands.push(readTree());
    }
    at += 1;
    return token === 'and(' ? { and: operands } : { or: operands };
  };
  return readTree();
}

const forms: readonly (readonly [string, Algebra<string>, Algebra<string>])[] = [
  ['sorts operands', or('C', 'A', 'B'), or('A', 'B', 'C')],
  ['drops twins', and('A', 'B', 'A'), and('A', 'B')],
  ['flattens operators of one kind', and('A', and('B', and('C', 'D'))), and('A', 'B', 'C', 'D')],
  ['keeps operators of another kind', and('A', or('B', 'C')), and('A', or('B', 'C'))],
  ['lets an operator of one operand give way', and(or('A')), s('A')],
  ['drops double negations', not(not('A')), s('A')],
  [
    'flattens what a double negation lets through',
    or('A', not(not(or('B', 'C')))),
    or('A', 'B', 'C'),
  ],
  ['leaves a threefold negation single', not(not(not('A'))), not('A')],
];

test.each(forms)('%s', (_, given, expected) => {
  expect(readBack(canonicalText(given))).toEqual(expected);
  expect(canonicalText(given)).toBe(canonicalText(expected));
});

test('never changes who is in', () => {
  fc.assert(
    fc.property(trees(), (tree) => {
      expect(areEquivalent(readBack(canonicalText(tree)), tree)).toBe(true);
    }),
  );
});

test('is final', () => {
  fc.assert(
    fc.property(trees(), (tree) => {
      const once = canonicalText(tree);
      expect(canonicalText(readBack(once))).toBe(once);
    }),
  );
});

test('names cannot be mistaken for operators', () => {
  expect(canonicalText(s('A","B'))).not.toBe(canonicalText(and('A', 'B')));
  expect(canonicalText(s('!A'))).not.toBe(canonicalText(not('A')));
});
