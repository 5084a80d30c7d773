import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileGlob, createSuggester, foldName, nearest } from '../../src/model/name.ts';
import { slowDistance } from './text/slow-distance.ts';

describe('foldName', () => {
  test.each([
    ['blanks around it', '  CRM ', 'CRM'],
    ['case', 'Crm Users', 'CRM USERS'],
    ['composed and decomposed letters', 'Caf\u00e9', 'Cafe\u0301'],
    ['letters that only upper-casing joins', 'STRASSE', 'stra\u00dfe'],
    ['the capital sharp s', '\u1e9e', '\u00df'],
    ['the final sigma', '\u03a3\u03a3', '\u03c3\u03c2'],
  ])('makes no difference of %s', (_, a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });

  test.each([
    ['blanks inside', 'CRM  Users', 'CRM Users'],
    ['accents', 'Cafe', 'Caf\u00e9'],
  ])('keeps %s', (_, a, b) => {
    expect(foldName(a)).not.toBe(foldName(b));
  });

  test('is final', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
      }),
    );
  });
});

function matchesByDefinition(glob: string, name: string): boolean {
  if (glob === '') return name === '';
  const rest = glob.slice(1);
  if (glob.startsWith('*')) {
    return Array.from(`${name} `).some((_, at) => matchesByDefinition(rest, name.slice(at)));
  }
  return (
    (glob.startsWith('?') ? name !== '' : name !== '' && glob.at(0) === name.at(0)) &&
    matchesByDefinition(rest, name.slice(1))
  );
}

describe('compileGlob', () => {
  test.each([
    ['FR | *', 'FR | Shoes', true],
    ['FR | *', 'FR | ', true],
    ['FR | *', 'DE | Shoes', false],
    ['FR | *', 'x FR | Shoes', false],
    ['*', '', true],
    ['*/*', 'segment/a/b', true],
    ['segment/CRM *', 'segment/CRM 2025/old', true],
    ['CRM ????', 'CRM 2025', true],
    ['CRM ????', 'CRM 25', false],
    ['?', '/', true],
    ['?', '\ud83d\udc5f', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['a\\?', 'a?', true],
    ['a\\\\', 'a\\', true],
    ['a\\', 'a\\', true],
    ['crm', 'CRM', false],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    ['(a|b){2}^$', '(a|b){2}^$', true],
    ['a*b', 'a\nb', true],
    ['', '', true],
    ['', 'a', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['*a*', 'xay', true],
    ['*a*', 'xy', false],
    ['a**b', 'ab', true],
    ['a*?b', 'ab', false],
    ['a*1*2', 'a12', true],
    ['aa*aa', 'aaa', false],
  ])('%j on %j', (glob, name, expected) => {
    expect(compileGlob(glob)(name)).toBe(expected);
  });

  test('agrees with the definition', () => {
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(glob, name, (pattern, text) => {
        expect(compileGlob(pattern)(text)).toBe(matchesByDefinition(pattern, text));
      }),
      { numRuns: 1000 },
    );
  });

  // With a step back for every star, this one would take minutes; a pull request can write it.
  test('takes no longer for many stars', () => {
    const matches = compileGlob(`${'*a'.repeat(8)}*b`);
    const start = performance.now();
    expect(matches('a'.repeat(256))).toBe(false);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('an escaped name matches itself alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, other) => {
        const matches = compileGlob(name.replace(/[\\*?]/gu, '\\$&'));
        expect(matches(name)).toBe(true);
        expect(matches(other)).toBe(other === name);
      }),
    );
  });
});

describe('nearest', () => {
  const names = ['CRM Users 2024', 'CRM Users 2025', 'Buyers', 'CRM', 'Recent shoe viewers'];

  test.each([
    ['CRM User 2025', ['CRM Users 2025', 'CRM Users 2024']],
    ['crm users 2025', ['CRM Users 2025', 'CRM Users 2024']],
    ['Buyesr', ['Buyers']],
    ['CMR', ['CRM']],
    ['Byers', ['Buyers']],
    ['Buyerrs', ['Buyers']],
    ['Lookalike', []],
    ['', []],
  ])('to %j', (word, expected) => {
    expect(nearest(word, names)).toEqual(expected);
  });

  // The time goes with the square of the length, and a pull request may hold a name of a megabyte.
  test('is not looked for where a word is longer than any name', () => {
    const start = performance.now();
    expect(nearest('ba'.repeat(200_000), ['ab'.repeat(200_000)])).toEqual([]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('gives the best ones, three unless told, equal ones in the order of their text', () => {
    const candidates = ['abcx', 'abcz', 'abcy', 'abcd', 'abcw'];
    expect(nearest('abcd', candidates)).toEqual(['abcd', 'abcw', 'abcx']);
    expect(nearest('abcd', candidates, 1)).toEqual(['abcd']);
  });

  test('allows a third of the letters to be wrong', () => {
    expect(nearest('abcdefghi', ['abcdefxyz'])).toEqual(['abcdefxyz']);
    expect(nearest('abcdefghi', ['abcdewxyz'])).toEqual([]);
  });

  test('gives what the plain distance to each of them gives', () => {
    const name = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'abc') });
    fc.assert(
      fc.property(
        name,
        fc.uniqueArray(name, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (word, names, most) => {
          const limit = Math.max(1, Math.floor(word.length / 3));
          const expected = names
            .map((candidate) => ({ candidate, distance: slowDistance(word, candidate) }))
            .filter(({ distance }) => distance <= limit)
            .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
            .map(({ candidate }) => candidate)
            .slice(0, most);
          expect(nearest(word, names, most)).toEqual(expected);
          expect(createSuggester(() => names, most)(word)).toEqual(expected);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('does not mind in which direction the mistake was made', () => {
    const word = fc.string({ minLength: 3, maxLength: 9, unit: fc.constantFrom(...'abc') });
    fc.assert(
      fc.property(word, word, (a, b) => {
        fc.pre(a.length === b.length);
        expect(nearest(a, [b]).length).toBe(nearest(b, [a]).length);
      }),
    );
  });
});
