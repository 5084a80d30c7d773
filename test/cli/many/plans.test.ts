/** `--out DIR` writes a plan for each project, and `apply --each DIR` applies them with every guard. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { TestProject } from '../../support/a-project.ts';
import { aClient, everyProject, statesIn, withFleet } from './a-fleet.ts';

const plan = `plan --each ${everyProject} --out plans --format json`;

const planOf = ({ folder }: TestProject, client: string) =>
  join(folder, 'plans/clients', client, 'audiencectl.json');

async function readPlan(project: TestProject, client: string) {
  return JSON.parse(await readFile(planOf(project, client), 'utf8'));
}

describe('plans of many projects', () => {
  test('are saved at the paths of their projects, and applied from there', async () => {
    await withFleet(['a', 'b', 'c'], async (project) => {
      const { run, writes } = project;
      const planned = await run(`plan --each ${everyProject} --out plans`);
      expect(planned.exitCode).toBe(0);
      expect((await readPlan(project, 'b')).project.name).toBe('acme-b');
      const single = await run('plan --project clients/b/audiencectl.yaml --format json');
      expect((await readPlan(project, 'b')).checksum).toBe(JSON.parse(single.stdout).checksum);
      const applied = await run('apply --each plans --format json');
      expect(statesIn(applied.stdout)).toEqual({ a: '0 done', b: '0 done', c: '0 done' });
      expect(writes()).toHaveLength(3);
      const again = await run(`plan --each ${everyProject} --detailed-exitcode`);
      expect(again.exitCode).toBe(0);
    });
  });

  test('of projects that are gone, or that cannot be planned any more, are removed', async () => {
    await withFleet(['a', 'b', 'c'], async (project) => {
      await project.run(plan);
      await unlink(join(project.folder, 'clients/a/audiencectl.yaml'));
      await project.write({ 'clients/b/lists.yaml': 'segments: [' });
      expect((await project.run(plan)).exitCode).toBe(1);
      expect(['a', 'b', 'c'].map((client) => existsSync(planOf(project, client)))).toEqual([
        false,
        false,
        true,
      ]);
      const { stdout } = await project.run('apply --each plans --format json');
      // One that was to be planned and has no plan is said to be missing.
      expect(statesIn(stdout)).toEqual({ b: '1 failed', c: '0 done' });
      expect(JSON.parse(stdout).projects[0].diagnostics).toMatchObject([
        { code: 'plan-missing', hint: expect.stringContaining('plan') },
      ]);
    });
  });

  test('a folder with anything else in it is refused, and left as it is', async () => {
    await withFleet(['a'], async ({ run, write, folder, sandbox }) => {
      await run(plan);
      const sent = sandbox.requests().length;
      await write({ 'plans/clients/mine.json': '{}' });
      const refused = await run(plan);
      expect(refused.exitCode).toBe(1);
      expect(JSON.parse(refused.stdout).diagnostics).toMatchObject([
        { code: 'output-not-allowed' },
      ]);
      await unlink(join(folder, 'plans/clients/mine.json'));
      await symlink(join(folder, 'clients/a/lists.yaml'), join(folder, 'plans/link.json'));
      expect((await run(plan)).exitCode).toBe(1);
      expect(sandbox.requests()).toHaveLength(sent);
      expect(existsSync(join(folder, 'clients/a/lists.yaml'))).toBe(true);
    });
  });

  test('no list of files leads out of the folder', async () => {
    const index = { formatVersion: 1, files: ['../clients/a/lists.yaml', 'x.json'] };
    const files = { 'plans/audiencectl-each.json': JSON.stringify(index) };
    await withFleet(
      ['a'],
      async ({ run, folder }) => {
        expect((await run(plan)).exitCode).toBe(0);
        expect(existsSync(join(folder, 'clients/a/lists.yaml'))).toBe(true);
      },
      { files },
    );
  });

  test('a forged plan is refused, and the others are applied', async () => {
    await withFleet(['a', 'b', 'c', 'd'], async (project) => {
      const { run, write, writes } = project;
      await run(plan);
      const forged = await readPlan(project, 'a');
      forged.changes[0].after.description = 'forged';
      const foreign = await readPlan(project, 'c');
      await write({
        'plans/clients/a/audiencectl.json': JSON.stringify(forged),
        // One that is sound, of another project.
        'plans/clients/b/audiencectl.json': JSON.stringify(foreign),
        // One of what is declared no more.
        'clients/d/lists.yaml': aClient('e')['clients/e/lists.yaml'] ?? '',
        'plans/clients/nowhere/audiencectl.json': JSON.stringify(foreign),
      });
      const { exitCode, stdout } = await run('apply --each plans --format json');
      expect(exitCode).toBe(1);
      expect(statesIn(stdout)).toEqual({
        a: expect.stringMatching(/^[13] /),
        b: expect.stringMatching(/^[13] /),
        c: '0 done',
        d: '3 refused',
        nowhere: '1 failed',
      });
      expect(writes().map(({ path }) => path)).toHaveLength(1);
    });
  });

  test('a plan that is missing, or is a link, fails its project', async () => {
    await withFleet(['a', 'b', 'c', 'd'], async (project) => {
      const { run, write, folder, writes } = project;
      await run(plan);
      await write({ 'aside.txt': await readFile(planOf(project, 'b'), 'utf8') });
      for (const client of ['b', 'd']) await unlink(planOf(project, client));
      await symlink(join(folder, 'aside.txt'), planOf(project, 'b'));
      await symlink(join(folder, 'aside.txt'), join(folder, 'plans/clients/x.json'));
      const { exitCode, stdout } = await run('apply --each plans --format json');
      expect(exitCode).toBe(1);
      const { projects } = JSON.parse(stdout);
      expect(
        projects.map(({ file, state, diagnostics }: Record<string, never>) => [
          file,
          state,
          ...Array.from(diagnostics ?? [], ({ code }) => code),
        ]),
      ).toEqual([
        ['clients/a/audiencectl.yaml', 'done'],
        ['clients/b/audiencectl.yaml', 'failed', 'plan-missing'],
        ['clients/c/audiencectl.yaml', 'done'],
        ['clients/d/audiencectl.yaml', 'failed', 'plan-missing'],
        ['clients/x.yaml', 'failed', 'plan-missing'],
      ]);
      expect(writes()).toHaveLength(2);
    });
  });

  test.each(['../outside.json', '/outside.json', 'a/../../outside.json', 'a\\b.json'])(
    'a list that names %s is refused, and nothing is applied',
    async (file) => {
      await withFleet(['a'], async ({ run, write, writes }) => {
        await run(plan);
        const files = ['clients/a/audiencectl.json', file];
        await write({ 'plans/audiencectl-each.json': JSON.stringify({ formatVersion: 1, files }) });
        const { exitCode, stdout } = await run('apply --each plans --format json');
        expect(exitCode).toBe(1);
        expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'plan-file-invalid' }]);
        expect(writes()).toEqual([]);
      });
    },
  );

  test('a trusted plan without a project has no credentials, and those of no other are used', async () => {
    await withFleet(
      ['a', 'b'],
      async (project) => {
        const { run, folder, sandbox, writes } = project;
        const env = { CRITEO_CLIENT_ID_ACME: 'acme', CRITEO_CLIENT_SECRET_ACME: 'acme-secret' };
        await run(plan, env);
        await mkdir(join(folder, 'plans/x'));
        await rename(planOf(project, 'a'), join(folder, 'plans/x/y.json'));
        const before = sandbox.requests().length;
        await unlink(planOf(project, 'b'));
        const line = 'apply --each plans --trust-plan-file --format json';
        const { exitCode, stdout } = await run(line, env);
        expect(exitCode).toBe(1);
        expect(JSON.parse(stdout).projects).toMatchObject([
          { file: 'clients/a/audiencectl.yaml', state: 'failed' },
          { file: 'clients/b/audiencectl.yaml', state: 'failed' },
          { file: 'x/y.yaml', state: 'failed', diagnostics: [{ code: 'project-not-found' }] },
        ]);
        expect(sandbox.requests()).toHaveLength(before);
        expect(writes()).toEqual([]);
      },
      { files: aClient('a', 'credentials: ACME') },
    );
  });

  test('a planning that failed leaves nothing that applies as done', async () => {
    await withFleet(['a', 'b'], async ({ run, writes }) => {
      await run(plan, { AUDIENCECTL_API_URL: 'http://127.0.0.1:9', AUDIENCECTL_TIMEOUT: '1' });
      const { exitCode, stdout } = await run('apply --each plans --format json');
      expect(exitCode).toBe(1);
      expect(statesIn(stdout)).toEqual({ a: '1 failed', b: '1 failed' });
      expect(writes()).toEqual([]);
    });
  });

  test('a project file by another ending has no place in a folder of plans', async () => {
    await withFleet(['a'], async ({ run, folder }) => {
      const name = (ending: string) => join(folder, `clients/a/audiencectl${ending}`);
      await rename(name('.yaml'), name('.YAML'));
      const line = 'plan --each clients/*/audiencectl.YAML --out plans --format json';
      const { exitCode, stdout } = await run(line);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'output-not-allowed' }]);
    });
  });

  test('a report in the folder of the plans is refused', async () => {
    await withFleet(['a'], async ({ run, folder }) => {
      const { exitCode, stdout } = await run(`${plan} --report json=plans/x.json`);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'output-not-allowed' }]);
      expect(existsSync(join(folder, 'plans'))).toBe(false);
    });
  });

  test.each(['--events plans', '--events plans/logs', '--members --ledger plans/x'])(
    'neither logs nor ledgers stand among plans: %s',
    async (line) => {
      await withFleet(['a'], async ({ run, folder, writes }) => {
        await run(plan);
        const refused = await run(`apply --each plans ${line} --format json`);
        expect(refused.exitCode).toBe(1);
        expect(JSON.parse(refused.stdout).diagnostics).toMatchObject([
          { code: 'output-not-allowed' },
        ]);
        const glob = await run(`apply --each ${everyProject} --auto-approve --out plans ${line}`);
        expect(glob.exitCode).toBe(1);
        expect(glob.stderr).toContain('output-not-allowed');
        expect(writes()).toEqual([]);
        expect((await readdir(join(folder, 'plans'))).sort()).toEqual([
          'audiencectl-each.json',
          'clients',
        ]);
      });
    },
  );

  test.each([
    ['no project matches', 'plan --each slip/* --out plans'],
    ['there is no base', `plan --each ${everyProject} --base nowhere --out plans`],
    ['options exclude each other', `plan --each ${everyProject} --project x.yaml --out plans`],
    ['a report has no format', `plan --each ${everyProject} --report x --out plans`],
    [
      'two documents go to stdout',
      `plan --each ${everyProject} --out plans --format json --report json=-`,
    ],
    ['an option is unknown', `plan --each ${everyProject} --out plans --bogus`],
    ['a choice is unknown', `plan --each ${everyProject} --out plans --drift foo`],
    ['the glob is missing', 'plan --out plans --each'],
    ['an operand is too many', `plan --each ${everyProject} --out plans more`],
  ])('those of an earlier run are no plans of one that ends where %s', async (_, line) => {
    await withFleet(['a'], async ({ run, writes }) => {
      await run(plan);
      expect((await run(line)).exitCode).toBe(1);
      const { exitCode, stderr } = await run('apply --each plans');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('projects-not-found');
      expect(writes()).toEqual([]);
    });
  });

  test('a file that no run wrote there stays', async () => {
    await withFleet(['a'], async ({ run, write, folder }) => {
      await run(plan);
      await write({ 'plans/clients/mine.json': '{}' });
      await run('plan --each slip/* --out plans');
      expect((await readdir(join(folder, 'plans'), { recursive: true })).sort()).toEqual([
        'clients',
        'clients/a',
        'clients/mine.json',
      ]);
    });
  });

  test('a folder without its list is refused: what is missing could not be noticed', async () => {
    await withFleet(['a', 'b'], async (project) => {
      const { run, folder, writes } = project;
      await run(plan);
      await unlink(join(folder, 'plans/audiencectl-each.json'));
      const { exitCode, stdout } = await run('apply --each plans --format json');
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([
        { code: 'plan-missing', message: expect.stringContaining('audiencectl-each.json') },
      ]);
      expect(writes()).toEqual([]);
    });
  });

  test.each([
    ['--target segment/*', 'conflicting-options'],
    ['--out more', 'conflicting-options'],
    ['--sizes', 'conflicting-options'],
  ])('%s comes too late for a folder of plans', async (line, code) => {
    await withFleet(['a'], async ({ run, writes }) => {
      await run(plan);
      const { stdout } = await run(`apply --each plans ${line} --format json`);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code }]);
      expect(writes()).toEqual([]);
    });
  });

  test('a copy beside a plan is named, and the others are applied', async () => {
    await withFleet(['a', 'b'], async ({ run, folder }) => {
      await run(plan);
      const from = join(folder, 'plans/clients/a/audiencectl.json');
      await writeFile(join(folder, 'plans/clients/a/copy.json'), await readFile(from));
      const { exitCode, stdout } = await run('apply --each plans --format json');
      expect(exitCode).toBe(1);
      const { projects } = JSON.parse(stdout);
      expect(projects.map(({ exitCode: code }: { exitCode: number }) => code)).toEqual([0, 1, 0]);
      expect(projects[1].diagnostics).toMatchObject([
        {
          code: 'project-not-found',
          message: expect.stringContaining('does not name "plans/clients/a/copy.json"'),
        },
      ]);
    });
  });

  test('snapshots are saved for each, too, and the base of each is found', async () => {
    await withFleet(['a', 'b'], async ({ run, write, folder }) => {
      await run(`apply --each ${everyProject} --auto-approve`);
      expect((await run(`snapshot --each ${everyProject} --out snapshots`)).exitCode).toBe(0);
      const saved = JSON.parse(
        await readFile(join(folder, 'snapshots/clients/a/audiencectl.json'), 'utf8'),
      );
      expect(saved.segments).toHaveLength(1);
      await write({
        ...Object.fromEntries(
          ['a', 'b'].flatMap((client) =>
            Object.entries(aClient(client)).map(([file, text]) => [`.base/${file}`, text]),
          ),
        ),
        'clients/a/lists.yaml': (aClient('a')['clients/a/lists.yaml'] ?? '').replace(
          'contactList',
          'description: New, contactList',
        ),
      });
      // One that is new has nothing to be compared with.
      await write(aClient('c'));
      const { stdout } = await run(`plan --each ${everyProject} --base .base --format json`);
      const { projects } = JSON.parse(stdout);
      expect(
        projects.map(({ plan: { changes } }: { plan: { changes: { origin: string }[] } }) =>
          changes.map(({ origin }) => origin),
        ),
      ).toEqual([['declared'], [], ['declared']]);
      const none = await run(`plan --each ${everyProject} --base .nowhere --format json`);
      expect(JSON.parse(none.stdout).diagnostics).toMatchObject([{ code: 'base-unreadable' }]);
    });
  });
});
