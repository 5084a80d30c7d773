import { describe, expect, test } from '@jest/globals';
import { settleByReading } from '../../../src/apply/operations/settle-by-reading.ts';
import { createPatience } from '../../../src/model/remote/create-patience.ts';
import type { RemoteReader } from '../../../src/model/remote/remote.ts';
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import type { Operation } from '../../../src/plan/order/operation.ts';
import { platformNamed } from '../../../src/platforms/platform-named.ts';
import { accountId, aSegmentRow, aSnapshot } from '../../support/a-world.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const create: Operation = {
  key: 'segment/CRM#replace@1',
  address: 'segment/CRM',
  of: 'replace 1 segment/CRM',
  role: 'main',
  kind: 'segment',
  verb: 'create',
  id: null,
  name: 'audiencectl new 0 for 0',
  attributes: { name: 'CRM', description: 'new' },
  paths: [],
  segmentIds: {},
  makers: new Map(),
  members: null,
  retiredName: null,
  needs: [],
};

/** Reads that show one state after the other, and the last of them from then on. */
async function settle(operation: Operation, ...states: readonly (readonly RemoteRow[])[]) {
  let reads = 0;
  const read = async () => states[Math.min(reads++, states.length - 1)] ?? [];
  const remote: RemoteReader = {
    readSnapshot: async () => aSnapshot(await read()),
    readAll: read,
    readByIds: async (_, ids) => (await read()).filter(({ id }) => ids.includes(id)),
  };
  const clock = createFakeClock();
  const { settled } = await settleByReading({
    ...{ operations: [operation], platform: platformNamed('retail-media') },
    ...{ scopeId: accountId, remote, patience: createPatience(clock, undefined) },
    isAsPlanned: ({ attributes, name }, entity) =>
      entity.name === name && entity.attributes['description'] === attributes?.['description'],
  });
  return { ...settled.get(operation.key), reads, waited: clock.now() };
}

const old = aSegmentRow('1', 'CRM');
const made = aSegmentRow('2', 'audiencectl new 0 for 0', { description: 'new' });
const finished = aSegmentRow('3', 'CRM', { description: 'new' });

describe('a create whose answer was lost', () => {
  test('is settled by the first read that shows it', async () => {
    expect(await settle(create, [old, made])).toMatchObject({
      ...{ state: 'as-planned', id: '2', reads: 1, waited: 0 },
    });
  });

  test('is not missing before search has had its time', async () => {
    expect(await settle(create, [old], [old], [old, made])).toMatchObject({ id: '2', reads: 3 });
    const missing = await settle(create, [old]);
    expect(missing).toMatchObject({ state: 'not-done', reads: 5 });
    expect(missing.waited).toBeLessThan(10_000);
  });

  test('may be one that another run has finished, but its own is looked for first', async () => {
    // Search lags: what this run has made shows after what another has finished.
    expect(await settle(create, [finished], [finished, made])).toEqual({
      ...{ state: 'as-planned', id: '2', reads: 2, waited: 500 },
    });
    expect(await settle(create, [finished])).toMatchObject({
      ...{ state: 'as-planned', id: '3', finished: true, reads: 5 },
    });
  });

  test('is another’s where the name leads to something else', async () => {
    const stranger = aSegmentRow('4', 'audiencectl new 0 for 0', { description: 'other' });
    expect(await settle(create, [stranger])).toMatchObject({ state: 'different', id: '4' });
  });
});

describe('a delete whose answer was lost', () => {
  const deletion: Operation = { ...create, verb: 'delete', id: '1', name: null, attributes: null };

  test.each([
    ['is done once it is gone', [[old], []], { state: 'as-planned', id: '1', reads: 2 }],
    ['is not while it is there', [[old]], { state: 'not-done', reads: 5 }],
  ])('%s', async (_, states, expected) => {
    expect(await settle(deletion, ...states)).toMatchObject(expected);
  });
});
