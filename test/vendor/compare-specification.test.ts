import { describe, expect, test } from '@jest/globals';
import { leftOut } from '../../src/remote/specification/left-out.ts';
import { operationName } from '../../src/remote/specification/operation-name.ts';
import { sentFields } from '../../src/remote/specification/sent-fields.ts';
import {
  fail,
  isMember,
  nameIn,
  objectOf,
  open,
  operations,
  parentOf,
  schemaAt,
  textsOf,
  workloads,
} from './open-specification.ts';
import { operationsOf, wholeDocument } from './our-operations.ts';
import { sandboxDocument } from './vendor-document.ts';

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
      `gone${isLookUp ? '' : '!'} ${name} is missing`,
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
          `changed${mark} ${name} takes${place || ' '} as boolean, but ${type} is sent`,
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
      expect.stringContaining('takes at most 50 as ?limit, but 500 is sent'),
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
        expect(paths.map((path) => operationName({ method: 'PATCH', path }))).toContain(name);
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
