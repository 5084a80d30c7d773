/** What an audience is said to use after its segment is replaced. */
import { expect, test } from '@jest/globals';
import { newName } from '../../../src/plan/match/temporary-name.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { describeMoves } from '../../../src/report/change/moves/describe-moves.ts';
import { phraseText } from '../../../src/report/text/phrase.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const byCustomer = { contactList: { identifierType: 'CustomerId' } };
const list = { ...aSegment('CRM', byCustomer), allowReplace: true };
const successor = newName('segment/CRM', { name: 'CRM', retailerId: '1234', ...byCustomer });

test.each([
  ['is not created yet', []],
  ['was created by a run that was cut off', [aSegmentRow('7', successor, byCustomer)]],
])('a successor that %s is named', (_, made) => {
  const { value } = planChanges({
    project: aProject(),
    declarations: [list, anAudience('Out', { or: ['CRM', { segmentId: '2' }] })],
    snapshot: aSnapshot(
      [aSegmentRow('1', 'CRM'), aSegmentRow('2', 'Other'), ...made],
      [anAudienceRow('9', 'Out', { or: [{ audienceSegmentId: '1' }, { audienceSegmentId: '2' }] })],
    ),
    version: '0',
  });
  expect(value?.moves).toHaveLength(1);
  const moves = value ? describeMoves(value) : [];
  expect(moves.map(({ phrase }) => phraseText(phrase))).toEqual([
    'uses the new "CRM" instead of ID 1',
  ]);
});
