import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { displayWidth } from '../../../src/report/text/display-width.ts';
import { wrapText } from '../../../src/report/text/wrap-text.ts';

test.each([
  ['fits', 'a b', 5, ['a b']],
  ['breaks at blanks', 'one two three', 7, ['one two', 'three']],
  ['cuts a long word', 'x abcdefghij y', 4, ['x', 'abcd', 'efgh', 'ij y']],
  ['counts wide letters twice', '名前名前', 4, ['名前', '名前']],
  ['keeps an empty text', '', 4, ['']],
])('%s', (_, text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});

test('no line is wider than asked for, and nothing but blanks is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, width) => {
      const lines = wrapText(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});
