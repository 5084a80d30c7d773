import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lookAlikeKey } from '../../../src/model/name.ts';
import { revealText, revealTexts } from '../../../src/model/text/reveal-text.ts';

test.each([
  ['plain text stays', 'CRM Users: 5 % "off" \\ x', 'CRM Users: 5 % "off" \\ x'],
  ['letters of every script stay', 'Épicerie 名前 한글 नमस्ते', 'Épicerie 名前 한글 नमस्ते'],
  ['emoji stay whole', '👩‍👩‍👧 ❤️ 👍🏽 1️⃣ 🏳️‍🌈', '👩‍👩‍👧 ❤️ 👍🏽 1️⃣ 🏳️‍🌈'],
  [
    'blanks that are none of the keyboard',
    'a\u00a0b\u2009c\u3000d\u2800e\u1680f',
    'a\\u00a0b\\u2009c\\u3000d\\u2800e\\u1680f',
  ],
  ['blanks in a row', 'a  b   c', 'a \\u0020b \\u0020\\u0020c'],
  [
    'what is not seen',
    'a\u200bb\u00adc\ufeffd\u{e0041}\u034fe\u3164f',
    'a\\u200bb\\u00adc\\ufeffd\\u{e0041}\\u034fe\\u3164f',
  ],
  ['joiners and selectors outside of emoji', 'a\u200db\ufe0fc\u200c', 'a\\u200db\\ufe0fc\\u200c'],
  ['marks that compose', 'e\u0301 é', 'e\\u0301 é'],
  ['parts of syllables that compose', '\u1112\u1161\u11ab', '\\u1112\\u1161\\u11ab'],
  ['marks that do not compose', 'x\u0301', 'x\u0301'],
])('%s', (_, text, shown) => {
  expect(revealText(text)).toBe(shown);
});

test.each([
  ['a blank and another blank', 'a b', 'a\u00a0b', 'a b', 'a\\u00a0b'],
  ['composed and not', 'é', 'e\u0301', '\\u00e9', 'e\\u0301'],
  ['compatibility forms', 'fi', 'ﬁ', 'fi', '\\ufb01'],
  ['wide forms', 'ＡＢ', 'AB', '\\uff21\\uff22', 'AB'],
  ['what is there and what is not', 'CRM', 'CRM\u200b', 'CRM', 'CRM\\u200b'],
  ['an emoji with and without its selector', '❤', '❤️', '\\u2764', '\\u2764\\ufe0f'],
  ['an escape and what it stands for', 'a\\u00a0', 'a\u00a0', 'a\\\\u00a0', 'a\\u00a0'],
  ['an escape of a line end', 'a\\n', 'a\n', 'a\\\\n', 'a\\u000a'],
  ['outer blanks', 'a', 'a ', 'a', 'a\\u0020'],
  ['what differs in letters', '名前\u00a0', '名', '名前\\u00a0', '名'],
])('in a pair: %s', (_, one, other, shownOne, shownOther) => {
  const shown = revealTexts([one, other]);
  expect([shown.get(one), shown.get(other)]).toEqual([shownOne, shownOther]);
});

/** Characters that are easily taken for each other, or for nothing. */
const slippery = fc.constantFrom(
  ...['a', 'e', 'é', '\u0301', ' ', '\u00a0', '\u2009', '\u200b', '\u200d', '\ufe0f', '\u00ad'],
  ...['ﬁ', 'f', 'i', 'Ａ', 'A', '\\', 'u', '0', '👩', '❤', '\u{e0041}', '\n', '\u001b', '"'],
);

test('no two texts that differ are shown alike', () => {
  const text = fc.oneof(fc.string({ unit: slippery, maxLength: 6 }), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(text, text, (one, other) => {
      fc.pre(one !== other);
      const shown = revealTexts([one, other]);
      const [first = '', second = ''] = [shown.get(one), shown.get(other)];
      expect(first).not.toBe(second);
      // Not even to someone who cannot tell the forms of a letter apart.
      const isSafe = lookAlikeKey(first) !== lookAlikeKey(second);
      expect(isSafe).toBe(true);
    }),
    { numRuns: 500 },
  );
});
