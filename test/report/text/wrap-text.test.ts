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
  [
    'keeps a command on a line',
    'not read by this plan; filled by: audiencectl members sync "CRM of our shops"',
    40,
    ['not read by this plan; filled by:', 'audiencectl members sync "CRM of our shops"'],
  ],
  [
    'keeps its options, and breaks behind it',
    'run "audiencectl plan --out plan.json --base DIR" on another machine',
    20,
    ['run', '"audiencectl plan --out plan.json --base DIR"', 'on another machine'],
  ],
  [
    'keeps arguments in any quotes',
    `audiencectl plan --target 'it'\\''s "x" $1' --env=a "b c" - and more`,
    10,
    [`audiencectl plan --target 'it'\\''s "x" $1' --env=a "b c" -`, 'and more'],
  ],
  ['counts what is written as an escape', '\uFFA0⺀', 6, ['\\uffa0', '⺀']],
  ['writes an order as an escape where it begins a line', 'abc ::x', 6, ['abc', '\\u003a', ':x']],
  ['takes the name alone for a word', 'of audiencectl, which', 12, ['of', 'audiencectl,', 'which']],
])('%s', (_, text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});

test('a text of many beginnings of commands takes no long time', () => {
  const text = `audiencectl x ' `.repeat(20_000);
  expect(wrapText(text, 80).join(' ').length).toBe(text.length);
});

/** Texts of all kinds of characters, and of what is written as an escape, in part only where it begins a line. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(' ', ':', '::', '##[', 'a', '\u3000', '\uFFA0', '名') }),
);

/** The text that escapes stand for. */
function readEscapes(text: string): string {
  return text.replaceAll(/\\u(?:\{(\w+)\}|(\w{4}))/gu, (_, long, short) =>
    String.fromCodePoint(Number.parseInt(long ?? short, 16)),
  );
}

test('no line is wider than asked for, and nothing but blanks is lost', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 30 }), (any, width) => {
      const text = any.replaceAll('\\', '/');
      const lines = wrapText(text, width);
      expect(readEscapes(lines.join('').replaceAll(' ', ''))).toBe(text.replaceAll(' ', ''));
      for (const line of lines) {
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/^\s*::|##\[|\uFFA0/u);
      }
    }),
    { numRuns: 500 },
  );
});
