import { describe, expect, test } from '@jest/globals';
import {
  type Algebra,
  algebraDepth,
  algebraLeaves,
  mapAlgebra,
  readAlgebra,
  type SegmentReference,
  writeAlgebra,
} from '../../src/model/algebra.ts';
import type { JsonValue } from '../../src/model/text/json.ts';

const a: Algebra<SegmentReference> = { segment: { name: 'A' } };

describe('readAlgebra', () => {
  test.each<readonly [JsonValue | undefined, Algebra<SegmentReference>]>([
    ['A', a],
    [{ segment: 'A' }, a],
    [{ segmentId: '738' }, { segment: { id: '738' } }],
    [{ not: 'A' }, { not: a }],
    [{ and: ['A', { or: ['A', { not: 'A' }] }] }, { and: [a, { or: [a, { not: a }] }] }],
    [{ and: [] }, { and: [] }],
    [{ and: null, or: ['A'], not: undefined }, { or: [a] }],
  ])('%j', (json, expected) => {
    expect(readAlgebra(json)).toEqual(expected);
  });

  test.each<readonly [JsonValue | undefined]>([
    [undefined],
    [null],
    [7],
    [['A']],
    [{}],
    [{ and: null }],
    [{ and: 'A' }],
    [{ and: ['A', 7] }],
    [{ and: ['A'], or: ['A'] }],
    [{ not: ['A'] }],
    [{ not: {} }],
    [{ segment: 7 }],
    [{ segmentId: 7 }],
    [{ nor: ['A'] }],
    [{ and: [{ or: [null] }] }],
  ])('refuses %j', (json) => {
    expect(readAlgebra(json)).toBeNull();
  });
});

test('writeAlgebra writes names bare and IDs long', () => {
  const tree: Algebra<SegmentReference> = {
    and: [a, { not: { or: [a, { segment: { id: '738' } }] } }],
  };
  const json = { and: ['A', { not: { or: ['A', { segmentId: '738' }] } }] };
  expect(writeAlgebra(tree)).toEqual(json);
  expect(readAlgebra(json)).toEqual(tree);
});

test('mapAlgebra keeps the shape', () => {
  const tree: Algebra<number> = { and: [{ segment: 1 }, { not: { or: [{ segment: 2 }] } }] };
  expect(mapAlgebra(tree, String)).toEqual({
    and: [{ segment: '1' }, { not: { or: [{ segment: '2' }] } }],
  });
});

test('algebraLeaves counts each occurrence, in tree order', () => {
  const tree: Algebra<string> = {
    or: [{ segment: 'B' }, { not: { and: [{ segment: 'A' }, { segment: 'B' }] } }],
  };
  expect(algebraLeaves(tree)).toEqual(['B', 'A', 'B']);
});

test.each<readonly [Algebra<string>, number]>([
  [{ segment: 'A' }, 1],
  [{ not: { segment: 'A' } }, 2],
  [{ and: [{ segment: 'A' }, { not: { or: [{ segment: 'A' }] } }] }, 4],
  [{ and: [] }, 1],
])('the depth of %j is %d', (tree, depth) => {
  expect(algebraDepth(tree)).toBe(depth);
});
