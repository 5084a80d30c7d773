import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import type { JsonValue } from '../../../src/model/text/json.ts';
import { findEndedSegments } from '../../../src/plan/check/find-ended-segments.ts';
import { anAudience, aSegment } from '../../support/a-world.ts';

const now = Date.UTC(2026, 10, 30, 12);

function endingOn(endDate: JsonValue): Snapshot {
  const behavioral = { country: 'FR', category: 'Seasonal', startDate: null, endDate };
  const attributes = { name: 'Winter sports', type: 'Behavioral', behavioral };
  return {
    formatVersion: 1,
    platform: 'marketing-solutions',
    advertiserId: '1',
    segments: [{ id: '7', type: 'AudienceSegment', attributes }],
    audiences: [],
  };
}

const codesOf = (...given: Parameters<typeof findEndedSegments>) =>
  findEndedSegments(...given).map(({ code, severity }) => `${severity} ${code}`);

const uses = anAudience('A', 'Winter sports');
const told = ['warning segment-has-ended'];

describe('a behavioral segment that an audience uses', () => {
  test.each<[JsonValue, readonly string[]]>([
    ['2026-11-29T00:00:00Z', told],
    ['2026-11-29', told],
    ['2026-11-29T23:59:59.123', told],
    ['2025-01-01T00:00:00Z', told],
    // On its last day it may still hold people.
    ['2026-11-30T00:00:00Z', []],
    ['2026-12-01T00:00:00Z', []],
    [null, []],
    ['soon', []],
    [20_261_129, []],
  ])('ends %s', (endDate, expected) => {
    expect(codesOf([uses], endingOn(endDate), now)).toEqual(expected);
  });

  const ended = endingOn('2026-11-29T00:00:00Z');

  test.each([
    ['by ID', anAudience('A', { segmentId: '7' }), 1],
    ['at each place', anAudience('A', { or: ['Winter sports', { not: { segmentId: '7' } }] }), 2],
    ['not at all', anAudience('A', { or: ['Summer', { segmentId: '8' }] }), 0],
  ])('%s', (_title, audience, count) => {
    expect(codesOf([audience], ended, now)).toHaveLength(count);
  });

  test('is another one than a declared segment of that name', () => {
    expect(codesOf([uses, aSegment('Winter sports')], ended, now)).toEqual([]);
  });

  test('by an audience that is to be deleted is not told', () => {
    expect(codesOf([{ ...uses, state: 'absent' }], ended, now)).toEqual([]);
  });
});
