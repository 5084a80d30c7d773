import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { RemoteWriter, WriteAnswer } from '../../src/model/remote/remote.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryRemote, type MemoryRemote } from '../support/memory-remote.ts';

function planOf(declarations: readonly Declaration[], remote: MemoryRemote): PlanDocument {
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations,
    snapshot: remote.snapshot(),
    version: '0.0.0',
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

async function apply(
  plan: PlanDocument,
  remote: MemoryRemote,
  writer: Partial<RemoteWriter> = {},
  signal?: AbortSignal,
) {
  const result = await applyPlan({
    plan,
    snapshot: remote.snapshot(),
    remote: { ...remote, ...writer },
    clock: createFakeClock(),
    parallelism: 2,
    ...(signal ? { signal } : {}),
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  return result.report;
}

const unknown: WriteAnswer = {
  outcome: 'unknown',
  problems: [{ code: 'api-timeout', detail: null, traceId: null, index: null, deprecation: false }],
};

describe('applying', () => {
  const world = () =>
    createMemoryRemote(
      aSnapshot(
        [aSegmentRow('1', 'CRM'), aSegmentRow('2', 'Old')],
        [anAudienceRow('3', 'A', { audienceSegmentId: '1' })],
      ),
    );

  test('a failure stops what needs it and nothing else, and the report says why', async () => {
    const remote = world();
    const plan = planOf(
      [
        aSegment('CRM', { description: 'x' }),
        aSegment('New'),
        anAudience('A', 'CRM'),
        anAudience('B', 'New'),
      ],
      remote,
    );
    const report = await apply(plan, remote, {
      write: async (request) =>
        request.kind === 'segment' && request.verb === 'create'
          ? {
              outcome: 'answered',
              rows: [],
              hasBody: true,
              problems: [
                {
                  code: 'retailer-must-be-live',
                  detail: 'not live',
                  traceId: 't1',
                  index: 0,
                  deprecation: false,
                },
              ],
            }
          : remote.write(request),
    });
    expect(report.summary).toEqual({ done: 1, failed: 1, skipped: 1, unknown: 0 });
    expect(report.results).toMatchObject([
      { address: 'audience/B', outcome: 'skipped', because: 'segment/New' },
      { address: 'segment/CRM', outcome: 'done', id: '1' },
      {
        address: 'segment/New',
        outcome: 'failed',
        error: { code: 'retailer-must-be-live', traceId: 't1' },
      },
    ]);
  });

  test('replaced namesakes of two retailers keep their names, and what uses them, apart', async () => {
    const other = { retailerId: '5678' };
    const remote = createMemoryRemote(
      aSnapshot(
        [aSegmentRow('1', 'CRM'), aSegmentRow('2', 'CRM', other)],
        [
          anAudienceRow('3', 'A', { audienceSegmentId: '1' }),
          anAudienceRow('4', 'B', { audienceSegmentId: '2' }, other),
        ],
      ),
      { uniquePerRetailer: true },
    );
    const replaced = (id: string, attributes = {}): Declaration => ({
      ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' }, ...attributes }),
      ...{ id, allowReplace: true },
    });
    const declared = [replaced('1'), replaced('2', other)];
    const audiences = [anAudience('A', 'CRM'), anAudience('B', 'CRM', other)];
    const report = await apply(planOf([...declared, ...audiences], remote), remote);
    expect(report.summary).toEqual({ done: 2, failed: 0, skipped: 0, unknown: 0 });
    const { segments, audiences: users } = remote.snapshot();
    const retailerOf = (id: unknown) => segments.find((row) => row.id === id)?.attributes;
    expect(segments.map(({ attributes }) => attributes['name'])).toEqual(['CRM', 'CRM']);
    for (const { attributes } of users) {
      const algebra = attributes['algebra'] as { audienceSegmentId: string };
      expect(retailerOf(algebra.audienceSegmentId)).toMatchObject({
        retailerId: attributes['retailerId'],
        contactList: { identifierType: 'CustomerId' },
      });
    }
  });

  test('a create whose answer is lost is found by reading and never sent twice', async () => {
    const remote = world();
    const plan = planOf([aSegment('New'), anAudience('B', 'New')], remote);
    const report = await apply(plan, remote, {
      write: async (request) => {
        const answer = await remote.write(request);
        return request.kind === 'segment' ? unknown : answer;
      },
    });
    expect(report.summary).toMatchObject({ done: 2 });
    expect(remote.requests.map(({ kind, items }) => [kind, items.length])).toEqual([
      ['segment', 1],
      ['audience', 1],
    ]);
  });

  test('a request that never arrived is sent again', async () => {
    const remote = world();
    let lost = 0;
    const report = await apply(planOf([aSegment('New')], remote), remote, {
      write: async (request) => (lost++ === 0 ? unknown : remote.write(request)),
    });
    expect(report.summary).toMatchObject({ done: 1 });
  });

  test('what reading cannot settle is unknown, and reported as nothing else', async () => {
    const remote = world();
    const report = await apply(planOf([aSegment('New')], remote), remote, {
      write: async () => unknown,
      readAll: async () => {
        throw new Error('unreachable');
      },
    });
    expect(report.results).toMatchObject([{ outcome: 'unknown', error: { code: 'api-timeout' } }]);
  });

  test('after an interrupt nothing further is begun', async () => {
    const remote = world();
    const stop = new AbortController();
    const plan = planOf([aSegment('New'), anAudience('B', 'New')], remote);
    const report = await apply(
      plan,
      remote,
      {
        write: async (request) => {
          stop.abort();
          return remote.write(request);
        },
      },
      stop.signal,
    );
    expect(report.results).toMatchObject([
      { address: 'audience/B', outcome: 'skipped', because: 'interrupted' },
      { address: 'segment/New', outcome: 'done' },
    ]);
  });

  test('a saved plan is stale when what it touches changed, and not when something else did', async () => {
    const remote = world();
    const plan = planOf([aSegment('CRM', { description: 'x' })], remote);
    const edit = (id: string) =>
      remote.write({
        kind: 'segment',
        verb: 'update',
        items: [{ id, attributes: { description: { value: 'by hand' } } }],
      });
    await edit('2');
    await edit('1');
    const input = { plan, remote, clock: createFakeClock(), parallelism: 1 };
    const before = remote.requests.length;
    const stale = await applyPlan({ ...input, snapshot: remote.snapshot() });
    expect(stale).toMatchObject({ state: 'stale', changes: [{ address: 'segment/CRM' }] });
    expect(remote.requests.length).toBe(before);
    await remote.write({
      kind: 'segment',
      verb: 'update',
      items: [{ id: '1', attributes: { description: { value: null } } }],
    });
    expect(await applyPlan({ ...input, snapshot: remote.snapshot() })).toMatchObject({
      state: 'applied',
    });
  });

  test('the same saved plan finishes what was cut off, and repeats nothing', async () => {
    const remote = world();
    const plan = planOf([aSegment('New'), anAudience('B', 'New'), absent('audience', 'A')], remote);
    remote.killAt(1, 'after');
    await expect(apply(plan, remote)).rejects.toThrow();
    const again = createMemoryRemote(remote.snapshot());
    const report = await apply(plan, again);
    expect(report.summary).toMatchObject({ done: 3 });
    expect(
      again.requests.every(({ verb, kind }) => !(verb === 'create' && kind === 'segment')),
    ).toBe(true);
    expect(await apply(plan, createMemoryRemote(again.snapshot()))).toMatchObject({
      summary: { done: 3 },
    });
  });

  test.each<[string, WriteAnswer, string?]>([
    ['unknown', unknown, 'unknown'],
    ['refused for the rate', { ...unknown, outcome: 'refused', status: 429 }],
    ['refused before it was sent', { ...unknown, outcome: 'refused', status: null }],
  ])(
    'a replaced segment whose deletion was %s keeps its name for the next run',
    async (_, lost, outcome = 'failed') => {
      const remote = world();
      const plan = planOf(
        [
          {
            ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }),
            allowReplace: true,
          },
          anAudience('A', 'CRM'),
        ],
        remote,
      );
      const report = await apply(plan, remote, {
        write: async (request) => (request.verb === 'delete' ? lost : remote.write(request)),
      });
      expect(report.results).toMatchObject([{ address: 'segment/CRM', outcome }]);
      const names = remote.snapshot().segments.map(({ attributes }) => attributes['name']);
      expect(names).toContain('CRM');
      expect(await apply(plan, remote)).toMatchObject({ summary: { done: 1, failed: 0 } });
      expect(remote.snapshot().segments.map(({ attributes }) => attributes['name'])).toEqual([
        'Old',
        'CRM',
      ]);
    },
  );

  test('a successor that another run found and named is taken over, not made again', async () => {
    const remote = world();
    const plan = planOf(
      [
        {
          ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }),
          allowReplace: true,
        },
        anAudience('A', 'CRM'),
      ],
      remote,
    );
    let isOvertaken = false;
    const report = await apply(plan, remote, {
      write: async (request) => {
        const answer = await remote.write(request);
        if (isOvertaken) return answer;
        isOvertaken = true;
        await apply(plan, remote);
        return unknown;
      },
    });
    expect(report.summary).toMatchObject({ done: 1, failed: 0 });
    expect(remote.snapshot().segments.map(({ attributes }) => attributes['name'])).toEqual([
      'Old',
      'CRM',
    ]);
    expect(
      remote.requests.filter(({ kind, verb }) => kind === 'segment' && verb === 'create'),
    ).toHaveLength(1);
  });

  test('a name that is taken and nowhere to be found after a lost create is unknown, not failed', async () => {
    const remote = world();
    const lagging = remote.snapshot().segments;
    const plan = planOf([aSegment('New')], remote);
    const report = await apply(plan, remote, {
      readAll: async () => lagging,
      write: async (request) => {
        const answer = await remote.write(request);
        return remote.requests.length === 1 ? unknown : answer;
      },
    });
    expect(report.results).toMatchObject([
      { outcome: 'unknown', error: { code: 'name-must-be-unique' } },
    ]);
  });

  test('what an interrupt kept from being sent is skipped, not failed', async () => {
    const remote = world();
    const report = await apply(planOf([aSegment('New'), anAudience('B', 'New')], remote), remote, {
      write: async () => ({
        outcome: 'refused',
        status: null,
        problems: [
          { code: 'interrupted', detail: null, traceId: null, index: null, deprecation: false },
        ],
      }),
    });
    expect(report.results).toMatchObject([
      { outcome: 'skipped', because: 'interrupted' },
      { outcome: 'skipped', because: 'interrupted' },
    ]);
  });

  test('a replaced segment that somebody has begun to use keeps its name', async () => {
    const remote = world();
    const declarations = [
      { ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }), allowReplace: true },
      anAudience('A', 'CRM'),
    ];
    const plan = planOf(declarations, remote);
    const report = await apply(plan, remote, {
      write: async (request) => {
        if (request.verb === 'delete') {
          const attributes = { name: 'Made in the UI', algebra: { audienceSegmentId: '1' } };
          await remote.write({ kind: 'audience', verb: 'create', items: [{ attributes }] });
        }
        return remote.write(request);
      },
    });
    expect(report.results).toMatchObject([
      {
        address: 'segment/CRM',
        outcome: 'failed',
        error: { code: 'segment-must-not-be-used-in-audience' },
      },
    ]);
    expect(remote.snapshot().segments[0]).toMatchObject({ id: '1', attributes: { name: 'CRM' } });
    expect(
      remote.requests.filter(({ verb, kind }) => kind === 'segment' && verb === 'update'),
    ).toEqual([]);
  });

  test('a replaced segment that can never be deleted makes way under another name', async () => {
    const start = world().snapshot();
    const remote = createMemoryRemote(start, { undeletable: new Set(['1']) });
    const declarations = [
      { ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }), allowReplace: true },
      anAudience('A', 'CRM'),
    ];
    const report = await apply(planOf(declarations, remote), remote);
    expect(report.results).toMatchObject([
      { address: 'segment/CRM', outcome: 'done', warning: { code: 'retired' } },
    ]);
    expect(remote.snapshot().segments.map(({ attributes }) => attributes['name'])).toEqual([
      'CRM (retired)',
      'Old',
      'CRM',
    ]);
    expect(planOf(declarations, remote).changes).toEqual([]);
  });
});
