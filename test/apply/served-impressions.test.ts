/**
 * A segment that has served impressions is never deleted, and the vendor's sample answers as for one that is in use.
 * Whether an audience uses it can be read.
 */
import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { RemoteRow } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import { handleRequest } from '../../src/sandbox/handle-request.ts';
import { parseJson } from '../../src/sandbox/json.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { SettingsInput } from '../../src/sandbox/settings.ts';
import { remoteOptions } from '../remote/connect.ts';
import { createFakeClock } from '../remote/fake-clock.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';

const inUse = 'segment-must-not-be-used-in-audience';
const segments = [aSegmentRow('1', 'CRM'), aSegmentRow('2', 'Old'), aSegmentRow('3', 'Older')];

function open(
  audiences: readonly RemoteRow[],
  settings: SettingsInput,
  more: readonly RemoteRow[] = [],
) {
  const document = parseJson(JSON.stringify(aSnapshot([...segments, ...more], audiences)));
  const sandbox = createSandbox({ document, settings, behavioralSegments: 0 });
  const clock = createFakeClock();
  const fetch = (request: Request) => handleRequest(sandbox, request);
  const remote = createRemote(remoteOptions({ url: 'http://sandbox.test' }, { clock, fetch }));
  return { sandbox, remote, clock };
}

async function apply(world: ReturnType<typeof open>, declarations: readonly Declaration[]) {
  const { remote, clock } = world;
  const snapshot = await remote.readSnapshot();
  const planned = planChanges({ project: aProject(), declarations, snapshot, version: '0.0.0' });
  if (planned.value === null) throw new Error(JSON.stringify(planned.diagnostics));
  const result = await applyPlan({ plan: planned.value, snapshot, remote, clock, parallelism: 1 });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  const { report } = result;
  const text = renderApplyReport(report, { format: 'text', plan: planned.value });
  return { report, text: text.replaceAll(/\s+/gu, ' '), changes: planned.value.changes };
}

const namesIn = (sandbox: Sandbox) =>
  JSON.stringify(sandbox.document()).match(/"name":"[^"]*"/gu) ?? [];

const ways = (['errors', 'warnings'] as const).flatMap((failures) =>
  (['data', 'resource', 'empty'] as const).map((instance) => ({ failures, instance })),
);

describe.each(ways)('told in $failures with the instance of "$instance"', (variants) => {
  test('a replaced segment is retired by the same run, and the next one is empty', async () => {
    const used = [anAudienceRow('9', 'A', { audienceSegmentId: '1' })];
    const world = open(used, { servedSegmentIds: ['1'], variants });
    const declarations = [
      { ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }), allowReplace: true },
      anAudience('A', 'CRM'),
    ];
    const { report } = await apply(world, declarations);
    expect(report.results).toMatchObject([{ outcome: 'done', warning: { code: 'retired' } }]);
    expect(namesIn(world.sandbox)).toContain('"name":"CRM (retired)"');
    expect((await apply(world, declarations)).changes).toEqual([]);
  });

  test('a deletion says why it can never be carried out', async () => {
    const world = open([], { servedSegmentIds: ['2', '3'], variants });
    const { report, text } = await apply(world, [
      absent('segment', 'Old'),
      absent('segment', 'Older'),
    ]);
    for (const result of report.results) {
      expect(result).toMatchObject({ outcome: 'failed', error: { code: 'served-impressions' } });
    }
    expect(text).toContain('served impressions');
    expect(text).toContain('state: released');
    expect(text).not.toContain('Remove it from the audiences');
    // The audiences were asked once for both.
    const searches = world.sandbox
      .requests()
      .filter(({ path }) => path.endsWith('/audiences/search'));
    expect(searches).toHaveLength(2);
  });
});

/** Nothing says which item is which, and the words of each are its own. */
function withWordsOfItems({ remote, ...world }: ReturnType<typeof open>, type?: string) {
  const write: typeof remote.write = async (request) => {
    const answer = await remote.write(request);
    const problems = answer.problems.map((problem, position) => ({
      ...problem,
      detail: `It is number ${position}.`,
      ...(type === undefined ? {} : { code: 'segment-has-served-impressions', type }),
      ...{ index: null, entityId: null },
    }));
    return { ...answer, problems };
  };
  return { ...world, remote: { ...remote, write } };
}

describe('two of one request, in words that differ', () => {
  const used = [
    anAudienceRow('9', 'A', { and: [{ audienceSegmentId: '1' }, { audienceSegmentId: '2' }] }),
  ];
  const changed = (name: string) => ({
    ...aSegment(name, { contactList: { identifierType: 'CustomerId' } }),
    allowReplace: true,
  });
  const replaced = [...[changed('CRM'), changed('Old')], anAudience('A', { and: ['CRM', 'Old'] })];

  test.each([undefined, 'validation'])('are both retired (type %s)', async (type) => {
    const world = open(used, { servedSegmentIds: ['1', '2'] });
    const { report } = await apply(withWordsOfItems(world, type), replaced);
    expect(report.summary).toMatchObject({ failed: 0 });
    for (const { warning } of report.results) expect(warning?.text).not.toContain('It is number');
    expect(namesIn(world.sandbox)).toEqual(
      expect.arrayContaining(['"name":"CRM (retired)"', '"name":"Old (retired)"']),
    );
    expect((await apply(world, replaced)).changes).toEqual([]);
  });

  test('are not retired for a fault that passes', async () => {
    const world = open(used, { servedSegmentIds: ['1', '2'] });
    const { report } = await apply(withWordsOfItems(world, 'availability'), replaced);
    expect(report.summary).toMatchObject({ failed: 2 });
    expect(namesIn(world.sandbox)).not.toContain('"name":"CRM (retired)"');
  });

  test('are told, as deletions, why they can never be carried out', async () => {
    const world = withWordsOfItems(open([], { servedSegmentIds: ['2', '3'] }));
    const { report } = await apply(world, [absent('segment', 'Old'), absent('segment', 'Older')]);
    for (const { error } of report.results) expect(error?.code).toBe('served-impressions');
  });
});

describe('a name that a retired segment would have is taken', () => {
  const used = [anAudienceRow('9', 'A', { audienceSegmentId: '1' })];
  const declarations = [
    { ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }), allowReplace: true },
    anAudience('A', 'CRM'),
  ];

  test('and it gets one with its ID, which the next run knows', async () => {
    const world = open(used, { servedSegmentIds: ['1'] }, [aSegmentRow('4', 'CRM (retired)')]);
    const { report } = await apply(world, declarations);
    expect(report.results).toMatchObject([{ outcome: 'done', warning: { code: 'retired' } }]);
    expect(report.results[0]?.warning?.text).toContain('"CRM (retired 1)"');
    expect(namesIn(world.sandbox)).toContain('"name":"CRM (retired 1)"');
    expect((await apply(world, declarations)).changes).toEqual([]);
  });

  test('as is every other one: that is told, with what to do', async () => {
    const taken = ['CRM (retired)', 'CRM (retired 1)'].map((name, index) =>
      aSegmentRow(String(index + 4), name),
    );
    const world = open(used, { servedSegmentIds: ['1'] }, taken);
    const { report, text } = await apply(world, declarations);
    expect(report.results[0]).toMatchObject({
      outcome: 'failed',
      error: { code: 'name-must-be-unique' },
    });
    expect(text).toContain('CRM (retired 1)');
    expect(text).toContain('in the Criteo UI');
    expect(text).not.toContain('state: released');
    expect(text).not.toContain('Remove it from the audiences');
  });
});

test('what an audience uses is called so', async () => {
  const world = open([], { servedSegmentIds: ['2'] });
  const { remote } = world;
  // Made in the UI after the plan, and of the very segment.
  const late = {
    ...remote,
    write: async (request: Parameters<typeof remote.write>[0]) => {
      const attributes = { name: 'Late', retailerId: '1234', algebra: { audienceSegmentId: '2' } };
      const scope = '625702934721171442';
      world.sandbox.edit({ platform: 'retail-media', kind: 'audience', scope, attributes });
      return remote.write(request);
    },
  };
  const { report } = await apply({ ...world, remote: late }, [absent('segment', 'Old')]);
  expect(report.results[0]).toMatchObject({ outcome: 'failed', error: { code: inUse } });
});

test('audiences that cannot be read after a refusal are not waited for', async () => {
  const world = open([], { servedSegmentIds: ['2'] });
  const { sandbox, clock } = world;
  let isRefused = false;
  const fetch = async (request: Request) => {
    if (isRefused && /audiences\/search/u.test(request.url))
      return new Response(null, { status: 500 });
    isRefused ||= request.url.endsWith('/delete');
    return handleRequest(sandbox, request);
  };
  const remote = createRemote(remoteOptions({ url: 'http://sandbox.test' }, { clock, fetch }));
  const { report } = await apply({ ...world, remote }, [absent('segment', 'Old')]);
  expect(report.results[0]).toMatchObject({ outcome: 'failed', error: { code: inUse } });
  expect(clock.slept.reduce((sum, each) => sum + each, 0)).toBeLessThan(5000);
});

test('where audiences cannot be read, nothing is claimed', async () => {
  const world = open([], { servedSegmentIds: ['2'] });
  const { remote } = world;
  const readAll: typeof remote.readAll = (kind, options) =>
    kind === 'audience' ? Promise.reject(new Error('down')) : remote.readAll(kind, options);
  const { report } = await apply({ ...world, remote: { ...remote, readAll } }, [
    absent('segment', 'Old'),
  ]);
  expect(report.results[0]).toMatchObject({ outcome: 'failed', error: { code: inUse } });
});
