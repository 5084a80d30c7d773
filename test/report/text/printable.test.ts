import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printable, quoteName } from '../../../src/report/text/printable.ts';
import { quoteArgument } from '../../../src/report/text/quote-argument.ts';

test.each([
  ['letters, marks and emoji stay', 'Épicerie 名前 👩‍👩‍👧', 'Épicerie 名前 👩‍👩‍👧'],
  ['line ends', 'a\r\nb\u2028c\u0085d', 'a\\r\\nb\\u2028c\\u0085d'],
  ['terminal sequences', '\u001b[31m\u009b', '\\u001b[31m\\u009b'],
  ['reading direction', 'a\u202eb\u2066c\u200f', 'a\\u202eb\\u2066c\\u200f'],
  ['half characters', '\ud800', '\\ud800'],
  ['invisible tags', '\u{e0041}', '\\u{e0041}'],
  ['orders to a CI system', 'a ::set-output name=b::c', 'a \\u003a:set-output name=b::c'],
  ['older orders', '##[error]a ##vso[task.x]b', '\\u0023#[error]a \\u0023#vso[task.x]b'],
  ['what only looks like one', 'A::B::C ## 2 ::errors', 'A::B::C ## 2 ::errors'],
])('%s', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('whatever a name holds, it stays on one line and sends nothing to the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(quoteName(name)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test.each([
  ['audience/Spring', 'audience/Spring'],
  ['Spring sale', '"Spring sale"'],
  ['it costs $5', "'it costs $5'"],
  ["it's `rm`", "'it'\\''s `rm`'"],
  ['', '""'],
])('an argument for a shell: %s', (text, argument) => {
  expect(quoteArgument(text)).toBe(argument);
});
