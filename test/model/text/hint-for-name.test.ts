import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { hintForName, yamlText } from '../../../src/model/hints/hint-for-name.ts';
import { nearest } from '../../../src/model/name.ts';

const words = [
  'buyers',
  'Customers',
  'France',
  'not',
  'Non',
  'no',
  'without',
  'except',
  'in',
  'and',
  'or',
];
const name = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 })
  .map((some) => some.join(' '));

/** How often a text says no, by words of its own. */
const noes = (text: string) =>
  text.split(/\s+/u).filter((word) => /^(?:not|non|no|without|except)$/iu.test(word)).length;

describe('a hint for a name', () => {
  test('never suggests another meaning', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), name, (known, written) => {
        const path = ['algebra', 'and', 0];
        const hint = hintForName(written, path, (word) => nearest(word, known));
        const [, suggested] = /^Did you mean "([^"]*)"/u.exec(hint ?? '') ?? [];
        if (suggested !== undefined) expect(noes(suggested)).toBe(noes(written));
        const [, excluded] = /^To exclude the segment "([^"]*)"/u.exec(hint ?? '') ?? [];
        if (excluded !== undefined) expect(noes(excluded)).toBe(noes(written) - 1);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [['lookalike', 'seedSegment'], 'not Customers', null],
    [['lookalike', 'seedSegment'], 'Custommers', 'Did you mean "Customers"?'],
    [
      ['algebra'],
      'and - A - B',
      'Write a colon after and, so that the lines below it are its list.',
    ],
    [
      ['algebra', 'and', 0],
      'Customers - Customers',
      'Write each name as an item of its own: in a line of its own, with its dash and a blank below the dash above, or inside brackets with a comma.',
    ],
    [['algebra', 'and', 0], 'FR - Customers', null],
    [['algebra'], 'or Zebra', null],
    [['algebra'], 'No. 1 fans', null],
    [['algebra'], 'nothing', null],
    [['algebra'], 'without Zebra', null],
  ])('at %j, of %s: %s', (path, written, hint) => {
    expect(hintForName(written, path, (word) => nearest(word, ['Customers']))).toBe(hint);
  });
});

test('a name as YAML is read as that name, in a list and in brackets', () => {
  const text = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom(
      'yes',
      'null',
      '1e3',
      'a: b',
      '- a',
      'a #b',
      'FR | Shoes',
      "it's",
      '[x]',
      'a,b',
      '~',
    ),
  );
  fc.assert(
    fc.property(text, (each) => {
      const written = yamlText(each);
      expect(parse(`- not: ${written}\n- [${written}, x]\n`)).toEqual([{ not: each }, [each, 'x']]);
    }),
    { numRuns: 1000 },
  );
});
