/** Files outside of the project, files that others read too, files that are links, and environments. */
import { spawnSync } from 'node:child_process';
import { chmod, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const shared = `defaults: { retailerId: "1234" }
segments:
  - name: Viewers
    description: Looked at shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
`;
const reading = `${projectFile}manifests: ["../shared/*.yaml"]\n`;
const edited = shared.replace('Looked at shoes', 'By Bob');

async function withEdit(
  files: Readonly<Record<string, string>>,
  use: (project: TestProject, read: (file: string) => Promise<string>) => Promise<void>,
  options = '-C fr ',
) {
  await withProject({ files }, async (project) => {
    // A repository, so that manifests may lie outside of the project folder.
    spawnSync('git', ['init', '--quiet'], { cwd: project.folder });
    const done = await project.run(`${options}apply --auto-approve --quiet`);
    expect(done).toMatchObject({ exitCode: 0 });
    const rows = project.sandbox.document()?.['segments'];
    const id = Array.isArray(rows) ? rows[0]?.id : null;
    const attributes = { description: 'By Bob' };
    project.sandbox.edit({ platform: 'retail-media', kind: 'segment', id, attributes });
    const { readFile } = await import('node:fs/promises');
    await use(project, (file) => readFile(join(project.folder, file), 'utf8'));
  });
}

describe('a manifest outside of the project folder', () => {
  const files = { 'fr/audiencectl.yaml': reading, 'shared/all.yaml': shared };

  test('is written, with its place relative to the project', async () => {
    await withEdit(files, async ({ run }, read) => {
      const { exitCode, stdout } = await run('-C fr pull');
      expect(exitCode).toBe(0);
      expect(stdout).toContain('~ ../shared/all.yaml:3   segment "Viewers"');
      expect(stdout).toContain('Written: ../shared/all.yaml.\n');
      expect(stdout).toContain('then audiencectl plan --chdir fr.');
      expect(await read('shared/all.yaml')).toBe(edited);
    });
  });

  test('has a diff that applies at the root of the repository, which is said', async () => {
    await withEdit(files, async ({ run, folder }, read) => {
      const { exitCode, stdout, stderr } = await run('-C fr pull --check');
      expect(exitCode).toBe(2);
      expect(stdout).toContain('--- a/shared/all.yaml\n');
      expect(stderr).toContain('start at the root of the repository: ..\n');
      const applied = spawnSync('git', ['apply', '-'], { cwd: folder, input: stdout });
      expect(applied.status).toBe(0);
      expect(await read('shared/all.yaml')).toBe(edited);
    });
  });
});

test('the diff names a file behind a linked folder by its real path', async () => {
  const files = {
    'audiencectl.yaml': `${projectFile}manifests: ["m/**/*.yaml"]\n`,
    'm/r/all.yaml': shared,
  };
  await withEdit(
    files,
    async ({ run, folder }, read) => {
      await rename(join(folder, 'm', 'r'), join(folder, 'real'));
      await symlink('../real', join(folder, 'm', 'r'));
      const { exitCode, stdout } = await run('pull --check');
      expect(exitCode).toBe(2);
      expect(stdout).toContain('--- a/real/all.yaml\n');
      const applied = spawnSync('git', ['apply', '-'], { cwd: folder, input: stdout });
      expect(applied.status).toBe(0);
      expect(await read('real/all.yaml')).toBe(edited);
    },
    '',
  );
});

test('a file that another project reads, too, is left alone, and its place is named', async () => {
  const files = {
    'fr/audiencectl.yaml': reading,
    'de/audiencectl.yaml': reading,
    'shared/all.yaml': shared,
  };
  await withEdit(files, async ({ run }, read) => {
    const { exitCode, stdout } = await run('-C fr pull');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('nothing is taken into the manifests.');
    expect(stdout).toMatch(/segment "Viewers": description {3}\.\.\/shared\/all\.yaml:3/u);
    expect(stdout).toContain('../de/audiencectl.yaml');
    expect(await read('shared/all.yaml')).toBe(shared);
  });
});

test.each([
  ['a link', 'link', 'hats.yaml is a link, and its target may belong to others.'],
  ['read-only', 'read-only', 'hats.yaml is read-only.'],
])('an edit of a file that is %s stays, and the others are taken', async (_, lock, text) => {
  const hats = shared.replace('Viewers', 'Hats');
  const files = { 'audiencectl.yaml': projectFile, 'all.yaml': shared, 'hats.yaml': hats };
  await withEdit(
    files,
    async ({ run, folder, sandbox }, read) => {
      const rows = sandbox.document()?.['segments'];
      for (const { id } of Array.isArray(rows) ? rows : []) {
        const attributes = { description: 'By Bob' };
        sandbox.edit({ platform: 'retail-media', kind: 'segment', id, attributes });
      }
      const place = join(folder, 'hats.yaml');
      if (lock === 'link') {
        await rename(place, join(folder, '.real.yaml'));
        await symlink('.real.yaml', place);
      } else await chmod(place, 0o444);
      const checked = await run('pull --check');
      expect(checked).toMatchObject({ exitCode: 2 });
      expect(checked.stdout).not.toContain('hats.yaml');
      const { exitCode, stdout } = await run('pull --format json');
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        files: [{ file: 'all.yaml' }],
        left: [{ address: 'segment/Hats', code: 'file-not-writable', text }],
      });
      expect(await read('all.yaml')).toBe(edited);
      expect(await read('hats.yaml')).toBe(hats);
    },
    '',
  );
});

test('a file that no glob matches stays unread', async () => {
  const files = {
    'audiencectl.yaml': `${projectFile}manifests: [all.yaml]\n`,
    'all.yaml': shared,
    'old.yaml': shared.replace('Looked at shoes', 'By Carl'),
  };
  await withEdit(
    files,
    async ({ run }, read) => {
      const { exitCode, stdout } = await run('pull');
      expect({ exitCode, stdout }).toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining('Written: all.yaml.'),
      });
      expect(await read('all.yaml')).toBe(edited);
      expect(await read('old.yaml')).toBe(files['old.yaml']);
    },
    '',
  );
});

describe('environments', () => {
  const project = `${projectFile}environments: { test: {}, live: {} }\n`;
  const files = { 'audiencectl.yaml': project, 'all.yaml': shared };

  test('that read the same file are named', async () => {
    const own = `${projectFile}environments: { test: {}, live: {}, own: { manifests: [own.yaml] } }\n`;
    await withEdit(
      { ...files, 'audiencectl.yaml': own, 'own.yaml': 'segments: []\n' },
      async ({ run }) => {
        const warning =
          'the environment "test" reads all.yaml, too: its next plan shows these edits';
        const { exitCode, stdout } = await run('pull --env live --check --format json');
        expect(exitCode).toBe(2);
        expect(JSON.parse(stdout).diagnostics).toEqual([
          expect.objectContaining({
            severity: 'warning',
            code: 'read-by-environment',
            message: warning,
          }),
        ]);
        const { stderr } = await run('pull --env live');
        expect(stderr).toContain(`warning read-by-environment ${warning}`);
        expect(stderr).toContain('audiencectl plan --env test');
        expect(stderr).not.toContain('"own"');
      },
      '--env live ',
    );
  });

  test('must be chosen, and the next command is for the same one', async () => {
    await withEdit(
      files,
      async ({ run }, read) => {
        expect(await run('pull')).toMatchObject({ exitCode: 1, stdout: '' });
        const { stdout } = await run('pull --env live');
        expect(stdout).toContain('acme-fr · live: 1 entry that differed from Criteo');
        expect(stdout).toContain('then audiencectl plan --env live.');
        expect(await read('all.yaml')).toBe(edited);
      },
      '--env live ',
    );
  });
});
