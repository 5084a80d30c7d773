import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { algebraLeaves, readAlgebra } from '../../src/model/algebra.ts';
import {
  referencesIn,
  seedIdIn,
  seedIn,
  segmentIdsIn,
  segmentNamesIn,
} from '../../src/model/references.ts';
import type { JsonValue } from '../../src/model/text/json.ts';

const tree = {
  and: ['A', { not: { or: [{ segmentId: '7' }, { not: 'B' }] } }, { segment: 'A' }],
};

describe('the references of an entity', () => {
  test('are the leaves of its algebra, each with its place and its use', () => {
    expect(referencesIn({ algebra: tree })).toEqual([
      {
        ...{ reference: { name: 'A' }, use: 'include' },
        ...{ path: ['algebra', 'and', 0], textPath: ['algebra', 'and', 0] },
      },
      {
        ...{ reference: { id: '7' }, use: 'exclude' },
        path: ['algebra', 'and', 1, 'not', 'or', 0],
        textPath: ['algebra', 'and', 1, 'not', 'or', 0, 'segmentId'],
      },
      {
        ...{ reference: { name: 'B' }, use: 'include' },
        path: ['algebra', 'and', 1, 'not', 'or', 1, 'not'],
        textPath: ['algebra', 'and', 1, 'not', 'or', 1, 'not'],
      },
      {
        ...{ reference: { name: 'A' }, use: 'include' },
        ...{ path: ['algebra', 'and', 2], textPath: ['algebra', 'and', 2, 'segment'] },
      },
    ]);
    expect(segmentNamesIn({ algebra: tree })).toEqual(['A', 'B']);
    expect(segmentIdsIn({ algebra: tree })).toEqual(['7']);
  });

  test('or the seed of a lookalike', () => {
    const byName = { lookalike: { seedSegment: 'A' } };
    const byId = { lookalike: { seedSegmentId: '7' } };
    expect(referencesIn(byName)).toEqual([seedIn(byName)]);
    expect(seedIn(byName)).toMatchObject({ use: 'seed', path: ['lookalike', 'seedSegment'] });
    expect([seedIdIn(byName), seedIdIn(byId)]).toEqual([null, '7']);
  });

  test('are none where nothing is mentioned, and those that can be read of a broken tree', () => {
    expect(referencesIn({ contactList: { identifierType: 'Email' } })).toEqual([]);
    expect(segmentNamesIn({ algebra: { and: ['A', 5, { nor: ['B'] }], or: 'C' } })).toEqual(['A']);
  });

  const trees = fc.letrec<{ node: JsonValue }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<JsonValue>('A', 'B', { segmentId: '7' }, { segment: 'A' }),
      fc.record({ not: tie('node') }),
      fc.record({ and: fc.array(tie('node'), { maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('node'), { maxLength: 3 }) }),
    ),
  })).node;

  test('of any algebra are its leaves in order, and stand where their paths lead', () => {
    fc.assert(
      fc.property(trees, (algebra) => {
        const found = referencesIn({ algebra });
        const read = readAlgebra(algebra);
        expect(read && algebraLeaves(read)).toEqual(found.map(({ reference }) => reference));
        for (const { reference, textPath } of found) {
          const [text] = Object.values(reference);
          expect(textPath.reduce<unknown>(stepInto, { algebra })).toBe(text);
        }
      }),
    );
  });
});

function stepInto(value: unknown, key: string | number): unknown {
  return Object.entries(Object(value)).find(([each]) => each === String(key))?.[1];
}
