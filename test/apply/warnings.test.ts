import { describe, expect, test } from '@jest/globals';
import { anAudience, aSegment } from '../support/a-world.ts';
import { aProblem, planOf, refused, run, world } from './a-run.ts';

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
