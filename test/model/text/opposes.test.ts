/** Suggestions never turn a name around. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearest } from '../../../src/model/name.ts';

describe('nothing is suggested for', () => {
  test.each([
    ['! Customers', 'Customers'],
    ['- Customers', 'Customers'],
    ['– Customers', 'Customers'],
    ['~Customers', 'Customers'],
    ['¬Customers', 'Customers'],
    ['notCustomers', 'Customers'],
    ['w/o Customers', 'Customers'],
    ['Ex-buyers', 'Buyers'],
    ['Inactive', 'Active'],
    ['In-active users', 'Active users'],
    ['Unsubscribed', 'Subscribed'],
    ['FR Unsubscribd 2025', 'FR Subscribed 2025'],
    ['Unengaged', 'Engaged'],
    ['Nonbuyers', 'Buyers'],
    ["Can't buy", 'Can buy'],
    ['Can’t buy', 'Can buy'],
    ['Never bought', 'Ever bought'],
    ['Female', 'Male'],
    ['Women 30-40', 'Men 30-40'],
    ['Ohne Einkauf im letzten Jahr', 'Einkauf im letzten Jahr'],
  ])('%s where there is only %s, nor the other way round', (one, other) => {
    expect(nearest(one, [other])).toEqual([]);
    expect(nearest(other, [one])).toEqual([]);
  });
});

describe('a misspelt name is still found', () => {
  test.each([
    ['Unted States', 'United States'],
    ['Indai', 'India'],
    ['Inactve', 'Inactive'],
    ['nput', 'input'],
    ['Custommers', 'Customers'],
    ['not Frensh', 'Not French'],
    ['Femal', 'Female'],
    ['Wmen', 'Women'],
    ['Unsubscribed FR', 'Unsubscribed UK'],
    ['Retail-buyers', 'Retail buyers'],
  ])('%s: %s', (written, known) => {
    expect(nearest(written, [known])).toEqual([known]);
  });
});

test('a name that is known is nearest to itself', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 256, unit: 'binary' }), (name) => {
      expect(nearest(name, [name])).toEqual([name]);
    }),
  );
});

test('no word of its own turns a name around, with any letter mistyped', () => {
  const word = fc.constantFrom('active', 'subscribed', 'engaged', 'buyers', 'customers', 'loyal');
  const before = fc.constantFrom(
    'un',
    'in',
    'non',
    'dis',
    'not ',
    'no ',
    'without ',
    'ex-',
    '!',
    '- ',
  );
  fc.assert(
    fc.property(word, before, fc.nat(8), (known, negation, at) => {
      const mistyped = known.slice(0, at) + known.slice(at + 1);
      fc.pre(mistyped.length > 3);
      expect(nearest(negation + mistyped, [known])).toEqual([]);
    }),
  );
});
