/** Messages, hints, help and phrases are in plain English. */
import { expect, test } from '@jest/globals';
import { literalText, readSources } from './source-texts.ts';
import { unplainWords } from './unplain-words.ts';

/** Texts of at least two words. The sandbox says what the API says, in the words of the API. */
const texts = readSources()
  .filter(({ file }) => !file.startsWith('sandbox/'))
  .flatMap(({ file, nodes }) =>
    nodes.flatMap((node) => {
      const text = literalText(node);
      return text !== null && /\w \w/u.test(text) ? [{ file, text }] : [];
    }),
  );

test('texts are found', () => {
  expect(texts.length).toBeGreaterThan(1500);
});

test.each(unplainWords.map((word) => [word.source, word] as const))('no text has %s', (_, word) => {
  const found = texts.filter(({ text }) => word.test(text));
  expect(found.map(({ file, text }) => `src/${file}: ${text}`)).toEqual([]);
});

test('no text shows a placeholder of a template', () => {
  const isShell = (file: string) => file.startsWith('cli/completion/');
  const found = texts.filter(({ file, text }) => !isShell(file) && /\$\{(?!var\b)\w/u.test(text));
  expect(found).toEqual([]);
});
