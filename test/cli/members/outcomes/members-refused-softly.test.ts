/** A success that holds nothing but a code is no success: nothing of it is told or written down as done. */
import { describe, expect, test } from '@jest/globals';
import type { FaultEffect } from '../../../../src/sandbox/faults/fault.ts';
import { projectFile } from '../../../support/a-folder.ts';
import { type TestProject, withProject } from '../../../support/a-project.ts';

const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': `segments:
  - name: CRM
    retailerId: "1234"
    contactList:
      identifierType: Email
      members: { source: people.txt }
`,
  'people.txt': 'ann@example.com\nbob@example.com\n',
};

const code = 'account-must-be-active';
const word = { kind: 'item', items: 'all', code } as const;
const onLists = { on: 'write', path: 'contact-list' } as const;

const ready = async ({ run }: TestProject) =>
  expect((await run('apply --auto-approve')).exitCode).toBe(0);
const countOf = ({ sandbox }: TestProject) =>
  Object.values(sandbox.members()).reduce((sum, { count }) => sum + count, 0);

describe.each([
  ['a warning', { carrier: 'warnings' }],
  ['an error', { carrier: 'errors' }],
  ['a warning beside a count of nobody', { carrier: 'warnings', counts: 'zero' }],
  ['an error beside a count of nobody', { carrier: 'errors', counts: 'zero' }],
  ['an error beside counts of all', { carrier: 'errors', carriedOut: true }],
] as const)('%s', (_title, more) => {
  test('fails a sync, and the next one sends everybody', async () => {
    await withProject({ files }, async (project) => {
      await ready(project);
      project.sandbox.configure({
        faults: [{ when: onLists, times: 1, effect: { ...word, ...more } }],
      });
      const run = await project.run('members sync CRM');
      expect(run.exitCode).toBe(4);
      expect(run.stdout).toContain(code);
      expect(run.stdout).not.toContain('Done');
      expect(run.stdout).toContain('0 added');
      const next = await project.run('members sync CRM --format json');
      expect(JSON.parse(next.stdout)).toMatchObject({ outcome: 'done', added: 2 });
      expect(countOf(project)).toBe(2);
    });
  });

  test('fails a filling by apply, and the report says so', async () => {
    await withProject({ files }, async (project) => {
      project.sandbox.configure({
        faults: [{ when: onLists, times: 1, effect: { ...word, ...more } }],
      });
      const run = await project.run('apply --auto-approve --members --format json');
      const { summary, results } = JSON.parse(run.stdout);
      expect([run.exitCode, summary.done, results[0].members.added]).toEqual([4, 0, 0]);
      expect(results[0].error.code).toBe(code);
    });
  });
});

describe('what the API says of members is told in one way', () => {
  const effect = { ...word, code: 'my-code', carrier: 'warnings' } as const;
  const traced = /my-code(?:, [^(]*)? \(trace ID [\da-f]{32}\)/u;
  const struck = [
    ['an unknown outcome', { effect }],
    ['a refusal', { effect: { ...effect, carrier: 'errors' } }],
    ['a refusal by status', { effect: { ...effect, carrier: 'errors', status: 400 } }],
  ] as const;

  test.each(struck)('%s: with the label of the trace, and what to do', async (title, fault) => {
    await withProject({ files }, async (project) => {
      await ready(project);
      const configure = () =>
        project.sandbox.configure({ faults: [{ when: onLists, times: 1, ...fault }] });
      for (const line of [
        'members sync CRM',
        'members add CRM --source people.txt',
        'members clear CRM --auto-approve',
      ]) {
        configure();
        const { exitCode, stdout } = await project.run(line);
        expect([line, exitCode, stdout]).toEqual([line, 4, expect.stringMatching(traced)]);
        // Nothing was accepted.
        expect(stdout).not.toContain('The ledger records');
        const advice = title === 'an unknown outcome' ? 'Run the same command again' : /./u;
        expect(stdout).toMatch(advice);
      }
      project.sandbox.configure({ faults: [] });
      const rebuilt = await project.run('members sync CRM --allow-members-rebuild');
      expect(rebuilt.exitCode).toBe(0);
      configure();
      const forgotten = await project.run('members forget --source people.txt --auto-approve');
      expect(forgotten.stdout).toMatch(traced);
    });
  });

  test('a missing permission is advised on alike by every command that writes', async () => {
    await withProject({ files }, async (project) => {
      await ready(project);
      const said = async (line: string) => {
        const { exitCode, stdout } = await project.run(line);
        const told = stdout.replace(/\s+/gu, ' ');
        const advice = told.match(/Give (?:the application|it) [^.]*\./gu);
        return [line, exitCode, advice];
      };
      const advice = [
        'Give the application the permission "Audiences Manage", and consent for account 625702934721171442.',
      ];
      project.sandbox.configure({ readOnlyClients: ['test'] });
      for (const line of [
        'apply --auto-approve --members',
        'members sync CRM',
        'members add CRM --source people.txt',
        'members clear CRM --auto-approve',
      ]) {
        expect(await said(line)).toEqual([line, 4, advice]);
      }
      project.sandbox.configure({ readOnlyClients: [] });
      expect((await project.run('members sync CRM')).exitCode).toBe(0);
      project.sandbox.configure({ readOnlyClients: ['test'] });
      const forget = 'members forget --source people.txt --auto-approve';
      expect(await said(forget)).toEqual([forget, 4, advice]);
      await project.write({ 'more.yaml': files['lists.yaml'].replace('CRM', 'More') });
      expect(await said('apply --auto-approve')).toEqual(['apply --auto-approve', 4, advice]);
    });
  });

  test('a chunk of which nothing is known is said to be sent once more', async () => {
    await withProject({ files }, async (project) => {
      await ready(project);
      project.sandbox.configure({ faults: [{ when: onLists, times: 1, effect }] });
      const { stdout } = await project.run('members sync CRM');
      expect(stdout).toMatch(/Run the same command again\. It sends this part once more\./u);
      expect(stdout).toMatch(/message from Criteo is not shown/u);
    });
  });

  test('a list is not read, so a report of apply does not say that it was', async () => {
    await withProject({ files }, async (project) => {
      project.sandbox.configure({ faults: [{ when: onLists, times: 1, effect }] });
      const { stdout } = await project.run('apply --auto-approve --members');
      const told = stdout.replace(/\s+/gu, ' ');
      expect(told).toMatch(/members .*cannot be read/u);
      expect(told).toContain('Run the same command again. It sends this part once more.');
      expect(told).not.toMatch(/a search did not show|searches may lag/u);
    });
  });
});

test('a body that is missing once is asked for again', async () => {
  await withProject({ files }, async (project) => {
    await ready(project);
    const effect = { kind: 'body', form: 'empty' } as const;
    project.sandbox.configure({ faults: [{ when: onLists, times: 1, effect }] });
    const run = await project.run('members sync CRM');
    expect([run.exitCode, run.stdout]).toEqual([0, expect.stringContaining('2 added')]);
  });
});

describe.each<[string, FaultEffect]>([
  ['a body', { kind: 'body', form: 'empty' }],
  ['a word on the list', { kind: 'lose-items', items: 'all', carriedOut: true }],
])('an answer without %s', (_what, effect) => {
  const fault = { when: onLists, effect };
  const lines = {
    sync: 'members sync CRM',
    add: 'members add CRM --source people.txt',
    remove: 'members remove CRM --source people.txt --allow-member-removal',
    forget: 'members forget --source people.txt --auto-approve',
    apply: 'apply --auto-approve --members',
  };

  test.each(Object.entries(lines))(
    'to %s is unknown: nothing is told as done',
    async (way, line) => {
      await withProject({ files }, async (project) => {
        await ready(project);
        const isRemoval = way === 'remove' || way === 'forget';
        if (isRemoval) await project.run(lines.sync);
        // It is sent again while the run has time for faults.
        project.sandbox.configure({ faults: [fault] });
        const struck = await project.run(`${line} --timeout 1 --format json`);
        expect([struck.exitCode, struck.stdout]).toEqual([4, expect.stringContaining('"unknown"')]);
        expect(struck.stdout).not.toMatch(/"(?:added|removed)": ?[1-9]/u);
        project.sandbox.configure({ faults: [] });
        const next = await project.run(line);
        expect([next.exitCode, next.stdout]).toEqual([
          0,
          expect.stringMatching(isRemoval ? /2 removed/u : /2 added/u),
        ]);
        expect(countOf(project)).toBe(isRemoval ? 0 : 2);
      });
    },
  );

  test('to a clear is its documented one', async () => {
    await withProject({ files }, async (project) => {
      await ready(project);
      expect((await project.run(lines.sync)).exitCode).toBe(0);
      project.sandbox.configure({ faults: [fault] });
      const run = await project.run('members clear CRM --auto-approve');
      expect([run.exitCode, countOf(project)]).toEqual([0, 0]);
    });
  });
});

test('a clear that is only warned of is not cleared, and forget forgets nobody', async () => {
  await withProject({ files }, async (project) => {
    await ready(project);
    expect((await project.run('members sync CRM')).exitCode).toBe(0);
    const effect = { ...word, carrier: 'warnings' } as const;
    project.sandbox.configure({ faults: [{ when: onLists, times: 2, effect }] });
    const cleared = await project.run('members clear CRM --auto-approve');
    expect([cleared.exitCode, countOf(project)]).toEqual([4, 2]);
    expect(cleared.stdout).toContain(code);
    await project.write({ 'gone.txt': 'ann@example.com\n' });
    const forgotten = await project.run('members forget --source gone.txt --auto-approve');
    expect([forgotten.exitCode, countOf(project)]).toEqual([4, 2]);
    expect(forgotten.stdout).toContain(code);
  });
});

test('a warning beside what was done is told, in every format', async () => {
  await withProject({ files }, async (project) => {
    await ready(project);
    const effect = { ...word, carrier: 'warnings', carriedOut: true } as const;
    project.sandbox.configure({ faults: [{ when: onLists, effect }] });
    const run = await project.run('members sync CRM --format json');
    expect(JSON.parse(run.stdout)).toMatchObject({ outcome: 'done', warnings: [{ code }] });
    await project.write({ 'people.txt': 'ann@example.com\nbob@example.com\ncy@example.com\n' });
    const text = await project.run('members sync CRM --allow-member-growth');
    expect([text.exitCode, text.stdout]).toEqual([0, expect.stringContaining(code)]);
  });
});
