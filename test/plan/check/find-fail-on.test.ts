import { describe, expect, test } from '@jest/globals';
import { findFailOn } from '../../../src/plan/check/find-fail-on.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const events = (lookbackDays: string) => ({
  events: { shopperActivity: 'View', lookbackDays },
});

/** Viewers widens, which narrows an audience that nobody declared; Buyers of a new list is created. */
const { value: plan } = planChanges({
  project: aProject(),
  declarations: [
    aSegment('Viewers', events('Last60Days')),
    aSegment('CRM'),
    aSegment('New list'),
    anAudience('Edited', 'CRM', { description: 'text' }),
    anAudience('Fresh', { and: ['Viewers', 'New list'] }),
  ],
  snapshot: aSnapshot(
    [aSegmentRow('1', 'Viewers', events('Last30Days')), aSegmentRow('2', 'CRM')],
    [
      anAudienceRow('3', 'Edited', { audienceSegmentId: '2' }),
      anAudienceRow('4', 'Undeclared', {
        and: [{ audienceSegmentId: '2' }, { not: { audienceSegmentId: '1' } }],
      }),
    ],
  ),
  options: { base: { declarations: [aSegment('Viewers', events('Last60Days'))], label: 'base' } },
  version: '0',
});

function found(...words: readonly string[]) {
  if (plan === null) throw new Error('no plan');
  return findFailOn(plan, words).map(({ address, text }) => `${address}: ${text}`);
}

describe('what --fail-on finds', () => {
  test.each([
    ['wider', ['segment/Viewers: some people enter (--fail-on wider)']],
    ['narrower', ['audience/Undeclared: some people leave (--fail-on narrower)']],
    ['empty', []],
    ['drift', ['segment/Viewers: it was edited in the Criteo UI (--fail-on drift)']],
    ['conflict', []],
    [
      'adopted',
      ['audience/Edited: it exists in the account and is new in git (--fail-on adopted)'],
    ],
    [
      'new-list-empty',
      [
        'audience/Fresh: new-list-empty: "Fresh" holds nobody before the first upload of "New list" (--fail-on new-list-empty)',
      ],
    ],
    [
      'not-remote',
      ['audience/Fresh', 'segment/New list'].map(
        (address) => `${address}: not-remote: declared, but not remote yet (--fail-on not-remote)`,
      ),
    ],
  ])('%s', (word, expected) => {
    expect(found(word)).toEqual(expected);
  });

  test('several words add up, each once', () => {
    expect(found('wider', 'narrower', 'wider')).toEqual([...found('wider'), ...found('narrower')]);
  });

  test('the refusal says what to do', () => {
    expect(plan && findFailOn(plan, ['wider'])).toEqual([
      expect.objectContaining({
        code: 'fail-on',
        fix: 'Review it, and then plan without --fail-on wider.',
      }),
    ]);
  });
});

test.each([
  ['different', ['some people enter and some leave (--fail-on different)']],
  ['wider', ['some people enter until "Old" is uploaded (--fail-on wider)']],
  ['narrower', []],
])('%s, of an audience that begins to exclude a replaced list', (word, texts) => {
  const { value } = planChanges({
    project: aProject(),
    declarations: [
      aSegment('Old', { contactList: { identifierType: 'PhoneNumber' } }),
      anAudience('A', { and: ['Viewers', { not: 'Old' }] }),
    ],
    snapshot: aSnapshot(
      [
        aSegmentRow('1', 'Viewers', events('Last30Days')),
        aSegmentRow('2', 'CRM'),
        aSegmentRow('3', 'Old'),
      ],
      [
        anAudienceRow('4', 'A', {
          and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: '2' } }],
        }),
      ],
    ),
    version: '0',
  });
  expect(value && findFailOn(value, [word]).map(({ text }) => text)).toEqual(texts);
});
