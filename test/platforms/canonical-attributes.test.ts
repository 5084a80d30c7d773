import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../src/model/text/json.ts';
import { canonicalAttributes, roundCoordinate } from '../../src/platforms/canonical-attributes.ts';
import { marketingSolutions } from '../../src/platforms/marketing-solutions/marketing-solutions.ts';
import { attributeRules } from '../../src/platforms/platform-named.ts';

describe('a coordinate is rounded half away from zero at five decimals', () => {
  test.each([
    [48.8566, 48.8566],
    [48.856_614, 48.856_61],
    [48.856_615, 48.856_62],
    [-48.856_615, -48.856_62],
    // Doubles of these lie just below the half that they stand for.
    [1.000_005, 1.000_01],
    [1.000_015, 1.000_02],
    [-2.675_005, -2.675_01],
    [0.000_005, 0.000_01],
    [0.000_004_9, 0],
    [-0.000_004_9, 0],
    [1e-7, 0],
    [179.999_999, 180],
    [-180, -180],
  ])('%d is %d', (value, expected) => {
    expect(Object.is(roundCoordinate(value), expected)).toBe(true);
  });

  const coordinates = fc.double({ min: -180, max: 180, noNaN: true });

  test('rounding again changes nothing, and nothing moves further than half a step', () => {
    fc.assert(
      fc.property(coordinates, (value) => {
        const rounded = Number(roundCoordinate(value));
        expect(roundCoordinate(rounded)).toBe(rounded);
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(5e-6 + 1e-12);
        expect(roundCoordinate(-value)).toBe(rounded === 0 ? 0 : -rounded);
      }),
    );
  });

  test('what is no number is left as it is, for the schema to complain about', () => {
    expect(roundCoordinate('48.85')).toBe('48.85');
    expect(roundCoordinate(undefined)).toBeNull();
  });
});

function canonical(block: string, attributes: JsonObject): JsonObject {
  return canonicalAttributes(
    attributes,
    attributeRules(marketingSolutions, 'segment', block),
    block,
  );
}

describe('what means the same has one form', () => {
  const paris = { name: 'Paris', latitude: 48.856_614_1, longitude: 2.352_221_9 };
  const lyon = { name: 'Lyon', latitude: 45.764_043, longitude: 4.835_659 };

  test.each([
    ['points in any order', [lyon, paris]],
    [
      'points as the server keeps them',
      [{ ...paris, latitude: 48.85661, longitude: 2.35222 }, lyon],
    ],
  ])('%s', (_, points) => {
    expect(canonical('location', { location: { pointsOfInterest: points } })).toEqual(
      canonical('location', { location: { pointsOfInterest: [paris, lyon] } }),
    );
  });

  test.each([
    ['another name', [{ ...paris, name: 'Paris Nord' }, lyon]],
    ['another place', [{ ...paris, latitude: 48.8567 }, lyon]],
    ['one place less', [paris]],
  ])('%s is another meaning', (_, points) => {
    expect(canonical('location', { location: { pointsOfInterest: points } })).not.toEqual(
      canonical('location', { location: { pointsOfInterest: [paris, lyon] } }),
    );
  });

  test('sets, in any order and with twins', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Low', 'Medium', 'High', 'VeryHigh')), (members) => {
        const form = (buyingPower: readonly string[]) =>
          canonical('inMarket', { inMarket: { country: 'FR', buyingPower } });
        expect(form([...members, ...members].reverse())).toEqual(form(members));
      }),
    );
  });

  test('null, empty and absent; and a block stays although nothing in it is set', () => {
    const nothing = { interestIds: [], brandIds: null, gender: null, buyingPower: [] };
    expect(canonical('inMarket', { description: '', inMarket: nothing })).toEqual({ inMarket: {} });
    expect(canonical('contactList', { contactList: {} })).toEqual({ contactList: {} });
  });

  test.each([
    ['two lines', 'two lines\n'],
    ['two lines', 'two lines\r\n'],
    ['two lines', 'two lines\r'],
    ['two lines', 'two lines\n\n'],
    ['two\nlines', 'two\r\nlines\r\n'],
    ['', '\n'],
  ])('a text, %j and %j: line ends at the end and carriage returns', (one, other) => {
    const [a, b] = [one, other].map((description) => canonical('contactList', { description }));
    expect(a).toEqual(b);
  });

  test.each([
    ['two lines', 'two lines '],
    ['two lines', 'two\tlines'],
    ['two lines', 'two  lines'],
    ['two lines', 'two\nlines'],
    ['two lines', '\ntwo lines'],
    ['two\nlines', 'two\n\nlines'],
    ['two lines', 'two\u00a0lines'],
    ['two lines', 'two lines\u200b'],
  ])('a text, %j and %j: other blanks are another meaning', (one, other) => {
    const [a, b] = [one, other].map((description) => canonical('contactList', { description }));
    expect(a).not.toEqual(b);
  });

  test('zero is a value', () => {
    const days = { visitorsType: 'All', daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 1 };
    expect(canonical('retargeting', { retargeting: days })).toEqual({ retargeting: days });
  });
});
