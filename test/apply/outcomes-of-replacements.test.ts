import { describe, expect, test } from '@jest/globals';
import { anAudience, aSegment } from '../support/a-world.ts';
import { createMemoryRemote } from '../support/memory-remote.ts';
import { aProblem, lost, planOf, refused, run, staleReads, world } from './a-run.ts';

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
