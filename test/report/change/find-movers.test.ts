/** Which audiences are said to move to a new segment, and how many. */
import { describe, expect, test } from '@jest/globals';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { describeMoves } from '../../../src/report/change/moves/describe-moves.ts';
import { renderPlan } from '../../../src/report/plan/render-plan.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const not = (id: string) => ({
  and: [{ audienceSegmentId: '2' }, { not: { audienceSegmentId: id } }],
});
const { value: plan } = planChanges({
  project: aProject(),
  declarations: [
    { ...aSegment('Old', { contactList: { identifierType: 'PhoneNumber' } }), allowReplace: true },
    aSegment('Other'),
    anAudience('Stays', { and: ['Viewers', { not: 'Old' }] }),
    anAudience('Edited', { and: ['Other', { not: 'Old' }] }),
    anAudience('Begins', { and: ['Viewers', { not: 'Old' }] }),
    anAudience('Stops', { and: ['Viewers', { not: 'Other' }] }),
    anAudience('Is new', { and: ['Viewers', 'Other', { not: 'Old' }] }),
  ],
  snapshot: aSnapshot(
    [
      aSegmentRow('1', 'Old'),
      aSegmentRow('2', 'Viewers', {
        events: { shopperActivity: 'View', lookbackDays: 'Last30Days' },
      }),
      aSegmentRow('3', 'Other'),
    ],
    [
      anAudienceRow('4', 'Stays', not('1')),
      anAudienceRow('5', 'Edited', not('1')),
      anAudienceRow('6', 'Begins', not('3')),
      anAudienceRow('7', 'Stops', not('1')),
    ],
  ),
  version: '0',
});
if (!plan) throw new Error('no plan');

describe('only what used the old segment moves to the new one', () => {
  test.each(['markdown', 'html'] as const)('as %s: the header and the point agree', (format) => {
    const text = renderPlan(plan, { format }).replace(/<[^>]*>|[`*]/gu, '');
    expect(text).toMatch('2 audiences move to a new segment.');
    expect(text).toMatch(/new ID; (Stays and Edited|Edited and Stays) move to the new one\./u);
  });

  test('as text', () => {
    const text = renderPlan(plan, { format: 'text' }).replace(/\s+/gu, ' ');
    expect(text).toMatch(
      /new ID; ("Stays" and "Edited"|"Edited" and "Stays") move to the new one/u,
    );
  });

  test('the list names the same ones', () => {
    expect(describeMoves(plan).map(({ address }) => address)).toEqual([
      'audience/Stays',
      'audience/Edited',
    ]);
  });
});

test('a step creates what is new, and changes the rest', () => {
  const [replaced] = plan.changes.filter(({ action }) => action === 'replace');
  expect(replaced?.steps?.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'create "Is new", which uses it',
      'change "Begins" to use it',
      'change "Edited" to use it',
      'change "Stays" to use it',
    ]),
  );
});
