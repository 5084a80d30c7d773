/** What the API counts as not taken is never told, or written down, as added or removed. */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../../support/a-folder.ts';
import { type TestProject, withProject } from '../../../support/a-project.ts';
import { type ProxiedRequest, withProxy } from '../../../support/members/with-proxy.ts';

const files = {
  'audiencectl.yaml': `${projectFile}limits: { maxMemberRemovePercent: 100, maxMemberInvalidPercent: 100 }\n`,
  'lists.yaml': `segments:
  - name: CRM
    retailerId: "1234"
    contactList:
      identifierType: Email
      members: { source: people.txt }
`,
  'people.txt': 'ann@example.com\nbob@example.com\ncy@example.com\n',
  'gone.txt': 'ann@example.com\nbob@example.com\n',
};

const code = 'members-not-taken';
const notRemoved = 'members-removal-not-taken';
const countOf = ({ sandbox }: TestProject) =>
  Object.values(sandbox.members()).reduce((sum, { count }) => sum + count, 0);
const fill = async ({ run }: TestProject) =>
  expect((await run('apply --auto-approve --members')).exitCode).toBe(0);

/** @param invalid how many of a request are not taken; all of them unless given. */
function taking(operation: 'add' | 'remove', invalid?: number, more: object = {}) {
  return ({ path, body }: ProxiedRequest): object | null => {
    if (!path.endsWith('/add-remove')) return null;
    const { attributes } = JSON.parse(body).data;
    if (attributes.operation !== operation) return null;
    const sent = attributes.identifiers.length;
    const counts = {
      nbValidIdentifiers: invalid === undefined ? 0 : sent - invalid,
      nbInvalidIdentifiers: invalid ?? sent,
    };
    return { data: { attributes: { operation, ...counts } }, ...more };
  };
}

/** Calls these people invalid, alone or among others; what has none of them goes to the sandbox. */
function calling(operation: 'add' | 'remove', people: readonly string[]) {
  const digests = new Set(people.map((each) => hash('sha256', each)));
  return (request: ProxiedRequest): object | null => {
    if (!request.path.endsWith('/add-remove')) return null;
    const { identifiers } = JSON.parse(request.body).data.attributes;
    const count = identifiers.filter((each: string) => digests.has(each)).length;
    return count === 0 ? null : taking(operation, count)(request);
  };
}

describe('of whom nobody was taken', () => {
  test('a first sync adds no one, and the next one sends all of them', () =>
    withProject({ files }, async (project) => {
      await project.run('apply --auto-approve');
      await withProxy(project, { answer: taking('add') }, async (env) => {
        const run = await project.run('members sync CRM --events events.ndjson', env);
        expect([run.exitCode, run.stdout, run.stderr]).toEqual([
          4,
          expect.stringMatching(
            /3 identifiers sent in 1 request.*accepted none.*members-not-taken/su,
          ),
          expect.not.stringMatching(/[1-9] added/u),
        ]);
        const events = await readFile(join(project.folder, 'events.ndjson'), 'utf8');
        expect(events).toMatch(code);
        expect(events).not.toMatch(/"added":[1-9]/u);
        const json = await project.run('members sync CRM --format json', env);
        expect(JSON.parse(json.stdout)).toMatchObject({
          ...{ outcome: 'failed', added: 0, invalid: 3, problem: { code } },
        });
        const consented = await project.run(
          'members sync CRM --allow-member-invalid --format json',
          env,
        );
        expect([consented.exitCode, JSON.parse(consented.stdout)]).toMatchObject([
          0,
          { outcome: 'done', added: 0, invalid: 3 },
        ]);
      });
      const next = await project.run('members sync CRM --format json');
      expect(JSON.parse(next.stdout)).toMatchObject({ outcome: 'done', added: 3 });
    }));

  test('apply adds no one, says so, and the next one sends all of them', () =>
    withProject({ files }, async (project) => {
      await withProxy(project, { answer: taking('add') }, async (env) => {
        const run = await project.run('apply --auto-approve --members', env);
        expect([run.exitCode, run.stdout]).toEqual([4, expect.stringMatching(code)]);
        expect(run.stdout + run.stderr).not.toMatch(/[1-9] (?:of its members were )?added/u);
      });
      const next = await project.run('apply --auto-approve --members');
      expect([next.exitCode, next.stdout, countOf(project)]).toEqual([
        0,
        expect.stringMatching('3 added'),
        3,
      ]);
    }));

  test.each([
    ['a mirror', 'members sync CRM', { 'people.txt': 'cy@example.com\n' }],
    ['a removal by name', 'members remove CRM --source gone.txt', {}],
  ])('%s removes no one, and the same command sends it again', (_, line, changed) =>
    withProject({ files }, async (project) => {
      await fill(project);
      await project.write(changed);
      await withProxy(project, { answer: taking('remove') }, async (env) => {
        const run = await project.run(line, env);
        expect([run.exitCode, run.stdout]).toEqual([4, expect.stringMatching(code)]);
        const json = await project.run(`${line} --allow-member-invalid --format json`, env);
        expect([json.exitCode, JSON.parse(json.stdout)]).toMatchObject([
          0,
          { removed: 0, invalid: 2, requests: 1 },
        ]);
      });
      const next = await project.run(`${line} --format json`);
      expect([next.exitCode, JSON.parse(next.stdout), countOf(project)]).toMatchObject([
        0,
        { removed: 2 },
        1,
      ]);
    }),
  );

  test('a mirror goes on where it removes those that were called invalid when they were added', () =>
    withProject({ files }, async (project) => {
      await project.run('apply --auto-approve');
      await withProxy(project, { answer: taking('add', 1) }, async (env) => {
        expect((await project.run('members sync CRM', env)).exitCode).toBe(0);
      });
      await project.write({ 'people.txt': 'ann@example.com\nbob@example.com\ndee@example.com\n' });
      await withProxy(project, { answer: taking('remove') }, async (env) => {
        const run = await project.run('members sync CRM --format json', env);
        expect([run.exitCode, JSON.parse(run.stdout)]).toMatchObject([
          0,
          { outcome: 'done', added: 1, removed: 0 },
        ]);
        const next = await project.run('members sync CRM', env);
        expect([next.exitCode, next.stdout]).toEqual([
          0,
          expect.stringMatching(/Nothing to send/u),
        ]);
      });
    }));

  test('forget forgets no one, and the same command sends them again', () =>
    withProject({ files }, async (project) => {
      await fill(project);
      const line = 'members forget --source gone.txt --auto-approve';
      await withProxy(project, { answer: taking('remove') }, async (env) => {
        for (const _ of ['once', 'again']) {
          const run = await project.run(line, env);
          expect([run.exitCode, run.stdout]).toEqual([
            4,
            expect.stringMatching(/2 found, 0 removed in 1 request.*2 sent, 2 not accepted/u),
          ]);
        }
        const json = await project.run(`${line} --format json --events events.ndjson`, env);
        expect(JSON.parse(json.stdout)).toMatchObject({
          outcome: 'incomplete',
          lists: [
            { state: 'failed', found: 2, removed: 0, notTaken: 2, problem: { code: notRemoved } },
          ],
        });
        expect(await readFile(join(project.folder, 'events.ndjson'), 'utf8')).toMatch(notRemoved);
      });
      const next = await project.run(line);
      expect([next.exitCode, next.stdout, countOf(project)]).toEqual([
        0,
        expect.stringMatching('2 found, 2 removed'),
        1,
      ]);
    }));
});

describe('of whom some were taken', () => {
  test('a sync counts those', () =>
    withProject({ files }, async (project) => {
      await project.run('apply --auto-approve');
      await withProxy(project, { answer: taking('add', 1) }, async (env) => {
        const run = await project.run('members sync CRM', env);
        expect([run.exitCode, run.stdout]).toEqual([0, expect.stringMatching('2 added')]);
      });
    }));

  test('forget finds out who: the others are off the list, and out of the ledger', () =>
    withProject({ files }, async (project) => {
      await fill(project);
      const line = 'members forget --source gone.txt --auto-approve';
      await withProxy(project, { answer: calling('remove', ['bob@example.com']) }, async (env) => {
        const run = await project.run(line, env);
        expect([run.exitCode, run.stdout, countOf(project)]).toEqual([
          4,
          expect.stringMatching(/2 found, 1 removed in 3 requests.*2 sent, 1 not accepted\./u),
          2,
        ]);
        const again = await project.run(line, env);
        expect([again.exitCode, again.stdout]).toEqual([
          4,
          expect.stringMatching(/1 found, 0 removed in 1 request.*1 sent, 1 not accepted\./u),
        ]);
      });
      const next = await project.run(line);
      expect([next.exitCode, next.stdout, countOf(project)]).toEqual([
        0,
        expect.stringMatching('1 found, 1 removed'),
        1,
      ]);
    }));

  test.each([
    ['the same one', 'bob@example.com'],
    ['another one', 'cy@example.com'],
  ])(
    'forget does not take someone for %s whom Criteo called invalid when it was added',
    (_, added) =>
      withProject({ files }, async (project) => {
        await project.run('apply --auto-approve');
        await withProxy(project, { answer: calling('add', [added]) }, async (env) => {
          expect((await project.run('members sync CRM', env)).exitCode).toBe(0);
        });
        const line = 'members forget --source gone.txt --auto-approve';
        await withProxy(
          project,
          { answer: calling('remove', ['bob@example.com']) },
          async (env) => {
            for (const told of [/2 found, 1 removed in 3 requests/u, /1 found, 0 removed/u]) {
              const run = await project.run(line, env);
              expect([run.exitCode, run.stdout]).toEqual([4, expect.stringMatching(told)]);
              expect(run.stdout).toMatch(/1 not accepted/u);
              expect(run.stdout).not.toMatch(/never on the list/u);
            }
          },
        );
        const next = await project.run(line);
        expect([next.exitCode, next.stdout]).toEqual([
          0,
          expect.stringMatching('1 found, 1 removed'),
        ]);
      }),
  );

  test('forget does not take a whole request for those of an upload', () =>
    withProject({ files }, async (project) => {
      await project.run('apply --auto-approve');
      await withProxy(project, { answer: taking('add', 2) }, async (env) => {
        await project.run('members sync CRM --allow-member-invalid', env);
      });
      const line = 'members forget --source gone.txt --auto-approve --format json';
      await withProxy(project, { answer: taking('remove') }, async (env) => {
        const run = await project.run(line, env);
        expect([run.exitCode, JSON.parse(run.stdout).outcome]).toEqual([4, 'incomplete']);
      });
      const next = await project.run(line);
      expect([next.exitCode, JSON.parse(next.stdout).lists[0]]).toMatchObject([0, { found: 2 }]);
    }));

  test('forget ends where that takes too many requests', () => {
    const people = Array.from({ length: 100 }, (_, each) => `p${each}@example.com`);
    const text = people.map((each) => `${each}\n`).join('');
    return withProject({ files: { ...files, 'people.txt': text } }, async (project) => {
      await fill(project);
      const odd = people.filter((_, each) => each % 2 === 1);
      await withProxy(project, { answer: calling('remove', odd) }, async (env) => {
        const run = await project.run('members forget --source people.txt --auto-approve', env);
        expect([run.exitCode, run.stdout]).toEqual([
          4,
          expect.stringMatching(/100 sent, 50 not accepted, but it is not known which/u),
        ]);
      });
    });
  });

  test.each([
    ['one by name', 'members remove CRM --source gone.txt', {}],
    ['that of a mirror', 'members sync CRM', { 'people.txt': 'cy@example.com\n' }],
  ])('neither is %s: it is sent again, and forget finds them after it', (_, line, changed) =>
    withProject({ files }, async (project) => {
      await fill(project);
      await project.write(changed);
      await withProxy(project, { answer: taking('remove', 1) }, async (env) => {
        for (const _ of ['once', 'again']) {
          const run = await project.run(`${line} --allow-member-invalid --format json`, env);
          expect(JSON.parse(run.stdout)).toMatchObject({ requests: 1, removed: 1, invalid: 1 });
        }
      });
      const next = await project.run('members forget --source gone.txt --auto-approve');
      expect([next.exitCode, next.stdout, countOf(project)]).toEqual([
        0,
        expect.stringMatching('2 found, 2 removed'),
        1,
      ]);
    }),
  );
});

test('what the API says in place of counts, stats tells in every format', () =>
  withProject({ files }, async (project) => {
    await fill(project);
    const word = { code: 'contact-list-statistics-not-supported', detail: 'it is no list' };
    const warnings = [{ type: 'validation', ...word }];
    const isStatistics = ({ method, path }: ProxiedRequest) =>
      method === 'GET' && path.endsWith('/contact-list');
    const answer = (request: ProxiedRequest) =>
      isStatistics(request) ? { data: null, warnings } : null;
    await withProxy(project, { answer }, async (env) => {
      const text = await project.run('members stats CRM', env);
      expect(text.stdout).toMatch(
        /gives no numbers, .*\nCriteo says: contact-list-statistics-not-supported, it is no list/u,
      );
      const json = await project.run('members stats CRM --format json', env);
      expect(JSON.parse(json.stdout)).toMatchObject({ warnings: [word] });
    });
  }));

test('what the API says beside a removal, forget tells in every format', () =>
  withProject({ files }, async (project) => {
    await fill(project);
    const warnings = [{ type: 'validation', code: 'partially-processed', traceId: 't-1' }];
    const answer = taking('remove', 0, { warnings });
    await withProxy(project, { answer }, async (env) => {
      const line = 'members forget --source gone.txt --auto-approve';
      const text = await project.run(line, env);
      expect(text.stdout).toMatch(/Criteo says: partially-processed/u);
    });
  }));
