/** What was sent and never answered is done or unknown, whatever comes after it. */
import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { ApplyReport } from '../../src/apply/apply-report.ts';
import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type {
  Problem,
  RemoteWriter,
  WriteAnswer,
  WriteRequest,
} from '../../src/model/remote/remote.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
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

const project = aProject();

function planOf(declarations: readonly Declaration[], snapshot: Snapshot): PlanDocument {
  const { value, diagnostics } = planChanges({
    ...{ project, declarations, snapshot, version: '0.0.0' },
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

function aProblem(code: string, type: string | null = null, index: number | null = null): Problem {
  return { code, detail: null, traceId: 't', index, deprecation: false, type };
}

const lost: WriteAnswer = { outcome: 'unknown', problems: [aProblem('api-unreachable')] };
const refused = (status: number | null, code: string): WriteAnswer => ({
  outcome: 'refused',
  status,
  problems: [aProblem(code)],
});

const world = () =>
  createMemoryRemote(
    aSnapshot(
      [aSegmentRow('1', 'CRM'), aSegmentRow('2', 'Old')],
      [anAudienceRow('3', 'A', { audienceSegmentId: '1' })],
    ),
  );

interface Run {
  readonly writer: (remote: MemoryRemote) => Partial<RemoteWriter>;
  readonly signal?: AbortSignal;
}

async function run(
  remote: MemoryRemote,
  plan: PlanDocument,
  { writer, signal }: Run,
): Promise<{ readonly report: ApplyReport; readonly text: string }> {
  const result = await applyPlan({
    ...{ plan, snapshot: remote.snapshot(), remote: { ...remote, ...writer(remote) } },
    ...{ clock: createFakeClock(), parallelism: 2 },
    ...(signal ? { signal } : {}),
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  const { report } = result;
  return { report, text: renderApplyReport(report, { format: 'text', plan }) };
}

/** Searches show what was there before, until the nth of them. */
function staleReads(remote: MemoryRemote, until = Number.POSITIVE_INFINITY) {
  const before = remote.snapshot();
  let reads = 0;
  const view = () => (++reads >= until ? remote.snapshot() : before);
  return {
    reads: () => reads,
    readAll: async (kind: 'segment' | 'audience') => view()[`${kind}s`],
    readByIds: async (kind: 'segment' | 'audience', ids: readonly string[]) =>
      view()[`${kind}s`].filter(({ id }) => ids.includes(id)),
  };
}

type Write = RemoteWriter['write'];

/** The first write is carried out and never answered; each later one of its verb gets what is given. */
function firstLost(remote: MemoryRemote, later: WriteAnswer | (() => WriteAnswer)): Write {
  let first: WriteRequest | null = null;
  return async (request) => {
    if (first === null) {
      first = request;
      await remote.write(request);
      return lost;
    }
    if (first.verb !== request.verb) return remote.write(request);
    return typeof later === 'function' ? later() : later;
  };
}

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
  expect(told).toContain('Wait a minute, since searches may lag');
  expect(told.includes("probably by this run's own first try")).toBe(isOwn);
  expect(told.includes('declare another name')).toBe(!isOwn);
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

describe('of a replacement', () => {
  const declarations = [
    {
      ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }),
      allowReplace: true,
    },
    anAudience('A', 'CRM'),
  ];

  test('whose old segment is called another way, the lost rename is not reported as a failure', async () => {
    const remote = createMemoryRemote(world().snapshot(), { undeletable: new Set(['1']) });
    const plan = planOf(declarations, remote.snapshot());
    let isLost = false;
    const { report, text } = await run(remote, plan, {
      writer: (of) => ({
        ...staleReads(of),
        write: async (request) => {
          const names = request.items.map(({ attributes }) => JSON.stringify(attributes ?? null));
          const answer = await of.write(request);
          if (!names.some((name) => name.includes('(retired)'))) return answer;
          if (isLost) return refused(403, 'no');
          isLost = true;
          return lost;
        },
      }),
    });
    expect(report.results).toMatchObject([{ address: 'segment/CRM', outcome: 'unknown' }]);
    expect(text).not.toMatch(/^Failed/mu);
  });

  test('that failed half-way nobody says that nothing was changed', async () => {
    const remote = world();
    const plan = planOf(declarations, remote.snapshot());
    const { report, text } = await run(remote, plan, {
      writer: (of) => ({
        write: async (request) =>
          request.verb === 'delete' ? refused(403, 'no') : of.write(request),
      }),
    });
    expect(report.results).toMatchObject([
      { address: 'segment/CRM', outcome: 'failed', partly: true },
    ]);
    expect(text).not.toMatch(/nothing was changed/iu);
  });

  test.each(['availability', 'quota', 'access-control', 'authentication', 'authorization'])(
    'a delete refused with %s is a failure, and the next run goes on',
    async (type) => {
      const remote = world();
      const plan = planOf(declarations, remote.snapshot());
      const { report } = await run(remote, plan, {
        writer: (of) => ({
          write: async (request) =>
            request.verb === 'delete'
              ? {
                  outcome: 'answered',
                  rows: [],
                  hasBody: true,
                  problems: [aProblem('no', type, 0)],
                }
              : of.write(request),
        }),
      });
      expect(report.results).toMatchObject([{ outcome: 'failed', error: { code: 'no' } }]);
      const names = () => remote.snapshot().segments.map(({ attributes }) => attributes['name']);
      expect(names()).not.toContain('CRM (retired)');
      expect((await run(remote, plan, { writer: () => ({}) })).report.summary).toMatchObject({
        done: 1,
      });
      expect(names()).toEqual(['Old', 'CRM']);
    },
  );

  test.each([302, 402, 404, 405, 409, 413, 423, 425, 451])(
    'nor is a delete that a gateway answered with %i in words of its own',
    async (status) => {
      const remote = world();
      const plan = planOf(declarations, remote.snapshot());
      const { type, ...ours } = aProblem('api-refused', null, null);
      expect(type).toBeNull();
      const { report } = await run(remote, plan, {
        writer: (of) => ({
          write: async (request) =>
            request.verb === 'delete'
              ? { outcome: 'refused', status, problems: [ours] }
              : of.write(request),
        }),
      });
      expect(report.results).toMatchObject([{ outcome: 'failed' }]);
      const names = remote.snapshot().segments.map(({ attributes }) => attributes['name']);
      expect(names).not.toContain('CRM (retired)');
    },
  );

  test.each([401, 402, 403, 405, 423, 429, 451])(
    'nor is one that was stopped at the door with %i, though the answer points at it',
    async (status) => {
      const remote = world();
      const plan = planOf(declarations, remote.snapshot());
      const { report } = await run(remote, plan, {
        writer: (of) => ({
          write: async (request) =>
            request.verb === 'delete'
              ? { outcome: 'refused', status, problems: [aProblem('no', null, 0)] }
              : of.write(request),
        }),
      });
      expect(report.results).toMatchObject([{ outcome: 'failed' }]);
      const names = remote.snapshot().segments.map(({ attributes }) => attributes['name']);
      expect(names).not.toContain('CRM (retired)');
    },
  );

  test.each(['validation', null])(
    'a delete refused by a rule (type %s) gives its name away',
    async (type) => {
      const remote = world();
      const plan = planOf(declarations, remote.snapshot());
      const { report } = await run(remote, plan, {
        writer: (of) => ({
          write: async (request) =>
            request.verb === 'delete'
              ? {
                  outcome: 'answered',
                  rows: [],
                  hasBody: true,
                  problems: [aProblem('no', type, 0)],
                }
              : of.write(request),
        }),
      });
      expect(report.results).toMatchObject([{ outcome: 'done', warning: { code: 'retired' } }]);
    },
  );

  test('a delete refused for a use that nobody sees gives its name away, too', async () => {
    const remote = world();
    const plan = planOf(declarations, remote.snapshot());
    const inUse = aProblem('segment-must-not-be-used-in-audience', 'validation', 0);
    const { report } = await run(remote, plan, {
      writer: (of) => ({
        write: async (request) =>
          request.verb === 'delete'
            ? { outcome: 'answered', rows: [], hasBody: true, problems: [inUse] }
            : of.write(request),
      }),
    });
    expect(report.results).toMatchObject([{ outcome: 'done', warning: { code: 'retired' } }]);
  });

  test('where nobody can read whether it is used, it keeps its name', async () => {
    const remote = world();
    const plan = planOf(declarations, remote.snapshot());
    const inUse = aProblem('segment-must-not-be-used-in-audience', 'validation', 0);
    const { report } = await run(remote, plan, {
      writer: (of) => ({
        readAll: async () => {
          throw new Error('unreachable');
        },
        write: async (request) =>
          request.verb === 'delete'
            ? { outcome: 'answered', rows: [], hasBody: true, problems: [inUse] }
            : of.write(request),
      }),
    });
    expect(report.results).toMatchObject([{ outcome: 'failed' }]);
  });
});

describe('what the API says besides', () => {
  const aReplacement = [
    { ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }), allowReplace: true },
    anAudience('A', 'CRM'),
  ];

  test('of an item that is done is a warning, however much it is', async () => {
    const remote = world();
    const plan = planOf([aSegment('New')], remote.snapshot());
    const { report, text } = await run(remote, plan, {
      writer: (of) => ({
        write: async (request) => {
          const answer = await of.write(request);
          if (answer.outcome !== 'answered') return answer;
          const deprecated = { ...aProblem('old', 'deprecation', 0), deprecation: true };
          const problems = [aProblem('first', null, 0), aProblem('second', null, 0), deprecated];
          return { ...answer, problems };
        },
      }),
    });
    expect(report.results).toMatchObject([
      { outcome: 'done', warning: { code: 'first', also: [{ code: 'second' }] } },
    ]);
    expect(text).toMatch(/first/u);
    expect(text).toMatch(/second/u);
  });

  test('at every step of a replacement, and of what follows it, is told', async () => {
    const remote = world();
    const plan = planOf(aReplacement, remote.snapshot());
    const said: string[] = [];
    const { report, text } = await run(remote, plan, {
      writer: (of) => ({
        write: async (request) => {
          const answer = await of.write(request);
          if (answer.outcome !== 'answered') return answer;
          const code = `${request.kind}-${request.verb}-${said.length}`;
          said.push(code);
          return { ...answer, problems: [aProblem(code, null, 0)] };
        },
      }),
    });
    expect(report.summary).toMatchObject({ failed: 0, unknown: 0 });
    expect(said.length).toBeGreaterThan(3);
    const told = text.replace(/\s+/gu, ' ');
    expect(said.filter((code) => !told.includes(`(${code})`))).toEqual([]);
    const json = JSON.stringify(report);
    expect(said.filter((code) => !json.includes(`"${code}"`))).toEqual([]);
  });

  test('of a step that is done is told where a later one fails', async () => {
    const remote = world();
    const plan = planOf(aReplacement, remote.snapshot());
    const { report, text } = await run(remote, plan, {
      writer: (of) => ({
        write: async (request) => {
          if (request.kind === 'audience') return refused(400, 'no');
          const answer = await of.write(request);
          if (answer.outcome !== 'answered') return answer;
          return { ...answer, problems: [aProblem(`of-${request.verb}`, null, 0)] };
        },
      }),
    });
    expect(report.summary.done).toBe(0);
    expect(text).toContain('(of-create)');
  });

  test('as a second problem of an item that failed is told, too', async () => {
    const remote = world();
    const plan = planOf([aSegment('New'), aSegment('More')], remote.snapshot());
    const problems = [
      aProblem('first', null, 0),
      aProblem('second', null, 0),
      aProblem('third', null, 1),
    ];
    const { report, text } = await run(remote, plan, {
      writer: () => ({
        write: async () => ({ outcome: 'answered', rows: [], hasBody: true, problems }),
      }),
    });
    expect(
      report.results.map(({ error }) => [error?.code, error?.also?.map(({ code }) => code)]),
    ).toEqual([
      ['first', ['second']],
      ['third', undefined],
    ]);
    expect(text).toMatch(/second/u);
  });
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
      expect(text).not.toMatch(/was not carried out|neither carried/u);
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
      error: { hint: 'Wait a minute, since searches lag, then run the same command again.' },
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

describe('a name that the API keeps in another spelling', () => {
  const nfd = (name: string) => name.normalize('NFD');
  type Spell = (name: string) => string;
  const spellings: readonly (readonly [string, string, Spell])[] = [
    ['composed', nfd('Käufer'), (name) => name.normalize('NFC')],
    ['in small letters', 'Buyers', (name) => name.toLowerCase()],
    ['cut', 'Buyers of the whole year', (name) => name.slice(0, 8)],
    ['another one', 'Buyers', () => 'x'],
  ];

  /** Creates under other names, as many times as it is asked to, and may answer the IDs alone. */
  function spelling(spell: Spell, made: string[], isBare = false): Write {
    return async ({ items }) => {
      const rows = items.map(({ attributes }) => {
        const name = spell(String(Object(attributes)['name']));
        made.push(name);
        return { id: `9${made.length}`, attributes: isBare ? {} : { name } };
      });
      return { outcome: 'answered', rows: rows.reverse(), problems: [], hasBody: true };
    };
  }

  test.each(spellings)('is that of the one item: %s', async (_, name, spell) => {
    const remote = world();
    const made: string[] = [];
    const plan = planOf([aSegment(name)], remote.snapshot());
    const { report } = await run(remote, plan, {
      writer: () => ({ write: spelling(spell, made) }),
    });
    expect(report.results).toMatchObject([{ outcome: 'done', id: '91' }]);
    expect(made).toHaveLength(1);
  });

  test('is told apart by what the spellings have in common', async () => {
    const remote = world();
    const made: string[] = [];
    const names = [nfd('Käufer'), nfd('Zürich'), 'Plain'];
    const plan = planOf(
      names.map((name) => aSegment(name)),
      remote.snapshot(),
    );
    const spell = (name: string) => name.normalize('NFC').toUpperCase();
    const { report } = await run(remote, plan, {
      writer: () => ({ write: spelling(spell, made) }),
    });
    expect(report.results.map(({ id }) => made[Number(id) - 91])).toEqual(
      report.results.map(({ address }) => spell(address.replace('segment/', ''))),
    );
    expect(made).toHaveLength(3);
  });

  test.each([
    ['are cut', false],
    ['are left out', true],
  ])('is unknown where several %s, and nothing is sent again', async (_, isBare) => {
    const remote = world();
    const made: string[] = [];
    const plan = planOf([aSegment('Buyers'), aSegment('Viewers')], remote.snapshot());
    const write = spelling((name) => name.slice(0, 3), made, isBare);
    const { report } = await run(remote, plan, { writer: () => ({ write }) });
    expect(report.summary).toEqual({ done: 0, failed: 0, skipped: 0, unknown: 2 });
    expect(made).toHaveLength(2);
  });
});

describe('when the time for faults is spent', () => {
  const creates = (count: number) =>
    Array.from({ length: count }, (_, index) => aSegment(`New ${index}`));

  test.each([10, 100, 1000])(
    'a plan of %i whose writes always fail ends as soon',
    async (count) => {
      const remote = world();
      const clock = createFakeClock();
      const plan = planOf(creates(count), remote.snapshot());
      let left = 5000;
      let lastReads = 0;
      const result = await applyPlan({
        ...{ plan, snapshot: remote.snapshot(), clock, parallelism: 4 },
        remote: {
          ...remote,
          write: async () => lost,
          readAll: async (kind) => {
            if (left === 0) lastReads += 1;
            return remote.readAll(kind);
          },
          patience: {
            isSpent: () => left <= 0,
            wait: async (milliseconds) => {
              const granted = Math.min(left, milliseconds);
              left -= granted;
              await clock.sleep(granted);
              return granted > 0;
            },
          },
        },
      });
      if (result.state !== 'applied') throw new Error(result.state);
      const { summary, results } = result.report;
      expect(clock.now()).toBe(5000);
      expect(summary).toMatchObject({ done: 0, failed: 0 });
      expect(summary.unknown).toBeLessThanOrEqual(40);
      expect(results.filter(({ outcome }) => outcome === 'skipped')).toEqual(
        results.filter(({ because }) => because === 'timeout'),
      );
      // After what the budget paid for, one read for all.
      expect(lastReads).toBeLessThanOrEqual(3);
      const text = renderApplyReport(result.report, { format: 'text', plan });
      if (count > 40) expect(text).toMatch(/--timeout/u);
    },
  );

  test('one request that always fails does not stop the others', async () => {
    const remote = world();
    const plan = planOf(
      [...creates(20), ...Array.from({ length: 20 }, (_, n) => anAudience(`B ${n}`, `New ${n}`))],
      remote.snapshot(),
    );
    const isPoison = ({ items }: WriteRequest) => JSON.stringify(items).includes('"New 0"');
    const { report } = await run(remote, plan, {
      writer: (of) => ({
        write: async (request) => (isPoison(request) ? lost : of.write(request)),
      }),
    });
    expect(report.summary).toEqual({ done: 20, failed: 0, skipped: 10, unknown: 10 });
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
