import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../../src/apply/apply-plan.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryRemote } from '../../support/memory-remote.ts';

const declarations: readonly Declaration[] = [
  { ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }), allowReplace: true },
  anAudience('A', 'CRM'),
];

function plan(snapshot: Snapshot) {
  return planChanges({ project: aProject(), declarations, snapshot, version: '0.0.0' });
}

describe('a second successor of what is replaced already', () => {
  const start = aSnapshot(
    [aSegmentRow('1', 'CRM')],
    [anAudienceRow('3', 'A', { audienceSegmentId: '1' })],
  );
  const temporary = plan(start).value;
  const made = aSegmentRow('2', 'CRM', {
    contactList: { identifierType: 'CustomerId', isReadOnly: false },
  });

  async function secondName(): Promise<string> {
    const remote = createMemoryRemote(start);
    if (temporary === null) throw new Error('no plan');
    await applyPlan({
      plan: temporary,
      snapshot: start,
      remote,
      clock: createFakeClock(),
      parallelism: 1,
    });
    const attributes = remote.requests[0]?.items[0]?.['attributes'];
    if (typeof attributes !== 'object' || attributes === null || !('name' in attributes)) {
      throw new Error('no create');
    }
    return String(attributes['name']);
  }

  test('is deleted, after who uses it has moved back', async () => {
    const twin = aSegmentRow('4', await secondName(), {
      contactList: { identifierType: 'CustomerId', isReadOnly: false },
    });
    const remote = createMemoryRemote(
      aSnapshot([made, twin], [anAudienceRow('3', 'A', { audienceSegmentId: '4' })]),
    );
    const { value, diagnostics } = plan(remote.snapshot());
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (value === null) throw new Error('no plan');
    expect(value.refusals).toEqual([]);
    expect(value.changes).toMatchObject([
      { address: 'audience/A', action: 'update' },
      { id: '4', action: 'delete', reasons: [{ code: 'left-over' }] },
    ]);
    const result = await applyPlan({
      plan: value,
      snapshot: remote.snapshot(),
      remote,
      clock: createFakeClock(),
      parallelism: 1,
    });
    expect(result).toMatchObject({ report: { summary: { done: 2, failed: 0 } } });
    expect(plan(remote.snapshot()).value?.changes).toEqual([]);
  });

  test('is freed first where an audience names it without need', async () => {
    const twin = aSegmentRow('4', await secondName(), {
      contactList: { identifierType: 'CustomerId', isReadOnly: false },
    });
    const algebra = {
      and: [
        { audienceSegmentId: '2' },
        { or: [{ audienceSegmentId: '2' }, { audienceSegmentId: '4' }] },
      ],
    };
    const { value } = plan(aSnapshot([made, twin], [anAudienceRow('3', 'A', algebra)]));
    expect(value?.refusals).toEqual([]);
    expect(value?.changes).toMatchObject([
      { address: 'audience/A', action: 'update', reasons: [{ code: 'reference-freed' }] },
      { id: '4', action: 'delete' },
    ]);
  });

  test('whose name was copied onto something else is not ours to delete', async () => {
    const name = (await secondName()).replace(/[0-9a-f]{4} for/u, '0000 for');
    const { value, diagnostics } = plan(aSnapshot([made, aSegmentRow('4', name)], []));
    expect(value?.changes.filter(({ action }) => action === 'delete') ?? []).toEqual([]);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'temporary-name-unmatched' }),
    );
  });
});
