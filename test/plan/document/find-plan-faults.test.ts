/** A plan of ours has no fault, and can be applied from its file. */
import { expect, test } from '@jest/globals';
import { findPlanFaults } from '../../../src/plan/document/find-plan-faults.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

test('an audience that goes to another retailer may name its namesake there', () => {
  const { value } = planChanges({
    project: aProject(),
    declarations: [anAudience('Out', 'CRM', { retailerId: '99' })],
    snapshot: aSnapshot(
      [aSegmentRow('1', 'CRM'), aSegmentRow('2', 'CRM', { retailerId: '99' })],
      [anAudienceRow('9', 'Out', { audienceSegmentId: '1' })],
    ),
    version: '0',
    options: { allowReplace: true },
  });
  expect(value?.changes).toMatchObject([
    { action: 'replace', segmentIds: { before: { CRM: '1' }, after: { CRM: '2' } } },
  ]);
  expect(value && findPlanFaults(value)).toEqual([]);
});
