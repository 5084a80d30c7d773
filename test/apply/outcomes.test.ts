/** What was sent and never answered is done or unknown, whatever comes after it. */
import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { WriteAnswer } from '../../src/model/remote/remote.ts';
import { absent, anAudience, aSegment } from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { aProblem, firstLost, lost, planOf, refused, run, staleReads, world } from './a-run.ts';

const kinds: readonly (readonly [string, readonly Declaration[]])[] = [
  ['a create', [aSegment('New')]],
  ['an update', [aSegment('CRM', { description: 'x' })]],
  ['a rename', [{ ...aSegment('CRM 2'), renamedFrom: ['CRM'] }]],
  ['a delete', [absent('segment', 'Old')]],
  ['an audience’s create', [anAudience('B', 'CRM')]],
  ['an audience’s delete', [absent('audience', 'A')]],
  ['ten creates', Array.from({ length: 10 }, (_, index) => aSegment(`New ${index}`))],
];

test.each([
  ['a sending of this run may have taken', true],
  ['an earlier run may have taken', false],
])('of a name that %s, nothing is said that would make twins', async (_, isOwn) => {
  const remote = world();
  const plan = planOf([aSegment('New')], remote.snapshot());
  let writes = 0;
  const { report, text } = await run(remote, plan, {
    writer: (of) => ({
      ...staleReads(of),
      write: async (request) => {
        if (++writes === 1) await of.write(request);
        return writes === 1 && isOwn ? lost : of.write(request);
      },
    }),
  });
  expect(report.results).toMatchObject([
    { outcome: 'unknown', error: { code: 'name-must-be-unique' } },
  ]);
  const told = text.replace(/\s+/gu, ' ');
  expect(told).not.toContain('that no manifest can take over');
  expect(told).toContain('Right now 1 change may have been made.');
  expect(told).toContain('Wait a minute, because searches may lag');
  expect(told.includes('probably by the first attempt of this run')).toBe(isOwn);
  expect(told.includes('choose another name')).toBe(!isOwn);
});

const seconds: readonly (readonly [string, WriteAnswer])[] = [
  ['403', refused(403, 'insufficient-permissions')],
  ['429', refused(429, 'quota-exceeded')],
  ['401', refused(401, 'authorization-token-invalid')],
  ['404', refused(404, 'api-not-found')],
  ['400', refused(400, 'invalid')],
  ['no token', refused(null, 'credentials-rejected')],
  ['an interrupt before it was sent', refused(null, 'interrupted')],
  ['503', { outcome: 'unknown', problems: [aProblem('internal-error', 'availability')] }],
  [
    'a problem of the item',
    {
      outcome: 'answered',
      rows: [],
      hasBody: true,
      problems: Array.from({ length: 10 }, (_, index) => aProblem('invalid', 'validation', index)),
    },
  ],
];

describe('search lags, the first answer is lost, and then', () => {
  const cases = kinds.flatMap(([kind, declarations]) =>
    seconds.map(([second, answer]) => [kind, second, declarations, answer] as const),
  );
  test.each(cases)('%s is unknown after %s', async (_kind, _second, declarations, answer) => {
    const remote = world();
    const plan = planOf(declarations, remote.snapshot());
    const { report, text } = await run(remote, plan, {
      writer: (of) => ({ ...staleReads(of), write: firstLost(of, answer) }),
    });
    const all = declarations.map(() => 'unknown');
    expect(report.results.map(({ outcome }) => outcome)).toEqual(all);
    expect(text).not.toMatch(/nothing was changed/iu);
    expect(text).not.toMatch(/^(?:Failed|Skipped)/mu);
  });

  test.each(cases)(
    '%s is done after %s, where the last read shows it',
    async (_, __, declarations, answer) => {
      const remote = world();
      const plan = planOf(declarations, remote.snapshot());
      // Five reads before it is sent again; the last one comes at the end of the run.
      const { report } = await run(remote, plan, {
        writer: (of) => ({ ...staleReads(of, 6), write: firstLost(of, answer) }),
      });
      const all = declarations.map(() => 'done');
      expect(report.results.map(({ outcome }) => outcome)).toEqual(all);
    },
  );

  test.each(kinds)(
    '%s is unknown after an interrupt while it is settled',
    async (_, declarations) => {
      const remote = world();
      const plan = planOf(declarations, remote.snapshot());
      const stop = new AbortController();
      const { report } = await run(remote, plan, {
        signal: stop.signal,
        writer: (of) => {
          const stale = staleReads(of);
          const interrupt = () => (stale.reads() === 2 ? stop.abort() : undefined);
          return {
            readAll: async (kind) => {
              interrupt();
              return stale.readAll(kind);
            },
            readByIds: async (kind, ids) => {
              interrupt();
              return stale.readByIds(kind, ids);
            },
            write: firstLost(of, lost),
          };
        },
      });
      expect(report.summary).toEqual({
        ...{ done: 0, failed: 0, skipped: 0, unknown: declarations.length },
      });
    },
  );
});
describe('a name that is taken and seen nowhere', () => {
  test('may be what an earlier run has made: unknown, not failed', async () => {
    const remote = world();
    const plan = planOf([aSegment('New')], remote.snapshot());
    const stale = staleReads(remote);
    const before = remote.snapshot();
    await run(remote, plan, { writer: () => ({}) });
    const result = await applyPlan({
      ...{ plan, snapshot: before, remote: { ...remote, ...stale } },
      ...{ clock: createFakeClock(), parallelism: 2 },
    });
    expect(result).toMatchObject({
      report: { results: [{ outcome: 'unknown', error: { code: 'name-must-be-unique' } }] },
    });
  });
});

describe('what is said under lag', () => {
  const silent: WriteAnswer = { outcome: 'answered', rows: [], problems: [], hasBody: false };

  test.each(kinds)(
    'of %s without an answer is not that nothing was done',
    async (_, declarations) => {
      const remote = world();
      const plan = planOf(declarations, remote.snapshot());
      const { report, text } = await run(remote, plan, {
        writer: (of) => ({
          ...staleReads(of),
          write: async (request) => {
            await of.write(request);
            return silent;
          },
        }),
      });
      const unknown = report.results.filter(({ outcome }) => outcome === 'unknown');
      expect(unknown.length).toBeGreaterThan(0);
      expect(unknown.map(({ error }) => error?.code)).not.toContain('not-carried-out');
      expect(text).not.toMatch(/was not carried out|did not carry it out/u);
    },
  );

  test('of a segment that is called used, just after its audience was moved, is to wait', async () => {
    const remote = world();
    const plan = planOf(
      [aSegment('New'), anAudience('A', 'New'), absent('segment', 'CRM')],
      remote.snapshot(),
    );
    const inUse = aProblem('segment-must-not-be-used-in-audience', 'validation', 0);
    const { report } = await run(remote, plan, {
      writer: (of) => ({
        write: async (request) =>
          request.verb === 'delete'
            ? { outcome: 'answered', rows: [], hasBody: true, problems: [inUse] }
            : of.write(request),
      }),
    });
    expect(report.results.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      address: 'segment/CRM',
      error: {
        hint: 'Wait a minute, because searches lag behind writes, and run the same command again.',
      },
    });
  });

  test.each([
    ['credentials-rejected', 'Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET.'],
    ['api-timeout', 'Check the network.'],
  ])('where reading fails with %s is what helps', async (code, expected) => {
    const remote = world();
    const plan = planOf([aSegment('New')], remote.snapshot());
    const hint = 'Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET.';
    const unreachable = { ...aProblem('api-unreachable'), hint: 'Check the network.' };
    const { report } = await run(remote, plan, {
      writer: () => ({
        write: async () => ({ outcome: 'unknown', problems: [unreachable] }),
        readAll: async () => {
          throw new DiagnosticError([{ severity: 'error', code, message: 'no', hint }]);
        },
      }),
    });
    expect(report.results).toMatchObject([{ outcome: 'unknown', error: { hint: expected } }]);
  });
});
test('progress counts what was done apart from what was settled', async () => {
  const remote = world();
  const plan = planOf(
    [aSegment('New'), anAudience('B', 'New'), absent('segment', 'Old')],
    remote.snapshot(),
  );
  const told: (readonly number[])[] = [];
  await applyPlan({
    ...{ plan, snapshot: remote.snapshot(), clock: createFakeClock(), parallelism: 1 },
    remote: {
      ...remote,
      write: async (request) =>
        request.verb === 'create' ? refused(403, 'no') : remote.write(request),
    },
    onProgress: ({ phase, settled, done, total }) => {
      if (phase === 'ended') told.push([settled, done, total]);
    },
  });
  expect(told.at(-1)?.[1]).toBe(1);
  expect(told.every(([settled = 0, done = 0]) => done <= settled)).toBe(true);
});
