import { expect, test } from '@jest/globals';
import { describeSize } from '../../src/report/change/describe-size.ts';
import type { PlannedChange, SizeChange } from '../../src/schema/generated/plan.ts';

const change: PlannedChange = {
  address: 'segment/One',
  action: 'update',
  id: '1',
  origin: 'unknown',
  reasons: [{ code: 'attribute-changed', text: 'x' }],
  undo: 'reversible',
  liveUse: { known: false },
  before: {},
  after: {},
  patch: [],
  segmentIds: { before: {}, after: {} },
  paths: [],
  dependsOn: [],
  source: null,
};

const reason = 'no figure today';

test.each<[PlannedChange['action'], SizeChange, string]>([
  ['update', { before: 194_730, after: 180_000 }, '194,730 -> about 180,000'],
  ['update', { before: 7, after: 7, channel: 'Onsite' }, '7 -> unchanged onsite'],
  ['update', { before: 7, after: null, reason }, '7 -> n/a: no figure today'],
  ['update', { before: null, after: null, reason }, 'n/a: no figure today'],
  ['replace', { before: null, after: 7, reason }, 'n/a -> about 7 (no figure today)'],
  ['create', { before: null, after: 1_200_000 }, 'about 1,200,000'],
  ['create', { before: null, after: null, reason }, 'n/a: no figure today'],
  ['delete', { before: 0, after: null }, '0'],
  ['delete', { before: null, after: null, reason: 'two\nlines' }, 'n/a: two\\nlines'],
])('%s of %j: %s', (action, size, text) => {
  expect(describeSize({ ...change, action, size })).toBe(text);
});

test('nothing where nobody asked', () => {
  expect(describeSize(change)).toBeNull();
});
