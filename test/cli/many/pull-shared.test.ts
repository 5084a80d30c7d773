/** `pull --each` where projects read the same files, or are of the same account. */
import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FolderFiles } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';
import { everyProject } from './a-fleet.ts';
import { listOfClient, withPulledFleet } from './a-pulled-fleet.ts';

const owns = 'owns: { segments: { names: ["*"] } }\n';

function projectText(name: string, account: string, more: string): string {
  return `version: 1\nname: ${name}\nplatform: retail-media\naccountId: "${account}"\n${more}`;
}

function listText(name: string): string {
  return `segments:\n  - { name: ${name}, retailerId: "1234", contactList: { identifierType: Email } }\n`;
}

interface PulledProjectJson {
  readonly takings: readonly { readonly address: string }[];
  readonly left: readonly { readonly code: string; readonly text: string }[];
}

function projectsIn(stdout: string): readonly PulledProjectJson[] {
  return JSON.parse(stdout).projects;
}

/** A new segment in the UI of an account. */
function addBuyers({ sandbox }: TestProject, account: string): void {
  const attributes = {
    ...{ retailerId: '1234', name: 'Buyers', type: 'Events' },
    events: { shopperActivity: 'Buy', lookbackDays: 'Last90Days' },
  };
  sandbox.edit({ platform: 'retail-media', kind: 'segment', scope: account, attributes });
}

async function withApplied(
  files: FolderFiles,
  each: string,
  use: (project: TestProject) => Promise<void>,
): Promise<void> {
  await withProject({ files }, async (project) => {
    const done = await project.run(`apply --each ${each} --auto-approve`);
    expect(done).toMatchObject({ exitCode: 0 });
    await use(project);
  });
}

describe('a file that several projects read', () => {
  const reading = (client: string, account: string) => ({
    [`clients/${client}/audiencectl.yaml`]: projectText(
      `acme-${client}`,
      account,
      'manifests: ["*.yaml", "../../shared/*.yaml"]\n',
    ),
  });
  const files = {
    'shared/all.yaml': listText('Shared'),
    ...reading('a', '61'),
    ...reading('b', '62'),
    ...reading('c', '63'),
  };

  test.each(['the same edit', 'different edits'])('stays as it is: %s', async (what) => {
    await withPulledFleet(
      ['a', 'b', 'c'],
      async ({ run, describe: edit, read }) => {
        edit('Shared', 'By Ann');
        if (what === 'different edits') edit('Shared', 'By Bob', 'b');
        edit(listOfClient('b'), 'By Bob');
        const { exitCode, stdout } = await run(`pull --each ${everyProject} --format json`);
        expect(exitCode).toBe(0);
        const projects = projectsIn(stdout);
        expect(projects.map(({ left }) => left.map(({ code }) => code))).toEqual(
          Array.from({ length: 3 }, () => ['pull-elsewhere']),
        );
        expect(projects.map(({ takings }) => takings.length)).toEqual([0, 1, 0]);
        expect(await read('shared/all.yaml')).toBe(files['shared/all.yaml']);
        const shown = await run(`pull --each ${everyProject}`);
        expect(shown.stdout).toContain('1 not taken');
        expect(shown.stdout.replace(/\s+/gu, ' ')).toContain(
          'description not set -> "By Ann" (shared/all.yaml:2). 3 projects read shared/all.yaml. Edit it by hand only if all of them should change, and plan them with --each.',
        );
        expect(shown.stdout).toContain('3 projects: 3 not taken in 3 projects.');
      },
      files,
    );
  });

  test('is known without a repository, too', async () => {
    const outer = {
      'clients/audiencectl.yaml': projectText('outer', '71', 'manifests: ["a/lists.yaml"]\n'),
      'clients/a/audiencectl.yaml': projectText('inner', '72', ''),
      'clients/a/lists.yaml': listText('Inner'),
      'clients/a/own.yaml': listText('Own'),
    };
    const each = 'clients/{audiencectl,a/audiencectl}.yaml';
    await withApplied(outer, each, async ({ run, folder, sandbox }) => {
      await run(`snapshot --each ${each} --out snapshots`);
      const file = join(folder, 'snapshots/clients/a/audiencectl.json');
      for (const { id } of JSON.parse(await readFile(file, 'utf8')).segments) {
        const attributes = { description: 'By Ann' };
        sandbox.edit({ platform: 'retail-media', kind: 'segment', id, attributes });
      }
      const { stdout } = await run(`pull --each ${each} --format json`);
      const [inner] = projectsIn(stdout);
      expect(inner?.takings).toMatchObject([{ address: 'segment/Own' }]);
      expect(inner?.left).toMatchObject([
        {
          code: 'pull-elsewhere',
          text: 'The project clients/audiencectl.yaml reads clients/a/lists.yaml, too.',
        },
      ]);
      expect(await readFile(join(folder, 'clients/a/lists.yaml'), 'utf8')).toBe(
        outer['clients/a/lists.yaml'],
      );
    });
  });
});

describe('a new file', () => {
  test.each([
    ['--each {one,two}.yaml', 1],
    ['--project one.yaml', 1],
  ])('that another project would read is not made: %s', async (projects) => {
    const globs = 'manifests: ["segments/*.yaml"]\n';
    const files = {
      'one.yaml': projectText('one', '81', `${globs}${owns}`),
      'two.yaml': projectText('two', '82', `${globs}${owns}`),
      'segments/both.yaml': listText('Both'),
    };
    await withApplied(files, '{one,two}.yaml', async (project) => {
      addBuyers(project, '81');
      const { stdout } = await project.run(`pull ${projects} --take new --format json`);
      const document = JSON.parse(stdout);
      const [first] = projects.startsWith('--each') ? document.projects : [document];
      expect(first).toMatchObject({ takings: [], files: [], left: [{ code: 'pull-elsewhere' }] });
    });
  });
});

describe('a new file behind a linked folder', () => {
  test.each(['a', 'b'])('is not made by the other project either: new in %s', async (client) => {
    const globs = 'manifests: ["**/*.yaml"]\n';
    const files = {
      '.git/HEAD': '',
      'clients/a/audiencectl.yaml': projectText('a', '83', `${globs}${owns}`),
      'clients/b/audiencectl.yaml': projectText('b', '84', `${globs}${owns}`),
      'clients/a/own.yaml': 'segments: []\n',
      'clients/b/own.yaml': 'segments: []\n',
      'clients/a/segments/.gitkeep': '',
    };
    await withApplied(files, everyProject, async (project) => {
      const { folder, run } = project;
      await symlink('../a/segments', join(folder, 'clients/b/segments'));
      addBuyers(project, client === 'a' ? '83' : '84');
      const { stdout } = await run(`pull --each ${everyProject} --take new --format json`);
      expect(projectsIn(stdout).map(({ takings }) => takings.length)).toEqual([0, 0]);
      expect(projectsIn(stdout).flatMap(({ left }) => left)).toMatchObject([
        { code: 'pull-elsewhere', text: expect.stringContaining('would read the new file') },
      ]);
      expect(await readdir(join(folder, 'clients/a/segments'))).toEqual(['.gitkeep']);
    });
  });
});

describe('projects of one account', () => {
  const files = Object.fromEntries(
    ['a', 'b', 'c', 'd'].flatMap((name) => [
      [`clients/${name}/audiencectl.yaml`, projectText(name, '91', owns)],
      [`clients/${name}/lists.yaml`, listText(`List ${name}`)],
    ]),
  );

  test('take what is new once, the first of them', async () => {
    await withApplied({ '.git/HEAD': '', ...files }, everyProject, async (project) => {
      addBuyers(project, '91');
      const line = `pull --each ${everyProject} --take unknown,new --format json`;
      const { stdout } = await project.run(line);
      expect(projectsIn(stdout).map(({ takings }) => takings.length)).toEqual([1, 0, 0, 0]);
      const planned = await project.run(`plan --each ${everyProject} --detailed-exitcode`);
      expect(planned).toMatchObject({ exitCode: 0 });
    });
  });

  test.each(['a file', 'a new file'])(
    'are in the patch of --check what the write makes of them: %s',
    async (what) => {
      // What is new goes into a file of its own where none is of its kind.
      const more = what === 'a file' ? {} : { 'clients/a/lists.yaml': 'segments: []\n' };
      await withApplied({ '.git/HEAD': '', ...files, ...more }, everyProject, async (project) => {
        addBuyers(project, '91');
        const line = `pull --each ${everyProject} --take unknown,new`;
        const { stdout } = await project.run(`${line} --check --format json`);
        expect(projectsIn(stdout).map(({ takings }) => takings.length)).toEqual([1, 0, 0, 0]);
        const { stdout: patch } = await project.run(`${line} --check`);
        expect(patch.match(/^\+.*name: Buyers/gmu)).toHaveLength(1);
        const written = await project.run(`${line} --format json`);
        expect(projectsIn(written.stdout).map(({ takings }) => takings.length)).toEqual([
          1, 0, 0, 0,
        ]);
      });
    },
  );

  test('leave what may be an entity of another one under a new name', async () => {
    await withApplied({ '.git/HEAD': '', ...files }, everyProject, async (project) => {
      await project.run(`snapshot --each ${everyProject} --out snapshots`);
      const saved = join(project.folder, 'snapshots/clients/d/audiencectl.json');
      const { segments } = JSON.parse(await readFile(saved, 'utf8'));
      const { id } = segments.find(
        ({ attributes }: { attributes: { name: string } }) => attributes.name === 'List d',
      );
      const attributes = { name: 'Customers of d' };
      project.sandbox.edit({ platform: 'retail-media', kind: 'segment', id, attributes });
      addBuyers(project, '91');
      const line = `pull --each ${everyProject} --take unknown,new,gone --format json`;
      const [a, b, c] = projectsIn((await project.run(line)).stdout);
      // Of another type, so it cannot be that list.
      expect(a?.takings).toMatchObject([{ address: 'segment/Buyers' }]);
      expect([b, c].map((each) => each?.takings)).toEqual([[], []]);
      expect(a?.left).toMatchObject([
        {
          address: 'segment/Customers of d',
          text: expect.stringMatching(
            /It may be segment\/List d of another project .*: clients\/d\/lists\.yaml:\d+ declares that/u,
          ),
        },
      ]);
    });
  });

  test('know what another one would call an entity that was renamed in the UI', async () => {
    await withApplied({ '.git/HEAD': '', ...files }, everyProject, async (project) => {
      await project.run(`snapshot --each ${everyProject} --out snapshots`);
      const file = join(project.folder, 'snapshots/clients/b/audiencectl.json');
      const { segments } = JSON.parse(await readFile(file, 'utf8'));
      const { id } = segments.find(
        ({ attributes }: { attributes: { name: string } }) => attributes.name === 'List b',
      );
      const attributes = { name: 'List of b' };
      project.sandbox.edit({ platform: 'retail-media', kind: 'segment', id, attributes });
      const line = `pull --each ${everyProject} --take unknown,new --format json`;
      const count = ({ stdout }: { readonly stdout: string }) =>
        projectsIn(stdout).map(({ takings }) => takings.length);
      const checked = count(await project.run(`${line} --check`));
      expect(checked).toEqual(count(await project.run(line)));
    });
  });
});
