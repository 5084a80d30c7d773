import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSchemaCheck } from '../../../src/rules/schema/create-schema-check.ts';

const atoms = [
  ...[
    'a',
    'B',
    '7',
    '.',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\.',
    '\\/',
    '\\0',
    '\\cJ',
    '\\x41',
  ],
  ...[
    '\\u00e9',
    '\\u{1F600}',
    '\\uD83D\\uDE00',
    '\\p{Lu}',
    '\\P{L}',
    '\\p{Script=Greek}',
    '[]',
    '[^]',
  ],
  ...[
    '[a-c]',
    '[^a-c]',
    '[\\s\\d]',
    '[^\\s]',
    '[\\S]',
    '[^\\S]',
    '[[a]',
    '[(?<a>]',
    '[\\b-]',
    '[.]',
    '\\b',
  ],
  ...['^', '$', '(?:a|B)', '(?<name>a)', '(a)', '\\u2028', '😀'],
];
const piece = fc
  .tuple(fc.constantFrom(...atoms), fc.constantFrom('', '', '*', '+?', '?', '{2}', '{0,1}'))
  .map(([atom, repeat]) => (/^(?:\^|\$|\\b)$/.test(atom) ? atom : atom + repeat));
const characters = [
  'a',
  'B',
  '7',
  'c',
  '.',
  '/',
  ' ',
  '\n',
  '\r',
  '\u2028',
  '\u00a0',
  '\ufeff',
  '\v',
  '\0',
  'A',
  'é',
];
const text = fc.string({
  unit: fc.constantFrom(...characters, '😀', 'Ω', '[', '(', '-', '\b'),
  maxLength: 6,
});

/** Pieces side by side may make none, such as a null and a digit. */
function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

test('a pattern means what it means in JavaScript', () => {
  let matching = 0;
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 3 }),
      fc.array(text),
      (pieces, texts) => {
        const pattern = pieces.map((each, at) => each.replace('<name>', `<name${at}>`)).join('');
        fc.pre(isPattern(pattern));
        const made = createSchemaCheck({ pattern });
        if ('problems' in made) throw new Error(made.problems[0]?.message);
        for (const each of texts) {
          const isMatch = new RegExp(pattern, 'u').test(each);
          if (isMatch) matching += 1;
          expect({ each, pattern, is: made.check(each).length === 0 }).toEqual({
            each,
            pattern,
            is: isMatch,
          });
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(matching).toBeGreaterThan(100);
});
