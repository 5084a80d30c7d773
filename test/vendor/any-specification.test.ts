import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/text/json.ts';
import { compareSpecification } from '../../src/remote/specification/compare-specification.ts';
import { fail, known, textsOf, workloads } from './open-specification.ts';
import { operationsOf, read, wholeDocument } from './our-operations.ts';

describe('whatever a document holds', () => {
  const used = operationsOf(workloads[0] ?? fail());
  const path = '/experimental/retail-media/accounts/{id}/audiences/create';
  const content = (schema: JsonValue) => ({ content: { 'application/json': { schema } } });
  const withBody = (schema: JsonValue, schemas: JsonObject = {}) => ({
    paths: {
      [path]: { post: { requestBody: content(schema), responses: { 200: content(schema) } } },
    },
    components: { schemas },
  });

  test.each<[string, JsonObject]>([
    [
      'a circle of references',
      withBody(
        { $ref: '#/components/schemas/A' },
        { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } },
      ),
    ],
    [
      'a circle of parts',
      withBody(
        { $ref: '#/components/schemas/A' },
        { A: { allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/A' }] } },
      ),
    ],
    [
      'a reference to itself',
      withBody({ $ref: '#/components/schemas' }, { $ref: '#/components/schemas' }),
    ],
    ['references elsewhere', withBody({ $ref: 'https://example.com/a.json' })],
    [
      'names of every object',
      withBody({ $ref: '#/__proto__/constructor' }, JSON.parse('{"__proto__": {}}')),
    ],
    ['lists in place of objects', { paths: { [path]: [] } }],
    ['nothing', { paths: {} }],
  ])('%s ends in differences', (_, document) => {
    expect(textsOf(document, used).length).toBeGreaterThan(0);
  });

  test('parts that double at each step are looked at once', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => {
        const next = { $ref: `#/components/schemas/S${index + 1}` };
        return [`S${index}`, { allOf: [next, { ...next }] }];
      }),
    );
    expect(textsOf(withBody({ $ref: '#/components/schemas/S0' }, schemas), used)).not.toEqual([]);
  });

  /** Any number of schemas, each made of and holding any others. */
  const circles = fc.integer({ min: 1, max: 7 }).chain((count) => {
    const reference = fc.nat(count - 1).map((at) => ({ $ref: `#/components/schemas/S${at}` }));
    const schema = fc.record(
      {
        ...{ allOf: fc.array(reference, { maxLength: 3 }), items: reference },
        ...{ anyOf: fc.array(reference, { maxLength: 2 }), additionalProperties: reference },
        properties: fc.record({ data: reference, attributes: reference }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    );
    return fc.array(schema, { minLength: count, maxLength: count });
  });

  const named = (schemas: readonly JsonObject[]): JsonObject =>
    Object.fromEntries(schemas.map((schema, index) => [`S${index}`, schema]));

  test('no place holds a schema twice, whatever circles schemas make', () => {
    const keys = fc.array(fc.constantFrom('data', 'attributes', '[]'), { maxLength: 5 });
    fc.assert(
      fc.property(circles, keys, (schemas, steps) => {
        const document = read(withBody({ $ref: '#/components/schemas/S0' }, named(schemas)));
        let place = document.operations[0]?.body ?? [];
        for (const key of steps) {
          place = document.step(place, key) ?? [];
          expect(new Set(place).size).toBe(place.length);
          expect(place.length).toBeLessThanOrEqual(schemas.length);
        }
        expect(document.isTooLarge()).toBe(false);
      }),
    );
  });

  const ring = (count: number, more: JsonObject = {}) => {
    const first = { $ref: '#/components/schemas/S0' };
    const schemas = Array.from({ length: count }, (_, index) => ({
      allOf: [{ $ref: `#/components/schemas/S${(index + 1) % count}` }],
      properties: { data: first, attributes: first },
      items: first,
      ...more,
    }));
    return withBody(first, named(schemas));
  };

  test('a ring in which everything holds everything is compared', () => {
    const document = read(ring(300));
    expect(compareSpecification(document, used, known).differences).not.toEqual([]);
    expect(document.isTooLarge()).toBe(false);
  });

  test.each<[string, JsonObject]>([
    ['schemas', ring(20_000)],
    ['names', ring(300, { required: Array.from({ length: 2000 }, (_, at) => `r${at}`) })],
    ['values', ring(300, { enum: Array.from({ length: 2000 }, (_, at) => `v${at}`) })],
    ['parts', withBody({ allOf: Array.from({ length: 310_000 }, () => ({ type: 'object' })) })],
  ])('more %s than can be looked at end the comparison', (_, document) => {
    const found = read(document);
    compareSpecification(found, used, known);
    expect(found.isTooLarge()).toBe(true);
  });

  test('the vendor’s specifications are far from that', () => {
    const document = read(wholeDocument('retail-media', 'experimental'));
    for (let times = 0; times < 20; times += 1) compareSpecification(document, used, known);
    expect(document.isTooLarge()).toBe(false);
  });

  test('what is no document at all is none', () => {
    for (const paths of [undefined, null, [], 'paths', 1]) {
      expect(() => read({ paths })).toThrow('no OpenAPI document');
    }
  });

  test('a change anywhere ends well', () => {
    const whole = JSON.stringify(wholeDocument('retail-media', 'experimental'));
    const places: string[] = [];
    JSON.parse(whole, (key, value) => {
      places.push(key);
      return value;
    });
    fc.assert(
      fc.property(fc.nat(places.length - 2), fc.jsonValue({ maxDepth: 2 }), (at, other) => {
        let count = 0;
        const changed = JSON.parse(whole, (_, value) => {
          count += 1;
          return count === at + 1 ? other : value;
        });
        if (!isJsonObject(changed['paths'])) return;
        expect(Array.isArray(textsOf(changed, used))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
