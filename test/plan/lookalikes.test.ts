import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { RemoteRow } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { aDeclaration, advertiserId, aProject, aSnapshot } from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryRemote, Killed, type MemoryRemote } from '../support/memory-remote.ts';

const project = aProject({ platform: 'marketing-solutions' });

const row = (id: string, attributes: Record<string, unknown>): RemoteRow => ({
  id,
  attributes: { advertiserId, ...attributes },
});
const remoteWorld = () =>
  createMemoryRemote(
    aSnapshot(
      [
        row('1', { name: 'CRM 2025', type: 'ContactList', contactList: { isReadOnly: false } }),
        row('2', {
          name: 'Lookalike of CRM',
          type: 'Lookalike',
          lookalike: { seedSegmentId: '1', targetSize: 50000 },
        }),
      ],
      [
        row('3', { name: 'Prospects', algebra: { audienceSegmentId: '2' }, adSetIds: ['51001'] }),
        row('4', {
          name: 'Others',
          algebra: { and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: '2' } }] },
        }),
      ],
      'marketing-solutions',
    ),
  );

const segment = (
  name: string,
  block: Record<string, never> | object,
  differs: Partial<Declaration> = {},
) => aDeclaration('segment', name, { advertiserId, ...block }, differs);
const declared: readonly Declaration[] = [
  segment('CRM 2025', { contactList: {} }),
  segment('CRM 2026', { contactList: {} }),
  segment('Lookalike of CRM', { lookalike: { seedSegment: 'CRM 2026' } }, { allowReplace: true }),
  aDeclaration('audience', 'Prospects', { advertiserId, algebra: 'Lookalike of CRM' }),
  aDeclaration('audience', 'Others', {
    advertiserId,
    algebra: { and: ['CRM 2025', { not: 'Lookalike of CRM' }] },
  }),
];

function planOf(remote: MemoryRemote, declarations = declared) {
  const { value, diagnostics } = planChanges({
    project,
    declarations,
    snapshot: remote.snapshot(),
    version: '0',
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

async function applyTo(remote: MemoryRemote) {
  const plan = planOf(remote);
  const result = await applyPlan({
    plan,
    snapshot: remote.snapshot(),
    remote,
    clock: createFakeClock(),
    parallelism: 2,
  });
  if (result.state !== 'applied') throw new Error('stale');
  return result.report;
}

describe('a lookalike with another seed', () => {
  test('is one replacement; audiences that use it move along and keep their IDs and ad sets', async () => {
    const remote = remoteWorld();
    const plan = planOf(remote);
    expect(plan.summary).toMatchObject({ create: 1, update: 0, replace: 1, delete: 0 });
    expect(plan.changes.find(({ action }) => action === 'replace')).toMatchObject({
      address: 'segment/Lookalike of CRM',
      undo: 'new-id',
      liveUse: { known: true, adSetIds: ['51001'] },
      steps: [
        { verb: 'create', address: 'segment/Lookalike of CRM' },
        { verb: 'update', address: 'audience/Others' },
        { verb: 'update', address: 'audience/Prospects' },
        { verb: 'delete', address: 'segment/Lookalike of CRM' },
        { verb: 'update', address: 'segment/Lookalike of CRM' },
      ],
    });
    expect(plan.affected).toMatchObject([
      { address: 'audience/Others', verdict: 'unknown', via: ['segment/Lookalike of CRM'] },
      { address: 'audience/Prospects', verdict: 'unknown', adSetIds: ['51001'] },
    ]);
    expect((await applyTo(remote)).summary).toMatchObject({ done: 2, failed: 0 });
    const { segments, audiences } = remote.snapshot();
    expect(segments.map(({ attributes }) => attributes['name'])).toEqual([
      'CRM 2025',
      'CRM 2026',
      'Lookalike of CRM',
    ]);
    expect(audiences.map(({ id }) => id)).toEqual(['3', '4']);
    expect(planOf(remote).changes).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5])(
    'killed at request %d, before or after, the next run finishes it',
    async (nth) => {
      for (const when of ['before', 'after'] as const) {
        const remote = remoteWorld();
        remote.killAt(nth, when);
        await applyTo(remote).catch((error) => expect(error).toBeInstanceOf(Killed));
        const again = createMemoryRemote(remote.snapshot());
        await applyTo(again);
        expect(planOf(again).changes).toEqual([]);
        expect(again.snapshot().segments).toHaveLength(3);
        expect(again.snapshot().audiences.map(({ id }) => id)).toEqual(['3', '4']);
      }
    },
  );

  test('needs consent, and stays when something undeclared uses it', () => {
    const remote = remoteWorld();
    const withoutConsent = declared.map((each) => ({ ...each, allowReplace: false }));
    expect(planOf(remote, withoutConsent).refusals).toMatchObject([
      { code: 'replace-not-allowed' },
    ]);
    const withoutOthers = declared.filter(({ name }) => name !== 'Others');
    expect(planOf(remote, withoutOthers).refusals).toMatchObject([
      { code: 'replace-blocked', address: 'segment/Lookalike of CRM' },
    ]);
  });
});
