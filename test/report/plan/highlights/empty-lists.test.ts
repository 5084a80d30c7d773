/** What "Look at these first" says of contact lists that nobody has filled yet. */
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/model/text/json.ts';
import { planChanges } from '../../../../src/plan/plan-changes.ts';
import { findHighlights } from '../../../../src/report/plan/highlights/find-highlights.ts';
import { phraseText } from '../../../../src/report/text/phrase.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../../support/a-world.ts';

const view = (days: number) => ({
  events: { shopperActivity: 'View', lookbackDays: `Last${days}Days` },
});
const list = (identifierType: string) => ({ contactList: { identifierType } });
const leaf = (audienceSegmentId: string) => ({ audienceSegmentId });

/** Remote are View 7d, View 30d, Old, which is a list, and "Not Old". */
function sentences(
  declarations: Parameters<typeof planChanges>[0]['declarations'],
): readonly string[] {
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations,
    snapshot: aSnapshot(
      [
        aSegmentRow('1', 'View 7d', view(7)),
        aSegmentRow('2', 'View 30d', view(30)),
        aSegmentRow('3', 'Old', list('Email')),
      ],
      [anAudienceRow('9', 'Not Old', { and: [leaf('2'), { not: leaf('3') }] })],
    ),
    version: '0',
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return findHighlights(value).map(({ phrase }) => phraseText(phrase));
}

const using = (algebra: JsonObject | string) =>
  sentences([aSegment('New'), anAudience('A', algebra)]);

test.each([
  [
    'excluded',
    { and: ['View 30d', { not: 'New' }] },
    'it excludes nobody from "A", which still reaches the people who should be excluded',
  ],
  ['needed', { and: ['View 30d', 'New'] }, '"A" holds nobody'],
  ['alone', 'New', '"A" holds nobody'],
  [
    'all that is left, since nobody viewed in 7 days and not in 30',
    { or: ['New', { and: ['View 7d', { not: 'View 30d' }] }] },
    '"A" holds nobody',
  ],
])('a new list that is %s', (_, algebra, effect) => {
  expect(using(algebra)).toEqual([
    `"New" is a new list and empty until its first upload. Until then ${effect}.`,
  ]);
});

test.each([
  ['one of several', { or: ['View 30d', 'New'] }],
  ['not used', 'View 30d'],
  ['excluded from nobody', { or: ['View 30d', { and: ['View 7d', { not: 'New' }] }] }],
])('a new list that is %s is nothing to look at first', (_, algebra) => {
  expect(using(algebra)).toEqual([]);
});

describe('a list that is replaced', () => {
  const declared = { ...aSegment('Old', list('CustomerId')), allowReplace: true };
  const told = sentences([declared, anAudience('Not Old', { and: ['View 30d', { not: 'Old' }] })]);

  test('is one line, which says of the list what it does while it is empty', () => {
    expect(told.filter((text) => text.includes('is rebuilt'))).toEqual([
      '"Old" is rebuilt without its members: they cannot be read back, only uploaded again. It then takes CustomerId instead of Email: people without one do not come back. It is empty until it is uploaded again. Until then it excludes nobody from "Not Old", which still reaches the people who should be excluded. It is rebuilt under a new ID; "Not Old" moves to the new one.',
    ]);
    expect(told.filter((text) => text.includes('empty until'))).toHaveLength(1);
  });
});

test('many new lists share a line', () => {
  const names = ['L1', 'L2', 'L3', 'L4', 'L5', 'L6'];
  const algebra = { and: ['L1', { not: { or: names.slice(1) } }] };
  expect(sentences([...names.map((name) => aSegment(name)), anAudience('A', algebra)])).toEqual([
    '6 segments are new lists, empty until they are uploaded: "L1", "L2", "L3" and 3 more. ' +
      'Until then they exclude nobody from "A", which still reaches the people who should be excluded, and "A" holds nobody.',
  ]);
});
