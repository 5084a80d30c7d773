import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const views = { events: { shopperActivity: 'View', lookbackDays: 'Last30Days' } };

/** Viewers, Old and Replaced are there, and the lists New and Newer are not; Replaced becomes another list. */
function plan(before: JsonObject, after: JsonObject | string): PlanDocument {
  const { value } = planChanges({
    project: aProject(),
    declarations: [
      aSegment('New'),
      aSegment('Newer'),
      aSegment('Replaced', { contactList: { identifierType: 'CustomerId' } }),
      anAudience('A', after),
    ],
    snapshot: aSnapshot(
      [aSegmentRow('1', 'Viewers', views), aSegmentRow('2', 'Old'), aSegmentRow('3', 'Replaced')],
      [anAudienceRow('9', 'A', before), anAudienceRow('10', 'Untouched', uses('3'))],
    ),
    version: '0',
  });
  if (!value) throw new Error('no plan');
  return value;
}

const uses = (id: string): JsonObject => ({ audienceSegmentId: id });
const reachOf = (address: string, { changes }: PlanDocument) =>
  changes.find((change) => change.address === address)?.reach;
const edit = (before: JsonObject, after: JsonObject | string) =>
  reachOf('audience/A', plan(before, after));

test('a replaced list is empty until it is uploaded again, and so is what only includes it', () => {
  const planned = plan(uses('1'), 'Viewers');
  expect(reachOf('segment/Replaced', planned)).toMatchObject({
    verdict: 'empty',
    leave: 'everyone until the list is uploaded again',
  });
  expect(planned.affected).toMatchObject([
    {
      address: 'audience/Untouched',
      verdict: 'empty',
      leave: 'everyone until "Replaced" is uploaded again',
    },
  ]);
});

describe('an audience that begins to use new lists', () => {
  test.each([
    ['needs one', { and: ['Viewers', 'New'] }, 'everyone until "New" is uploaded'],
    ['is one', 'New', 'everyone until "New" is uploaded'],
    ['needs one of two', { or: ['New', 'Newer'] }, 'everyone until "New" and "Newer" are uploaded'],
  ])('%s: everyone leaves at first', (_, after, leave) => {
    expect(edit(uses('1'), after)).toEqual({ verdict: 'empty', enter: null, leave });
  });

  test.each<[string, JsonObject, JsonObject, string, string]>([
    ['excludes it', uses('1'), { and: ['Viewers', { not: 'New' }] }, 'narrower', 'same'],
    ['may be in it', uses('1'), { or: ['Viewers', 'New'] }, 'wider', 'same'],
    [
      'excludes it in place of another',
      { and: [uses('1'), { not: uses('2') }] },
      { and: ['Viewers', { not: 'New' }] },
      'different',
      'wider',
    ],
    [
      'may be in it in place of another',
      { or: [uses('1'), uses('2')] },
      { or: ['Viewers', 'New'] },
      'different',
      'narrower',
    ],
  ])('%s: what is meant, and what is so until then', (_, before, after, verdict, until) => {
    const reach = edit(before, after);
    expect(reach?.verdict).toBe(verdict);
    expect(reach?.untilUpload).toEqual({ verdict: until, lists: ['New'] });
  });
});
