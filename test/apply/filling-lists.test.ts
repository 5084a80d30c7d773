import { expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { ContactLists } from '../../src/apply/contact-lists.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import { compareWithRemote } from '../../src/plan/compare-with-remote.ts';
import { findContactLists } from '../../src/plan/people/find-contact-lists.ts';
import type { PlannedSync } from '../../src/plan/people/planned-sync.ts';
import { type PlanOptions, planChanges } from '../../src/plan/plan-changes.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import { renderPlan } from '../../src/report/plan/render-plan.ts';
import type { PlanDocument, PlannedMembers } from '../../src/schema/generated/plan.ts';
import {
  absent,
  anAudience,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryRemote, type MemoryRemote } from '../support/memory-remote.ts';

const project = aProject();

function aSync(members: Partial<PlannedMembers> = {}): PlannedSync {
  const how = { mode: 'mirror', identifierType: 'Email', column: null, format: 'plain' } as const;
  const counts = { adds: 3, removes: 0, held: 0, total: 3, invalid: 0, requests: 1 };
  return {
    members: { state: 'first-upload', ...how, send: 'hashed', ...counts, consents: [], ...members },
    refusals: [],
    missing: null,
  };
}

function plan(
  declarations: readonly Declaration[],
  remote: MemoryRemote,
  { members = {}, ...options }: PlanOptions & { readonly members?: Partial<PlannedMembers> } = {},
): PlanDocument {
  const snapshot = remote.snapshot();
  const lists = findContactLists(compareWithRemote({ project, declarations, snapshot, options }));
  const syncs = new Map(lists.map(({ declaration }) => [declaration, aSync(members)]));
  const input = { project, declarations, snapshot, version: '0' };
  const { value } = planChanges({ ...input, options: { ...options, syncs } });
  if (value === null) throw new Error('no plan');
  return value;
}

const sent = { added: 3, removed: 0, requests: 1 };
const nothing = { added: 0, removed: 0, requests: 0 };
type Synced = Awaited<ReturnType<ContactLists['sync']>>;

const done: Synced = { outcome: 'done', members: sent };
const failed: Synced = {
  outcome: 'failed',
  members: nothing,
  error: { code: 'api-refused', detail: null, traceId: 't1' },
};

async function apply(
  planned: PlanDocument,
  remote: MemoryRemote,
  lists: Partial<ContactLists>,
  signal?: AbortSignal,
) {
  const result = await applyPlan({
    ...{ plan: planned, snapshot: remote.snapshot(), remote, clock: createFakeClock() },
    ...{ parallelism: 4, lists: { begin: async () => null, sync: async () => done, ...lists } },
    ...(signal ? { signal } : {}),
  });
  if (result.state !== 'applied') throw new Error('stale');
  return result.report;
}

test('a list that somebody else created meanwhile is neither new nor empty', async () => {
  const remote = createMemoryRemote(aSnapshot());
  const planned = plan([aSegment('CRM')], remote);
  const others = createMemoryRemote(aSnapshot([aSegmentRow('77', 'CRM')]));
  const raced: MemoryRemote = { ...others, snapshot: remote.snapshot };
  const begun: string[] = [];
  const filled: unknown[] = [];
  const report = await apply(planned, raced, {
    begin: async (id) => {
      begun.push(id);
      return null;
    },
    sync: async ({ id, isNew }) => {
      filled.push({ id, isNew });
      return done;
    },
  });
  expect(report.summary.done).toBe(1);
  expect({ begun, filled }).toEqual({ begun: [], filled: [{ id: '77', isNew: false }] });
});

test('a deletion that was done is done, whatever becomes of the new list of its name', async () => {
  const remote = createMemoryRemote(aSnapshot([aSegmentRow('7', 'CRM')]));
  const old = { ...absent('segment', 'CRM'), id: '7' };
  const planned = plan([old, aSegment('CRM', { description: 'The new one' })], remote);
  const { results } = await apply(planned, remote, { sync: async () => failed });
  expect(results).toEqual([
    expect.objectContaining({ action: 'create', outcome: 'failed', id: '1000', members: nothing }),
    expect.not.objectContaining({ members: expect.anything() }),
  ]);
  expect(results[1]).toMatchObject({ action: 'delete', outcome: 'done' });
});

test('at most two lists are filled at once, however many there are', async () => {
  const remote = createMemoryRemote(aSnapshot());
  const names = Array.from({ length: 40 }, (_, n) => `L${n}`);
  let running = 0;
  let most = 0;
  await apply(
    plan(
      names.map((name) => aSegment(name)),
      remote,
    ),
    remote,
    {
      sync: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
        return done;
      },
    },
  );
  expect(most).toBe(2);
});

test('an interrupted filling is skipped, with what was sent', async () => {
  const remote = createMemoryRemote(aSnapshot());
  const planned = plan([aSegment('CRM'), anAudience('A', { segment: 'CRM' })], remote);
  const stop = new AbortController();
  const report = await apply(
    planned,
    remote,
    {
      sync: async () => {
        stop.abort();
        return { outcome: 'skipped', because: 'interrupted', members: sent };
      },
    },
    stop.signal,
  );
  expect(report.summary).toEqual({ done: 0, failed: 0, skipped: 2, unknown: 0 });
  expect(report.results).toContainEqual(
    expect.objectContaining({ because: 'interrupted', members: sent }),
  );
  const text = renderApplyReport(report, { format: 'text', plan: planned });
  expect(text).toMatch('"CRM": 3 of its members were added and 0 removed.');
  expect(text).not.toMatch(/nothing was changed/iu);
});

test('a replacement whose new list stayed empty leaves everything that uses it on the old one', async () => {
  const uses = { algebra: { audienceSegmentId: '7' } };
  const remote = createMemoryRemote(
    aSnapshot(
      [aSegmentRow('7', 'CRM')],
      [
        {
          id: '8',
          attributes: { accountId: project.scopeId, retailerId: '1234', name: 'A', ...uses },
        },
      ],
    ),
  );
  const crm = { ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }) };
  const planned = plan(
    [{ ...crm, allowReplace: true }, anAudience('A', { segment: 'CRM' })],
    remote,
  );
  expect(planned.changes[0]?.steps?.map(({ text }) => text)).toEqual([
    'create the new one, under a temporary name',
    'upload its members',
    'change "A" to use it',
    'delete the old one',
    'rename the new one to its final name',
  ]);
  expect(renderPlan(planned, { format: 'text' })).toMatch('is rebuilt and filled again');
  const report = await apply(planned, remote, { sync: async () => failed });
  const text = renderApplyReport(report, { format: 'text', plan: planned });
  expect(text).toMatch(
    /the new "CRM" exists, but none of its members were uploaded\.\n +"A" still uses the old "CRM"\./u,
  );
  expect(remote.snapshot().audiences[0]?.attributes).toMatchObject(uses);
  expect(report.results[0]).toMatchObject({ address: 'segment/CRM', id: '7' });
});

test('warnings are told in words, too', async () => {
  const remote = createMemoryRemote(aSnapshot());
  const planned = plan([aSegment('CRM')], remote);
  const warning = { code: 'ledger-not-begun', text: 'its ledger could not be started: no room' };
  const report = await apply(planned, remote, { begin: async () => warning });
  expect(renderApplyReport(report, { format: 'text', plan: planned })).toMatch(
    'Note       "CRM": its ledger could not be started: no room (ledger-not-begun).',
  );
});

test('a list that has to be cleared cannot be had back, and that is said first', () => {
  const remote = createMemoryRemote(aSnapshot([aSegmentRow('7', 'CRM')]));
  const planned = plan([aSegment('CRM')], remote, {
    members: { state: 'rebuild-needed', held: null },
  });
  expect(planned.changes[0]).toMatchObject({ undo: 'irreversible', reach: { verdict: 'unknown' } });
  const text = renderPlan(planned, { format: 'text' });
  expect(text).toMatch(
    '"CRM" is cleared and filled again: its current members cannot be read back.',
  );
  expect(text).toMatch('undo     no: the current members of the list are lost');
});

test('a list whose identifier type was changed in the UI, and is left so, gets no other identifiers', () => {
  const remote = createMemoryRemote(
    aSnapshot([aSegmentRow('7', 'CRM', { contactList: { identifierType: 'PhoneNumber' } })]),
  );
  const declarations = [aSegment('CRM')];
  const base = { declarations, label: 'main' };
  const planned = plan(declarations, remote, { base, drift: 'leave' });
  expect(planned.changes).toEqual([]);
  expect(planned.leftAlone).toHaveLength(1);
});

test('a plan that is applied again says that nothing was sent', async () => {
  const remote = createMemoryRemote(aSnapshot());
  const planned = plan([aSegment('CRM')], remote, { members: { state: 'unchanged', adds: 0 } });
  await apply(planned, remote, {});
  const again = await apply(planned, remote, {});
  expect(again.results).toEqual([expect.objectContaining({ outcome: 'done', alreadyDone: true })]);
  expect(renderApplyReport(again, { format: 'text', plan: planned, now: 0 })).toBe(
    'Already applied: the change was done before, so nothing was sent.\n',
  );
});

test('once the time for faults is spent, lists that nobody answers for are not all tried', async () => {
  const remote = createMemoryRemote(aSnapshot());
  const planned = plan(
    Array.from({ length: 40 }, (_, n) => aSegment(`L${n}`)),
    remote,
  );
  let tried = 0;
  let isSpent = false;
  const patience = { isSpent: () => isSpent, wait: async () => false };
  const report = await apply(
    planned,
    { ...remote, patience },
    {
      sync: async () => {
        tried += 1;
        if (tried === 5) isSpent = true;
        return { ...failed, outcome: tried < 5 ? 'failed' : 'unknown' };
      },
    },
  );
  // Two in a row, and those that were under way beside them.
  expect(tried).toBeLessThanOrEqual(7);
  expect(report.summary.skipped).toBe(40 - tried);
  expect(report.results.filter(({ because }) => because === 'timeout')).toHaveLength(40 - tried);
});
