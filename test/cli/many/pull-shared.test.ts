/** `pull --each` where projects read the same files, or are of the same account. */
import { readFile } from 'node:fs/promises';
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

describe('projects of one account', () => {
  test('take what is new once, the first of them', async () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd'].flatMap((name) => [
        [`clients/${name}/audiencectl.yaml`, projectText(name, '91', owns)],
        [`clients/${name}/lists.yaml`, listText(`List ${name}`)],
      ]),
    );
    await withApplied({ '.git/HEAD': '', ...files }, everyProject, async (project) => {
      addBuyers(project, '91');
      const line = `pull --each ${everyProject} --take unknown,new --format json`;
      const { stdout } = await project.run(line);
      expect(projectsIn(stdout).map(({ takings }) => takings.length)).toEqual([1, 0, 0, 0]);
      const planned = await project.run(`plan --each ${everyProject} --detailed-exitcode`);
      expect(planned).toMatchObject({ exitCode: 0 });
    });
  });
});
