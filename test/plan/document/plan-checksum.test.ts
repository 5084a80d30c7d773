import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { Project } from '../../../src/model/project.ts';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import { type PlanOptions, planChanges } from '../../../src/plan/plan-changes.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const replaced: Declaration = {
  ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }),
  allowReplace: true,
};
const declarations = [replaced, aSegment('Other', { description: 'd' }), anAudience('X', 'CRM')];
const snapshot = aSnapshot(
  [aSegmentRow('1', 'CRM'), aSegmentRow('2', 'Other')],
  [anAudienceRow('9', 'X', { audienceSegmentId: '1' })],
);

interface Task {
  readonly declarations?: readonly Declaration[];
  readonly snapshot?: Snapshot;
  readonly project?: Partial<Project>;
  readonly options?: PlanOptions;
}

function checksumOf(task: Task = {}): string {
  const { value } = planChanges({
    ...{ declarations, snapshot, version: '1', options: {} },
    ...task,
    project: aProject(task.project),
  });
  expect(value?.refusals).toEqual([]);
  return value?.checksum ?? '';
}

/** The same with something else in place of one of them. */
const withX = (x: Declaration) => [...declarations.slice(0, 2), x];

describe('the checksum of a plan', () => {
  test.each<[string, Task]>([
    ['a consent to replacements', { options: { allowReplace: true } }],
    ['a number of deletions', { options: { maxDeletes: 3 } }],
    ['a consent about members', { options: { memberConsents: ['allow-member-removal'] } }],
    ['another account', { project: { scopeId: '1' }, snapshot: { ...snapshot, accountId: '1' } }],
    ['another version for segments', { project: { segmentApiVersion: 'experimental' } }],
    ['another project', { project: { name: 'other' } }],
    ['another environment', { project: { environment: 'live' } }],
    ['a change more', { declarations: [...declarations, aSegment('New')] }],
    ['a change less', { declarations: [replaced, anAudience('X', 'CRM')] }],
    [
      'other words in a change',
      { declarations: withX(anAudience('X', 'CRM', { description: 'd' })) },
    ],
    [
      'a move of another tree',
      {
        snapshot: {
          ...snapshot,
          audiences: [
            anAudienceRow('9', 'X', {
              and: [{ audienceSegmentId: '1' }, { audienceSegmentId: '1' }],
            }),
          ],
        },
      },
    ],
    [
      'another ID behind a name',
      { snapshot: { ...snapshot, segments: [aSegmentRow('1', 'CRM'), aSegmentRow('3', 'Other')] } },
    ],
  ])('is another for %s', (_, task) => {
    expect(checksumOf(task)).not.toBe(checksumOf());
  });

  test.each<[string, Task]>([
    ['the order of declarations', { declarations: declarations.toReversed() }],
    [
      'an entity that the plan does not touch',
      { snapshot: { ...snapshot, segments: [...snapshot.segments, aSegmentRow('7', 'By hand')] } },
    ],
    [
      'what people read about an entity',
      { declarations: withX({ ...anAudience('X', 'CRM'), meta: { owner: 'me' } }) },
    ],
  ])('is the same whatever %s', (_, task) => {
    expect(checksumOf(task)).toBe(checksumOf());
  });

  test('is the same in whatever order consents are given', () => {
    const given = (...memberConsents: readonly string[]) =>
      checksumOf({ options: { memberConsents } });
    expect(given('allow-member-growth', 'allow-member-removal')).toBe(
      given('allow-member-removal', 'allow-member-growth'),
    );
  });
});
