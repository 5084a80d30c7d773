/** Long sentences in Markdown: what cannot stand bare is code, and none of it is cut. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { freeTextMarkdown } from '../../../src/report/markup/markdown-phrase.ts';

/** What the code spans of a text show, with blanks between. */
function shownIn(markdown: string): string {
  return [...markdown.matchAll(/(`+)([\s\S]*?[^`])\1(?!`)/gu)].map(([, , text]) => text).join(' ');
}

describe('a sentence that cannot stand bare', () => {
  const word = fc.constantFrom('[a]', 'name', '*b*', 'of_a_rule', '"x"', 'and', '<b>');

  test('is shown whole, in code', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 200 }), (words) => {
        const text = `[x] ${words.join(' ')} end`;
        const markdown = freeTextMarkdown(text);
        if (text.length <= 1200) expect(shownIn(markdown)).toBe(text);
        expect(markdown.replaceAll(/`[^`]*`/gu, '').trim()).toBe('');
      }),
    );
  });

  test('without blanks is cut, and so is one of a thousand words', () => {
    expect(freeTextMarkdown(`[${'x'.repeat(400)}]`)).toMatch(/^`\[x{299}…`$/u);
    const many = freeTextMarkdown(`[x] ${'word '.repeat(1000)}`);
    expect(many.length).toBeLessThan(1700);
    expect(many).toMatch(/…`$/u);
  });
});

test.each([
  [
    'Exclude "Opted out" from the whole audience: and: [{ or: [A, B] }, { not: "O, x" }].',
    'Exclude `Opted out` from the whole audience: `and: [{ or: [A, B] }, { not: "O, x" }]`.',
  ],
  [
    'Keep out: not: { or: [A, B] }. The same is true of 2 other audiences.',
    'Keep out: `not: { or: [A, B] }`. The same is true of 2 other audiences.',
  ],
])('only the algebra of a hint is code: %s', (text, expected) => {
  expect(freeTextMarkdown(text)).toBe(expected);
});

test.each([
  [
    'To follow it, add id: "738406" to the entry and pull again.',
    'To follow it, add `id: "738406"` to the entry and pull again.',
  ],
  [
    'To take it: pull --take drift,conflict --target "segment/A b".',
    'To take it: pull `--take drift,conflict --target "segment/A b"`.',
  ],
  [
    'Run audiencectl pull --project clients/a/audiencectl.yaml --take drift --target "segment/A".',
    'Run `audiencectl pull --project clients/a/audiencectl.yaml --take drift --target "segment/A"`.',
  ],
  ['Add renamedFrom: "A" and apply. "B" has it.', 'Add `renamedFrom: "A"` and apply. `B` has it.'],
  ['Refused: "A" is in use (--allow-replace).', 'Refused: `A` is in use (--allow-replace).'],
])('what is to be copied keeps its quotes: %s', (text, expected) => {
  expect(freeTextMarkdown(text)).toBe(expected);
});
