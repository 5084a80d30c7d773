/** A sentence that is cut ends with a sentence or a word, and no name is cut. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutPhrase } from '../../../src/report/many/condense/cut-phrase.ts';
import { phraseText } from '../../../src/report/text/phrase.ts';

test('after the last sentence that fits, else after the last word', () => {
  const phrase = [{ name: 'Customers' }, ' is empty. The people leave; campaigns follow.'];
  expect(phraseText(cutPhrase(phrase, 35))).toMatch(/Customers"? is empty\. …$/u);
  expect(phraseText(cutPhrase(phrase, 44))).toMatch(/The people leave; …$|is empty\. …$/u);
  expect(phraseText(cutPhrase([' one two three'], 9))).toBe(' one two …');
});

test('never inside a word, and never longer than there is room', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/u);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 2, maxLength: 30 }),
      fc.integer({ min: 14, max: 90 }),
      (words, room) => {
        const text = phraseText(cutPhrase([words.join(' ')], room));
        expect(text.length).toBeLessThanOrEqual(Math.max(room, 0) + 2);
        for (const each of text.replace(/ …$/u, '').split(' ')) expect(words).toContain(each);
      },
    ),
  );
});
