/** `pull --each`: the edits of many accounts, each into its own project, and none into what others read. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readPullDocument } from '../../../src/review/propose/pull-document.ts';
import { writeProposalBody } from '../../../src/review/propose/write-proposal-body.ts';
import { aClient, everyProject, statesIn } from './a-fleet.ts';
import { listOfClient, withPulledFleet } from './a-pulled-fleet.ts';

const pull = `pull --each ${everyProject}`;

describe('edits made in the UI', () => {
  test.each(['text', 'json'])('--quiet hides no project that fails (%s)', async (format) => {
    await withPulledFleet(['a', 'b'], async ({ run, write }) => {
      const line = `${pull} --check --quiet --format ${format}`;
      expect(await run(line)).toMatchObject({ exitCode: 0, stderr: '' });
      await write(aClient('b', 'credentials: NOBODY\n'));
      const { exitCode, stdout, stderr } = await run(line);
      expect(exitCode).toBe(1);
      const shown = format === 'json' ? stdout : stderr;
      expect(shown).toContain('CRITEO_CLIENT_ID_NOBODY');
      if (format === 'text') expect(shown).not.toContain('acme-a');
    });
  });

  test('are written into the project of their account, with a line for each', async () => {
    await withPulledFleet(['a', 'b', 'c'], async ({ run, describe: edit, read, folder }) => {
      edit(listOfClient('a'), 'By Ann');
      edit(listOfClient('c'), 'By Cleo');
      const report = '--report markdown=r.md --report html=r.html';
      const { exitCode, stdout } = await run(`${pull} ${report}`);
      expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
      expect(stdout).toMatch(/^~ acme-a {3}1 edit taken/mu);
      expect(stdout).toContain(`Segment "${listOfClient('a')}": description not set -> "By Ann".`);
      expect(stdout).toContain('3 projects: 2 taken in 2 projects; 1 unchanged.');
      expect(await read('clients/a/lists.yaml')).toContain('description: By Ann');
      expect(await read('clients/b/lists.yaml')).toBe(aClient('b')['clients/b/lists.yaml']);
      expect(await read('r.md')).toContain('1 edit taken');
      expect(existsSync(join(folder, 'r.html'))).toBe(true);
      const again = await run(`${pull} --format json`);
      expect(statesIn(again.stdout)).toEqual({ a: '0 done', b: '0 done', c: '0 done' });
      expect(JSON.parse(again.stdout).projects[0].takings).toEqual([]);
      const planned = await run(`plan --each ${everyProject} --detailed-exitcode`);
      expect(planned.exitCode).toBe(0);
    });
  });

  test('that are equal in several projects are one group', async () => {
    const own = Object.fromEntries(
      ['a', 'b'].map((client) => [
        `clients/${client}/buyers.yaml`,
        'segments:\n  - { name: Buyers, retailerId: "1234", contactList: { identifierType: Email } }\n',
      ]),
    );
    await withPulledFleet(
      ['a', 'b'],
      async ({ run, describe: edit }) => {
        edit('Buyers', 'By Ann');
        const { stdout } = await run(pull);
        expect(stdout).toMatch(/^~ 2 projects, the same result {3}1 edit taken each$/mu);
        expect(stdout).toContain('2 projects: 2 taken in 2 projects.');
      },
      own,
    );
  });

  test('are read by the program that proposes them', async () => {
    await withPulledFleet(['a', 'b'], async ({ run, describe: edit }) => {
      for (const client of ['a', 'b']) edit(listOfClient(client), 'By Ann');
      const pulled = readPullDocument((await run(`${pull} --format json`)).stdout);
      expect(pulled.files.map(({ file }) => file)).toEqual([
        'clients/a/lists.yaml',
        'clients/b/lists.yaml',
      ]);
      expect(pulled.takings).toMatchObject([
        { owner: 'acme-a', place: 'clients/a/lists.yaml:2' },
        { owner: 'acme-b', place: 'clients/b/lists.yaml:2' },
      ]);
      const body = writeProposalBody({
        ...{ key: 'k', noun: 'pull request', pull: pulled, change: 'c', note: null },
      });
      expect(body).toContain('- `acme-b`: `segment/Customers of b` was edited:');
      expect(body).toContain('into the manifests of 2 projects: `acme-a` and `acme-b`.');
    });
  });

  test('are taken although another project fails, and a second run does the rest', async () => {
    await withPulledFleet(['a', 'b', 'c'], async ({ run, write, describe: edit, read }) => {
      for (const client of ['a', 'b', 'c']) edit(listOfClient(client), 'By Ann');
      const { 'clients/b/lists.yaml': whole = '' } = aClient('b');
      await write({ 'clients/b/lists.yaml': 'segments: [' });
      const { exitCode, stdout } = await run(`${pull} --format json`);
      expect(exitCode).toBe(1);
      expect(statesIn(stdout)).toEqual({ a: '0 done', b: '1 failed', c: '0 done' });
      expect(await read('clients/c/lists.yaml')).toContain('By Ann');
      await write({ 'clients/b/lists.yaml': whole });
      expect((await run(pull)).stdout).toContain('3 projects: 1 taken in 1 project; 2 unchanged.');
      expect(await read('clients/b/lists.yaml')).toContain('By Ann');
    });
  });

  test('are compared with the same project at an earlier commit', async () => {
    await withPulledFleet(['a', 'b'], async ({ run, write, describe: edit, read }) => {
      const before = Object.entries({ ...aClient('a'), ...aClient('b') });
      await write(Object.fromEntries(before.map(([file, text]) => [`.base/${file}`, text])));
      const { 'clients/a/lists.yaml': text = '' } = aClient('a');
      await write({ 'clients/a/lists.yaml': text.replace('1234",', '1234", description: Ours,') });
      edit(listOfClient('b'), 'Theirs');
      const { exitCode, stdout } = await run(`${pull} --base .base --format json`);
      expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
      const { projects } = JSON.parse(stdout);
      const kinds = projects.map(({ takings }: { takings: { take: string }[] }) =>
        takings.map(({ take }) => take),
      );
      expect(kinds).toEqual([[], ['drift']]);
      expect(await read('clients/a/lists.yaml')).toContain('description: Ours');
      expect(await read('clients/b/lists.yaml')).toContain('description: Theirs');
    });
  });
  test('are left alone in a project that the base does not have, and taken in the others', async () => {
    await withPulledFleet(['a', 'b'], async ({ run, write, describe: edit, read }) => {
      await write(
        Object.fromEntries(
          Object.entries(aClient('a')).map(([file, text]) => [`.base/${file}`, text]),
        ),
      );
      for (const client of ['a', 'b']) edit(listOfClient(client), 'By Ann');
      const { exitCode, stdout } = await run(`${pull} --base .base --check`);
      expect({ exitCode, stdout }).toMatchObject({ exitCode: 2 });
      const shown = await run(`${pull} --base .base`);
      expect(shown.exitCode).toBe(0);
      expect(shown.stdout).toMatch(/^\S acme-b {3}new: not compared with the UI/mu);
      expect(shown.stdout + shown.stderr).toContain('warning base-without-project');
      expect(await read('clients/a/lists.yaml')).toContain('By Ann');
      expect(await read('clients/b/lists.yaml')).toBe(aClient('b')['clients/b/lists.yaml']);
      edit(listOfClient('a'), 'By Bob');
      const pulled = readPullDocument((await run(`${pull} --base .base --format json`)).stdout);
      expect(pulled.warnings).toMatchObject([{ owner: 'acme-b' }]);
    });
  });
});

describe('--check', () => {
  test.each(['git apply -', 'patch -p1'])('prints patches that %s takes here', async (command) => {
    await withPulledFleet(['a', 'b', 'c'], async ({ run, describe: edit, read, folder }) => {
      for (const client of ['c', 'a']) edit(listOfClient(client), `By ${client}`);
      const before = await read('clients/a/lists.yaml');
      const { exitCode, stdout, stderr } = await run(`${pull} --check --parallelism 3`);
      expect(exitCode).toBe(2);
      expect(await read('clients/a/lists.yaml')).toBe(before);
      expect(stdout.match(/^--- .*$/gmu)).toEqual([
        '--- a/clients/a/lists.yaml',
        '--- a/clients/c/lists.yaml',
      ]);
      expect(stderr).toContain('3 projects: 2 to take in 2 projects; 1 unchanged.');
      const { projects } = JSON.parse((await run(`${pull} --check --format json`)).stdout);
      expect(projects.map(({ diff }: { diff: string }) => diff).join('')).toBe(stdout);
      const [program = '', ...words] = command.split(' ');
      const applied = spawnSync(program, words, { cwd: folder, input: stdout });
      expect(applied).toMatchObject({ status: 0 });
      expect(await read('clients/c/lists.yaml')).toContain('description: By c');
      expect((await run(`${pull} --check`)).exitCode).toBe(0);
    });
  });

  test('starts at the repository where a manifest lies outside of the working directory', async () => {
    const files = {
      'clients/a/audiencectl.yaml': `${aClient('a')['clients/a/audiencectl.yaml']}manifests: ["*.yaml", "../../extra/*.yaml"]\n`,
      'extra/more.yaml':
        'segments:\n  - { name: More, retailerId: "1234", contactList: { identifierType: Email } }\n',
    };
    await withPulledFleet(
      ['a', 'b'],
      async ({ run, describe: edit, read, folder }) => {
        edit('More', 'By Ann');
        edit(listOfClient('b'), 'By Bob');
        spawnSync('git', ['init', '--quiet'], { cwd: folder });
        const line = '-C clients pull --each */audiencectl.yaml --check';
        const { exitCode, stdout, stderr } = await run(line);
        expect(exitCode).toBe(2);
        expect(stderr).toContain('start at the root of the repository: ..\n');
        const applied = spawnSync('git', ['apply', '-'], { cwd: folder, input: stdout });
        expect(applied).toMatchObject({ status: 0 });
        expect(await read('extra/more.yaml')).toContain('By Ann');
        expect(await read('clients/b/lists.yaml')).toContain('By Bob');
      },
      files,
    );
  });
});

describe('globs that match in no project', () => {
  test.each(['--target segment/Customerz*', '--exclude segment/Customerz*'])(
    '%s: nothing is written',
    async (glob) => {
      await withPulledFleet(['a', 'b'], async ({ run, describe: edit, read }) => {
        edit(listOfClient('a'), 'By Ann');
        const { exitCode, stdout } = await run(`${pull} ${glob} --format json`);
        expect(exitCode).toBe(1);
        expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'target-unmatched' }]);
        expect(await read('clients/a/lists.yaml')).not.toContain('By Ann');
      });
    },
  );

  test('one that matches in some is no slip', async () => {
    await withPulledFleet(['a', 'b'], async ({ run, describe: edit, read }) => {
      for (const client of ['a', 'b']) edit(listOfClient(client), 'By Ann');
      const { exitCode, stderr } = await run(`${pull} --target segment/*of?b`);
      expect(exitCode).toBe(0);
      expect(stderr).toContain('in 1 of 2 projects.');
      expect(await read('clients/a/lists.yaml')).not.toContain('By Ann');
      expect(await read('clients/b/lists.yaml')).toContain('By Ann');
    });
  });
});

test('pull has no --changed-since, and a report needs --each', async () => {
  await withPulledFleet(['a'], async ({ run }) => {
    expect((await run(`${pull} --changed-since .`)).exitCode).toBe(1);
    expect((await run('-C clients/a pull --report json=r.json')).exitCode).toBe(1);
    const env = { AUDIENCECTL_REPORT: 'json=audiencectl.yaml' };
    expect(await run('-C clients/a pull', env)).toMatchObject({ exitCode: 0 });
    expect((await run(`${pull} --report gitlab=r.json`)).exitCode).toBe(1);
  });
});
