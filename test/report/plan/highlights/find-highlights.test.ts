import { describe, expect, test } from '@jest/globals';
import { findHighlights } from '../../../../src/report/plan/highlights/find-highlights.ts';
import { phraseText } from '../../../../src/report/text/phrase.ts';
import type { PlanDocument, Verdict } from '../../../../src/schema/generated/plan.ts';
import { aChange, anAffected, aPlan } from '../../a-plan.ts';

function sentences(differs: Partial<PlanDocument>): readonly string[] {
  return findHighlights(aPlan(differs)).map(phraseText);
}

const reachOf = (verdict: Verdict) => ({ verdict, enter: null, leave: null });

describe('a live audience', () => {
  const live = { known: true, adSetIds: ['1', '2'] };

  test.each([
    ['wider', ['"A" is live in 2 ad sets: some people enter.']],
    ['narrower', ['"A" is live in 2 ad sets: some people leave.']],
    ['unknown', ['"A" is live in 2 ad sets: who enters and who leaves is not known.']],
    ['same', []],
  ] as const)('%s', (verdict, expected) => {
    const change = aChange('audience/A', 'update', { liveUse: live, reach: reachOf(verdict) });
    expect(sentences({ changes: [change] })).toEqual(expected);
  });

  test('that would hold nobody is said twice over', () => {
    const change = aChange('audience/A', 'update', { liveUse: live, reach: reachOf('empty') });
    expect(sentences({ changes: [change] })).toEqual([
      '"A" is live in 2 ad sets: everyone leaves.',
      '"A" would hold nobody.',
    ]);
  });
});

test('what is live and cannot be seen is one sentence', () => {
  const changes = ['A', 'B'].map((name) =>
    aChange(`audience/${name}`, 'update', { liveUse: { known: false }, reach: reachOf('wider') }),
  );
  expect(sentences({ changes })).toEqual([
    'Who is in "A" and "B" changes. Line items are not visible in retail media: check which ones use them.',
  ]);
});

describe('a new list', () => {
  const list = aChange('segment/New', 'create', { after: { name: 'New', contactList: {} } });
  const using = (algebra: object | string) =>
    aChange('audience/A', 'update', { after: { name: 'A', algebra } });

  test.each([
    ['excluded', { and: ['Old', { not: 'New' }] }, 'it excludes nobody from "A"'],
    ['needed', { and: ['Old', 'New'] }, '"A" holds nobody'],
    ['alone', 'New', '"A" holds nobody'],
  ])('%s', (_, algebra, effect) => {
    expect(sentences({ changes: [list, using(algebra)] })).toEqual([
      `"New" is a new list and empty until its first upload. Until then ${effect}.`,
    ]);
  });

  test('that is one of many shares a sentence with them', () => {
    const lists = ['L1', 'L2', 'L3', 'L4'].map((name) =>
      aChange(`segment/${name}`, 'create', { after: { name, contactList: {} } }),
    );
    const algebra = { and: ['L1', { not: { or: ['L2', 'L3', 'L4'] } }] };
    expect(sentences({ changes: [...lists, using(algebra)] })).toEqual([
      '4 new lists are empty until their first upload: "L1", "L2", "L3" and "L4". ' +
        'Until then they exclude nobody from "A", and "A" holds nobody.',
    ]);
  });

  test.each([
    ['one of several', { or: ['Old', 'New'] }],
    ['not used', 'Old'],
  ])('%s is nothing to look at first', (_, algebra) => {
    expect(sentences({ changes: [list, using(algebra)] })).toEqual([]);
  });
});

test('an edit made in the UI that would be overwritten', () => {
  const reasons = [
    { code: 'attribute-changed', text: 'events.minPrice', origin: 'drift' as const },
    { code: 'attribute-changed', text: 'description', origin: 'declared' as const },
  ];
  expect(sentences({ changes: [aChange('segment/S', 'update', { reasons })] })).toEqual([
    '"S": lowest price, edited in the Criteo UI, would be set back.',
  ]);
});

test('what cannot come back', () => {
  const reasons = [{ code: 'pruned', text: 'no manifest declares it' }];
  const changes = [
    aChange('segment/List', 'delete', { undo: 'irreversible', reasons }),
    aChange('segment/Events', 'delete', { reasons }),
  ];
  expect(sentences({ changes })).toEqual([
    '"List" is deleted with its members: they cannot be read back, only uploaded again.',
    '"Events" is deleted because no manifest declares it.',
  ]);
});

test('audiences that change through a segment, the live ones by themselves', () => {
  const affected = [
    { ...anAffected('Live', 'S', ['7']), verdict: 'narrower' as const },
    anAffected('B', 'S'),
    { ...anAffected('Same', 'S'), verdict: 'same' as const },
  ];
  expect(sentences({ affected })).toEqual([
    '"Live" is live in 1 ad set and changes without being edited: some people leave, through "S".',
    '"B" changes without being edited, through a segment.',
  ]);
});

test('many of a kind are counted', () => {
  const changes = Array.from({ length: 20 }, (_, index) =>
    aChange(`segment/S ${index + 10}`, 'replace'),
  );
  const all = sentences({ changes });
  expect(all).toHaveLength(9);
  expect(all.at(-1)).toBe('… and 12 more entities are rebuilt under a new ID.');
});
