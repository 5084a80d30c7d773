import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildObject,
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
  withValueAt,
} from '../../../src/model/text/json.ts';

describe('canonicalJson', () => {
  test('sorts keys at every level and leaves lists as they are', () => {
    const value = { b: [{ d: 1, c: 2 }, 3], a: null, e: undefined };
    expect(canonicalJson(value)).toBe('{"a":null,"b":[{"c":2,"d":1},3]}');
  });

  test('sorts by code unit, whatever the locale', () => {
    expect(canonicalJson({ ä: 1, b: 2, B: 3 })).toBe('{"B":3,"b":2,"ä":1}');
  });

  test('is JSON for the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('paths', () => {
  const segment = { name: 'A', events: { minPrice: 5, brandIds: ['1'] }, description: null };

  test.each([
    ['name', 'A'],
    ['events.minPrice', 5],
    ['events', segment.events],
    ['description', null],
    ['events.maxPrice', undefined],
    ['contactList.identifierType', undefined],
    ['name.length', undefined],
    ['events.brandIds.0', undefined],
  ])('valueAt %s', (path, expected) => {
    expect(valueAt(segment, path)).toEqual(expected);
  });

  test('withValueAt replaces one value in a copy', () => {
    const changed = withValueAt(segment, 'events.minPrice', 7);
    expect(changed).toEqual({ ...segment, events: { minPrice: 7, brandIds: ['1'] } });
    expect(segment.events.minPrice).toBe(5);
  });

  test('withValueAt makes the objects on the way', () => {
    expect(withValueAt({}, 'a.b.c', 1)).toEqual({ a: { b: { c: 1 } } });
    expect(withValueAt({ a: 'text' }, 'a.b', 1)).toEqual({ a: { b: 1 } });
  });

  test('buildObject makes what withValueAt makes, and writes to nothing that it was given', () => {
    const path = fc.constantFrom('a', 'b', 'a.x', 'a.y', 'b.x', 'a.x.p', 'b.x.q');
    const value: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>(1, null, 'text', [2]);
    const given = fc.oneof(value, fc.dictionary(fc.constantFrom('x', 'y'), value));
    fc.assert(
      fc.property(fc.array(fc.tuple(path, given), { maxLength: 6 }), (pairs) => {
        const before = JSON.stringify(pairs);
        const { object, put } = buildObject('a');
        for (const [at, each] of pairs) put(at, each);
        const expected = pairs.reduce<JsonObject>(
          (made, [at, each]) => withValueAt(made, at, each),
          { a: {} },
        );
        expect(JSON.stringify(object)).toBe(JSON.stringify(expected));
        expect(JSON.stringify(pairs)).toBe(before);
      }),
    );
  });
});

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  ['text', false],
  [undefined, false],
])('isJsonObject %j', (value, expected) => {
  expect(isJsonObject(value)).toBe(expected);
});
