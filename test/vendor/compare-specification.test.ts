import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/text/json.ts';
import { decodeRow } from '../../src/platforms/decode-row.ts';
import {
  endpointsOf,
  kindsOf,
  platformNamed,
  platforms,
} from '../../src/platforms/platform-named.ts';
import { readEnvelope } from '../../src/remote/answers/read-envelope.ts';
import { readMemberCounts } from '../../src/remote/contact-lists/read-member-counts.ts';
import {
  compareSpecification,
  nameOf,
} from '../../src/remote/specification/compare-specification.ts';
import { leftOut } from '../../src/remote/specification/left-out.ts';
import { sentFields } from '../../src/remote/specification/sent-fields.ts';
import type { UsedOperation } from '../../src/remote/specification/used-operations.ts';
import { operationsOf, read, wholeDocument } from './our-operations.ts';
import { sandboxDocument } from './vendor-document.ts';

const workloads = platforms.map(({ name: platform }) => ({
  platform,
  apiVersion: 'experimental',
  audienceApiVersion: 'experimental',
}));

/** Every operation of the platforms, with the vendor's document of it. */
const operations = workloads.flatMap((workload) =>
  operationsOf(workload).map(
    (operation) => [nameOf(operation), workload.platform, operation] as const,
  ),
);

const known = operations.map(([, , operation]) => operation);

function textsOf(document: JsonObject, used: readonly UsedOperation[]) {
  const { differences } = compareSpecification(read(document), used, known);
  return differences.map(({ kind, breaks, text }) => `${kind}${breaks ? '!' : ''} ${text}`);
}

/** The test's own walk: the vendor uses references, properties and items, and nothing else. */
function schemaAt(document: JsonObject, from: JsonValue | undefined, path: string): Mutable | null {
  let node = resolved(document, from);
  for (const key of path
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((part) => part !== '')) {
    node = resolved(document, key === '[]' ? node?.['items'] : objectOf(node?.['properties'])[key]);
  }
  return node;
}

type Mutable = { [key: string]: JsonValue | undefined };

function resolved(document: JsonObject, node: JsonValue | undefined): Mutable | null {
  if (!isJsonObject(node)) return null;
  const reference = node['$ref'];
  if (typeof reference !== 'string') return node;
  const name = reference.replace('#/components/schemas/', '');
  return resolved(document, objectOf(objectOf(document['components'])['schemas'])[name]);
}

function objectOf(value: JsonValue | undefined): Mutable {
  return isJsonObject(value) ? value : {};
}

function contentOf(part: JsonValue | undefined): JsonValue | undefined {
  return objectOf(objectOf(objectOf(part)['content'])['application/json'])['schema'];
}

/** The places of an operation in a document of its own, which a test may change. */
function open(platform: (typeof workloads)[number]['platform'], operation: UsedOperation) {
  const document = wholeDocument(platform, 'experimental');
  const [path = ''] = Object.keys(document.paths).filter((each) => {
    const has = document.paths[each]?.[operation.method.toLowerCase()] !== undefined;
    return has && nameOf({ method: operation.method, path: each }) === nameOf(operation);
  });
  const described = objectOf(document.paths[path]?.[operation.method.toLowerCase()]);
  const answers = Object.values(objectOf(described['responses']));
  return {
    document,
    path,
    described,
    body: contentOf(described['requestBody']),
    answer: answers.map(contentOf).find((each) => each !== undefined),
  };
}

const parentOf = (path: string) => path.replace(/\.?[^.]+$/u, '');
const nameIn = (path: string) => path.split('.').at(-1) ?? '';
const isMember = (path: string) => path !== '' && !path.endsWith('[]');

describe('nothing is told of', () => {
  test.each(workloads)('the vendor’s specification: $platform', (workload) => {
    const used = operationsOf(workload);
    expect(textsOf(wholeDocument(workload.platform, 'experimental'), used)).toEqual([]);
  });

  test.each(workloads)('the sandbox’s: $platform', (workload) => {
    const used = operationsOf(workload);
    expect(textsOf(sandboxDocument(workload.platform, 'experimental'), used)).toEqual([]);
  });
});

describe('what is gone or changed is told, one by one', () => {
  test.each(operations)('%s', (name, platform, operation) => {
    const gone = open(platform, operation);
    delete objectOf(gone.document.paths[gone.path])[operation.method.toLowerCase()];
    const isLookUp = operation.use === 'look-up';
    expect(textsOf(gone.document, [operation])).toEqual([
      `gone${isLookUp ? '' : '!'} ${name} is not there`,
    ]);
  });

  test.each(operations)('each field that is sent: %s', (name, platform, operation) => {
    // Only doctor and init miss a look-up that is gone.
    const mark = operation.use === 'look-up' ? '' : '!';
    for (const [path, { types, values }] of sentFields(operation.bodies)) {
      if (isMember(path)) {
        const { document, body } = open(platform, operation);
        delete objectOf(schemaAt(document, body, parentOf(path))?.['properties'])[nameIn(path)];
        expect(textsOf(document, [operation])).toContain(
          `gone${mark} ${name} no longer takes ${path}`,
        );
      }
      if (values.size > 0) {
        const { document, body } = open(platform, operation);
        objectOf(schemaAt(document, body, path) ?? undefined)['enum'] = ['Something else'];
        const told = [...values].map(
          (value) => `gone${mark} ${name} no longer takes ${value} in ${path}`,
        );
        expect(textsOf(document, [operation])).toEqual(expect.arrayContaining(told));
      }
      const { document, body } = open(platform, operation);
      const schema = objectOf(schemaAt(document, body, path) ?? undefined);
      schema['type'] = 'boolean';
      delete schema['nullable'];
      for (const type of types) {
        const place = path === '' ? '' : ` ${path}`;
        expect(textsOf(document, [operation]).join('\n')).toContain(
          `changed${mark} ${name} takes${place || ' '} as boolean, and ${type} is sent`,
        );
      }
    }
  });

  test.each(operations)('each field that is read: %s', (name, platform, operation) => {
    for (const { paths } of operation.reads) {
      const { document, answer } = open(platform, operation);
      for (const path of paths) {
        const outer = schemaAt(document, answer, parentOf(path.replace(/\[\]$/u, '')));
        delete objectOf(outer?.['properties'])[nameIn(path).replace('[]', '')];
      }
      expect(textsOf(document, [operation])).toContain(
        `gone ${name} no longer answers ${paths.join(' or ')}`,
      );
    }
  });

  test.each(operations)('each parameter: %s', (name, platform, operation) => {
    for (const parameter of Object.keys(operation.query)) {
      const { document, described } = open(platform, operation);
      described['parameters'] = [];
      expect(textsOf(document, [operation]).join('\n')).toContain(
        `${name} no longer takes ?${parameter}`,
      );
    }
    const { document, described } = open(platform, operation);
    const own = Array.isArray(described['parameters']) ? described['parameters'] : [];
    described['parameters'] = [...own, { name: 'reason', in: 'query', required: true, schema: {} }];
    expect(textsOf(document, [operation]).join('\n')).toContain(
      `${name} requires ?reason, which is not sent`,
    );
  });

  test.each(operations)('each field that becomes required: %s', (name, platform, operation) => {
    for (const [path, { types }] of sentFields(operation.bodies)) {
      if (!types.has('object')) continue;
      const { document, body } = open(platform, operation);
      const schema = objectOf(schemaAt(document, body, path) ?? undefined);
      schema['required'] = ['reason'];
      const place = path === '' ? 'reason' : `${path}.reason`;
      expect(textsOf(document, [operation]).join('\n')).toContain(
        `${name} requires ${place}, which is not sent`,
      );
    }
  });

  test('a smaller page', () => {
    const [, platform, operation] = operations.find(([name]) => name.endsWith('search')) ?? [];
    if (platform === undefined || operation === undefined) throw new Error('there is no search');
    const { document, described } = open(platform, operation);
    const schema = { type: 'integer', maximum: 50 };
    described['parameters'] = ['limit', 'offset'].map((name) => ({ name, in: 'query', schema }));
    expect(textsOf(document, [operation])).toEqual([
      expect.stringContaining('takes at most 50 as ?limit, and 500 is sent'),
    ]);
  });
});

describe('what is new is told, and breaks nothing', () => {
  test.each(operations.filter(([, , { use, bodies }]) => use === 'write' && bodies.length > 0))(
    'fields and values that may be sent: %s',
    (name, platform, operation) => {
      for (const [path, { types, values }] of sentFields(operation.bodies)) {
        // Within a tree, its first node has told of it.
        const isTold = !path.includes('algebra.') && !path.includes('algebra[');
        const { document, body } = open(platform, operation);
        const schema = objectOf(schemaAt(document, body, path) ?? undefined);
        if (types.has('object') && isTold) {
          schema['properties'] = { ...objectOf(schema['properties']), novelty: { type: 'string' } };
          const place = path === '' ? 'novelty' : `${path}.novelty`;
          expect(textsOf(document, [operation])).toContain(`new ${name} also takes ${place}`);
        }
        if (values.size > 0) {
          schema['enum'] = [...values, 'Unknown', 'Novelty'];
          expect(textsOf(document, [operation])).toContain(
            `new ${name} also takes Novelty in ${path}`,
          );
        }
      }
    },
  );

  test('a type of segments', () => {
    for (const [name, platform, operation] of operations) {
      if (!name.endsWith('/audience-segments/search')) continue;
      const { document, answer } = open(platform, operation);
      const schema = objectOf(schemaAt(document, answer, 'data[].attributes.type') ?? undefined);
      schema['enum'] = ['ContactList', 'Novelty', null];
      expect(textsOf(document, [operation])).toEqual([
        `new ${name} also answers Novelty in data[].attributes.type`,
      ]);
    }
  });

  test('operations, on the collections that are used and on no others', () => {
    const used = operationsOf(workloads[0] ?? fail());
    const document = wholeDocument('retail-media', 'experimental');
    const base = '/experimental/retail-media/accounts/{id}';
    const paths = {
      ...document.paths,
      [`${base}/audiences/merge`]: { post: {} },
      [`${base}/line-items`]: { get: {} },
      [`${base}/line-items/{line-item-id}/audiences`]: { put: {} },
    };
    expect(textsOf({ ...document, paths }, used)).toEqual([
      'new POST /retail-media/accounts/{id}/audiences/merge is new',
    ]);
  });

  test('what is left out on purpose is there, and is not sent', () => {
    for (const [name, fields] of Object.entries(leftOut)) {
      const [, platform, operation] = operations.find((each) => each[0] === name) ?? [];
      if (platform === undefined || operation === undefined) {
        expect(fields).toEqual(['*']);
        const paths = Object.keys(wholeDocument('marketing-solutions', 'experimental').paths);
        expect(paths.map((path) => nameOf({ method: 'PATCH', path }))).toContain(name);
        continue;
      }
      const { document, body } = open(platform, operation);
      const sent = sentFields(operation.bodies);
      for (const field of fields) {
        const [path = '', value = ''] = field.split('=');
        const schema = schemaAt(document, body, path);
        expect([name, field, schema]).not.toEqual([name, field, null]);
        if (value !== '') expect(schema?.['enum']).toContain(value);
        expect(value === '' ? sent.has(path) : sent.get(path)?.values.has(value)).toBe(false);
      }
    }
  });
});

describe('what is said to be read', () => {
  /** An object of which each member that is asked for is noted. */
  function watched(value: JsonObject, at: string, seen: Set<string>): JsonObject {
    return new Proxy(value, {
      get: (target, key) => {
        if (typeof key !== 'string') return undefined;
        const member = target[key];
        seen.add(`${at}.${key}`);
        return isJsonObject(member) ? watched(member, `${at}.${key}`, seen) : member;
      },
    });
  }

  test.each(
    platforms.flatMap((platform) =>
      kindsOf(platform).map((kind) => [platform.name, kind] as const),
    ),
  )('holds all that is read of a row: %s %s', (name, kind) => {
    const platform = platformNamed(name);
    const workload = workloads.find((each) => each.platform === name);
    if (workload === undefined) throw new Error('no such platform');
    const search = operationsOf(workload).find(({ path }) =>
      path.endsWith(`/${endpointsOf(platform, kind).path}/search`),
    );
    const told = new Set(search?.reads.flatMap(({ paths }) => paths));
    const types = kind === 'audience' ? [null] : platform.segmentTypes;
    const seen = new Set<string>();
    for (const type of types) {
      const blocks = Object.fromEntries(platform.segmentTypes.map(({ block }) => [block, {}]));
      const attributes = {
        ...blocks,
        ...(type === null ? {} : { type: type.apiType }),
        algebra: { audienceSegmentId: '1' },
      };
      const row = { id: '1', attributes: watched(attributes, 'data[].attributes', seen) };
      decodeRow(platform, kind, '1', row);
    }
    // A wrapper is understood wherever one may come; one platform has no channels.
    const others = platform.channels.length === 0 ? ['data[].attributes.channels'] : [];
    const untold = [...seen].filter(
      (path) => !told.has(path) && !others.includes(path) && !path.endsWith('.value'),
    );
    expect(seen.size).toBeGreaterThan(5);
    expect(untold).toEqual([]);
  });

  test('holds all that is read around rows', () => {
    const seen = new Set<string>();
    const entry = { type: 'validation' };
    const body = {
      data: [{ id: '1' }],
      meta: { totalItems: 1 },
      errors: [entry],
      warnings: [entry],
    };
    readEnvelope(watched(body, '', seen));
    readMemberCounts(watched({ data: {} }, '', seen));
    const told = operations.flatMap(([, , { reads }]) => reads.flatMap(({ paths }) => paths));
    const understood = new Set(told.flatMap((path) => [path, path.replace(/[.[].*$/u, '')]));
    // OAuth's own errors, and how a page calls itself, are no part of the specification's answers.
    const others = ['error', 'error_description', 'meta.limit', 'meta.offset', 'data.attributes'];
    const untold = [...seen]
      .map((path) => path.slice(1))
      .filter((path) => !understood.has(path) && !others.includes(path));
    expect(untold).toEqual([]);
  });
});

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

function fail(): never {
  throw new Error('there is no workload');
}
