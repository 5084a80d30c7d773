import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile, smallProject, withFolder, writeFiles } from '../support/a-folder.ts';
import { isWrite, withProject } from '../support/a-project.ts';
import { anAudienceRow, aSegmentRow, aSnapshot } from '../support/a-world.ts';
import { runCli } from '../support/run-cli.ts';

const remote = aSnapshot(
  [
    aSegmentRow('1', 'CRM: all'),
    aSegmentRow('2', 'Old', { contactList: { isReadOnly: true } }),
    aSegmentRow('3', 'Visitors', {
      events: { shopperActivity: 'View', lookbackDays: 'Last7Days', categoryIds: ['12'] },
    }),
  ],
  [
    anAudienceRow('9', 'New', {
      and: [{ audienceSegmentId: '3' }, { not: { audienceSegmentId: '1' } }],
    }),
  ],
);
const files = { 'audiencectl.yaml': projectFile, 'real.json': JSON.stringify(remote) };

/** Runs command lines in a folder with a project file, a saved snapshot and no manifests. */
function inFolder(
  use: (run: (line: string) => ReturnType<typeof runCli>, folder: string) => Promise<void>,
) {
  return withFolder(files, (folder) =>
    use((line) => runCli([...line.split(' '), '--snapshot', 'real.json'], { cwd: folder }), folder),
  );
}

describe('export', () => {
  test('writes the manifests to stdout, with nothing but notes beside them', async () => {
    await inFolder(async (run) => {
      expect(await run('export --exclude segment/Old*')).toEqual({
        exitCode: 0,
        stderr: 'Exported 2 segments and 1 audience.\n',
        stdout: `# audiences/retailer-1234.yaml
defaults: { retailerId: "1234" }

audiences:
  - name: New
    algebra:
      and:
        - Visitors
        - not: "CRM: all"
---
# segments/retailer-1234.yaml
defaults: { retailerId: "1234" }

segments:
  - name: "CRM: all"
    contactList: { identifierType: Email }

  - name: Visitors
    events: { shopperActivity: View, lookbackDays: Last7Days, categoryIds: ["12"] }
`,
      });
    });
  });

  test('writes files from which the plan is empty, in a project that had none', async () => {
    await inFolder(async (run, folder) => {
      expect(await run('export --out manifests --layout entity')).toMatchObject({
        exitCode: 0,
        stdout: '',
        stderr:
          'Exported 2 segments and 1 audience, 4 files in "manifests". 1 more left out; comments in segments/not-declared.yaml say why.\n',
      });
      expect((await readdir(join(folder, 'manifests', 'segments'))).toSorted()).toEqual([
        'crm-all.yaml',
        'not-declared.yaml',
        'visitors.yaml',
      ]);
      expect(await run('plan --detailed-exitcode')).toMatchObject({ exitCode: 0, stderr: '' });
    });
  });

  test('names the schema of manifests for editors, and writes it where it is not', async () => {
    const modeline = '# yaml-language-server: $schema=../../schemas/manifest.schema.json\n';
    const schema = join('schemas', 'manifest.schema.json');
    await inFolder(async (run, folder) => {
      expect((await run('export --out manifests --layout entity')).exitCode).toBe(0);
      const names = await readdir(join(folder, 'manifests', 'segments'));
      for (const name of names) {
        const text = await readFile(join(folder, 'manifests', 'segments', name), 'utf8');
        expect(text.startsWith(modeline)).toBe(true);
      }
      const { stdout } = await runCli(['schema', 'manifest', '--platform', 'retail-media'], {
        cwd: folder,
      });
      expect(await readFile(join(folder, schema), 'utf8')).toBe(stdout);
      await writeFiles(folder, { [schema]: '{}\n' });
      expect((await run('export --out manifests --layout entity --force')).exitCode).toBe(0);
      expect(await readFile(join(folder, schema), 'utf8')).toBe('{}\n');
      expect((await run('plan --detailed-exitcode')).exitCode).toBe(0);
    });
  });

  test('files outside of the project folder name no schema of it', async () => {
    await withFolder({}, (outside) =>
      inFolder(async (run, folder) => {
        const { exitCode } = await run(`export --out ${join(outside, 'out')}`);
        expect(exitCode).toBe(0);
        const [file = ''] = await readdir(join(outside, 'out', 'segments'));
        const text = await readFile(join(outside, 'out', 'segments', file), 'utf8');
        expect(text).not.toContain('yaml-language-server');
        expect(await readdir(folder)).not.toContain('schemas');
      }),
    );
  });

  test('names every file that is in the way, and writes none', async () => {
    await inFolder(async (run, folder) => {
      await run('export --out . --target segment/*');
      const refused = await run('export --out .');
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect(refused.stderr).toContain('segments/not-declared.yaml, segments/retailer-1234.yaml');
      expect(await readdir(folder)).not.toContain('audiences');
    });
  });

  test('--force overwrites', async () => {
    await inFolder(async (run, folder) => {
      await run('export --out . --target segment/CRM*');
      expect(await run('export --out . --force')).toMatchObject({ exitCode: 0 });
      const text = await readFile(join(folder, 'segments', 'retailer-1234.yaml'), 'utf8');
      expect(text).toContain('name: Visitors');
    });
  });

  test.each([
    ['--layout heap', 'invalid-option'],
    ['--prune', 'unknown-option'],
  ])('refuses %s', async (option, code) => {
    await inFolder(async (run) => {
      const refused = await run(`export ${option}`);
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect(refused.stderr).toContain(code);
    });
  });

  test('warns of files that no plan reads, and of what is declared twice', async () => {
    const own = { ...files, 'audiencectl.yaml': `${projectFile}manifests: ["own/*.yaml"]\n` };
    await withFolder({ ...own, 'own/a.yaml': 'segments: []\n' }, async (folder) => {
      const run = (line: string) =>
        runCli([...line.split(' '), '--snapshot', 'real.json'], { cwd: folder });
      expect((await run('export --out elsewhere')).stderr).toContain(
        '3 of 3 exported files are not matched by manifests of this project',
      );
    });
    await inFolder(async (run) => {
      await run('export --out .');
      const again = await run('export --out again');
      expect(again.exitCode).toBe(0);
      expect(again.stderr).toContain(
        'warning already-declared segment/CRM: all and 2 more: already declared here',
      );
    });
  });

  test('sends the token request and searches, and nothing else', async () => {
    await withProject({ files: smallProject }, async ({ run, sandbox }) => {
      await run('apply --auto-approve');
      const before = sandbox.requests().length;
      const exported = await run('export');
      expect(exported.stdout).toContain('- name: Recent viewers not in CRM\n');
      expect(sandbox.requests().slice(before).filter(isWrite)).toEqual([]);
      expect(sandbox.requests().length).toBeGreaterThan(before);
    });
  });
});
