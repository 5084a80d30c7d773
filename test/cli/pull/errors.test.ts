/** What stops a pull, and what of one entity is only left. */
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  audiencesText,
  baseOption,
  type PulledProject,
  projectText,
  segmentsText,
  withPulled,
} from './a-pulled-project.ts';

async function expectStop(project: PulledProject, options: string, message: string) {
  project.edit('segment', 'Viewers', { description: 'By Bob' });
  for (const more of ['', ' --check']) {
    const { exitCode, stdout, stderr } = await project.run(`pull ${options}${more}`);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
  }
  expect(await project.read('segments.yaml')).toBe(segmentsText);
}

describe('an error that is not about one entity stops it, and nothing is written', () => {
  test.each(['--target audience/B', '--exclude audience/Prospect'])('%s', async (options) => {
    await withPulled(async (project) => {
      await expectStop(project, `${baseOption} ${options}`, 'error target-unmatched');
    });
  });

  test('a reference that leads nowhere', async () => {
    await withPulled(async (project) => {
      const text = audiencesText.replace('algebra: Shelf', 'algebra: Shelves');
      await project.write({ 'audiences.yaml': text });
      await expectStop(project, baseOption, 'error reference-unknown');
      expect(await project.read('audiences.yaml')).toBe(text);
    });
  });
});

describe('an error about one entity is a difference that is left', () => {
  test.each([
    [
      'twins of its name',
      (project: PulledProject) =>
        project.add('audience', {
          ...{ retailerId: '1234', name: 'Old' },
          algebra: { audienceSegmentId: project.idOf('segment', 'Customers') },
        }),
      'audience "Old"',
      '2 remote audiences are named "Old"',
    ],
    [
      'a name in another case',
      ({ edit }: PulledProject) => edit('audience', 'Old', { name: 'OLD' }),
      'audience "Old"',
      '"OLD"',
    ],
  ])('%s', async (_, change, name, text) => {
    await withPulled(async (project) => {
      change(project);
      project.edit('segment', 'Viewers', { description: 'By Bob' });
      const { exitCode, stdout, stderr } = await project.run(`pull ${baseOption}`);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain('Not taken (1)');
      expect(stdout).toContain(name);
      expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(text);
      expect(await project.read('segments.yaml')).toContain('"By Bob"');
    });
  });

  test('an ID that is gone is told once', async () => {
    await withPulled(async (project) => {
      const id = project.idOf('audience', 'Old');
      const text = audiencesText.replace('- name: Old', `- name: Old\n    id: "${id}"`);
      await project.write({ 'audiences.yaml': text, '.base/audiences.yaml': text });
      project.remove('audience', 'Old');
      const based = await project.run(`pull ${baseOption}`);
      expect(based).toMatchObject({ exitCode: 0, stderr: '' });
      expect(based.stdout).toContain('Not taken (1)');
      expect(based.stdout).toContain('--take drift,gone');
      const alone = await project.run('pull');
      expect(alone).toMatchObject({ exitCode: 0, stderr: '' });
      expect(alone.stdout).toContain(`There is no remote audience with the ID ${id}.`);
    });
  });
});

describe('a base that says nothing stops it', () => {
  test('because it is no folder', async () => {
    await withPulled(async (project) => {
      await expectStop(project, '--base HEAD', 'git worktree add .base HEAD');
    });
  });

  test('because it has no project', async () => {
    await withPulled(async (project) => {
      await mkdir(join(project.folder, '.other'));
      await expectStop(project, '--base .other', 'error base-without-project the base has no');
    });
  });

  test('because it is of another account', async () => {
    await withPulled(async (project) => {
      const other = projectText.replace(/accountId: .*/u, 'accountId: "1"');
      await project.write({ '.base/audiencectl.yaml': other });
      await expectStop(project, baseOption, 'account 1, but this project is of');
    });
  });

  test('because it cannot be read', async () => {
    await withPulled(async (project) => {
      await project.write({ '.base/audiences.yaml': 'audiences:\n  - name: [\n' });
      await expectStop(
        project,
        baseOption,
        'error base-unreadable the base has an error at audiences.yaml:',
      );
    });
  });

  test('and the folder inside of it is named, where the project lies in there', async () => {
    await withPulled(async ({ run, folder }) => {
      await mkdir(join(folder, '.git'));
      await mkdir(join(folder, 'fr'));
      await mkdir(join(folder, '.all', 'fr'), { recursive: true });
      for (const file of ['audiencectl.yaml', 'segments.yaml', 'audiences.yaml']) {
        await rename(join(folder, file), join(folder, 'fr', file));
        await rename(join(folder, '.base', file), join(folder, '.all', 'fr', file));
      }
      const { exitCode, stderr } = await run('pull -C fr --base ../.all');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('Did you mean --base ../.all/fr?');
    });
  });
});

test('nothing to take is said only of what was asked for', async () => {
  await withPulled(async ({ run, edit, write }) => {
    edit('segment', 'Viewers', { description: 'By Bob' });
    const part = await run(`pull ${baseOption} --target audience/*`);
    expect(part.stdout).toBe('Nothing to take in what --target and --exclude select.\n');
    await run(`pull ${baseOption}`);
    await write({ 'audiences.yaml': audiencesText.replace('Viewers, no customers', 'By git') });
    const { stdout } = await run(`pull ${baseOption}`);
    expect(stdout).toBe(
      'Nothing to take. The manifests have 1 change that apply would make: audiencectl plan shows them.\n',
    );
  });
});
