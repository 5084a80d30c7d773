/** Two declarations of one name, told apart by their IDs: a change of one is no change of the other. */
import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../src/model/declaration.ts';
import type { RemoteRow } from '../../src/model/remote/snapshot.ts';
import { type PlanOptions, planChanges } from '../../src/plan/plan-changes.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';

const other = { retailerId: '5678' };
const leaf = { audienceSegmentId: '1' };
const segmentRows = [
  aSegmentRow('1', 'CRM'),
  aSegmentRow('2', 'CRM', other),
  aSegmentRow('3', 'Old', other),
];
const segments = [
  { ...aSegment('CRM'), id: '1' },
  { ...aSegment('CRM', other), id: '2' },
];

function plan(
  declarations: readonly Declaration[],
  audiences: readonly RemoteRow[],
  options: PlanOptions = {},
) {
  const { value, diagnostics } = planChanges({
    ...{ project: aProject(), declarations, version: '0', options },
    snapshot: aSnapshot(segmentRows, audiences),
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

describe('twins', () => {
  test('wait each for what it needs itself', () => {
    const { changes } = plan(
      [
        ...segments,
        aSegment('New'),
        { ...anAudience('X', { or: ['CRM', 'New'] }), id: '8' },
        { ...anAudience('X', 'CRM', { ...other, description: 'by hand' }), id: '9' },
      ],
      [anAudienceRow('8', 'X', leaf), anAudienceRow('9', 'X', { audienceSegmentId: '2' }, other)],
    );
    const waiting = changes.map(({ address, id, dependsOn }) => [address, id, dependsOn]);
    expect(waiting).toEqual([
      ['audience/X', '8', ['segment/New']],
      ['audience/X', '9', []],
      ['segment/New', null, []],
    ]);
  });

  test('of which one goes and one comes wait for the same', () => {
    const { changes } = plan(
      [...segments, { ...absent('segment', ''), id: '3' }, aSegment('Old'), anAudience('X', 'CRM')],
      [anAudienceRow('8', 'X', { audienceSegmentId: '3' })],
    );
    const waiting = changes.map(({ address, action, dependsOn }) => [address, action, dependsOn]);
    expect(waiting).toEqual([
      ['audience/X', 'update', []],
      ['segment/Old', 'create', ['audience/X']],
      ['segment/Old', 'delete', ['audience/X']],
    ]);
  });

  test('are pulled into a part of a plan one by one', () => {
    const { changes, leftAlone, selection } = plan(
      [
        ...segments,
        absent('segment', 'Old'),
        { ...anAudience('X', 'CRM', { description: 'by hand' }), id: '8' },
        { ...anAudience('X', 'CRM', other), id: '9' },
      ],
      [anAudienceRow('8', 'X', leaf), anAudienceRow('9', 'X', { audienceSegmentId: '3' }, other)],
      { selection: { target: ['segment/Old'], exclude: [] } },
    );
    expect(changes.map(({ address, id }) => [address, id])).toEqual([
      ['audience/X', '9'],
      ['segment/Old', '3'],
    ]);
    expect(selection?.pulledIn).toEqual(['audience/X']);
    expect(leftAlone).toMatchObject([{ id: '8', reason: 'not-targeted' }]);
  });
});
