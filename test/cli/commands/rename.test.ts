/** `rename`, from the command line to the files, and to what a plan and an apply make of them. */
import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';
import { runCli } from '../../support/run-cli.ts';

const files = {
  'audiencectl.yaml': `version: 1
name: acme
platform: retail-media
accountId: "625702934721171442"
defaults: { retailerId: "1234" }
protect: ["segment/CRM 2025"]
rules:
  - name: Customers only
    within: CRM 2025
`,
  'segments/crm.yaml': `segments:\r
  - name: CRM 2025   # from the shop\r
    contactList: { identifierType: Email }\r
  - { name: Opted out, contactList: { identifierType: Email } }\r
`,
  'audiences/a.yaml': `\uFEFFaudiences:
  - name: Customers
    algebra:
      and: [CRM 2025, not: Opted out]	# tab
`,
};

const wanted = {
  'audiencectl.yaml': files['audiencectl.yaml'].replaceAll('CRM 2025', 'CRM'),
  'segments/crm.yaml': files['segments/crm.yaml'].replace(
    'name: CRM 2025   # from the shop\r\n',
    'name: CRM   # from the shop\r\n    renamedFrom: CRM 2025\r\n',
  ),
  'audiences/a.yaml': files['audiences/a.yaml'].replace('CRM 2025', 'CRM'),
};

async function textsIn(folder: string, names: readonly string[] = Object.keys(files)) {
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
    ),
  );
}

const words = ['rename', 'segment/CRM 2025', 'CRM'];

describe('rename', () => {
  test('edits all files; the plan has one update, and nothing is left after it', async () => {
    await withProject({ files }, async ({ run, folder }) => {
      expect((await run('apply --auto-approve')).exitCode).toBe(0);
      const renamed = await runCli(words, { cwd: folder });
      expect(renamed).toEqual({
        exitCode: 0,
        stderr: '',
        stdout: `In the manifests, the segment "CRM 2025" is now named "CRM": 5 edits in 3 files.

  audiencectl.yaml:6    project                protect
  audiencectl.yaml:9    rule "Customers only"  within
  audiences/a.yaml:4    audience "Customers"   algebra.and.0
  segments/crm.yaml:2   segment "CRM"          name, renamedFrom

Next: git diff, then audiencectl plan.
`.replaceAll(/(?<=:\d) {2,4}/gu, (blanks) => blanks.slice(1)),
      });
      expect(await textsIn(folder)).toEqual(wanted);
      const { summary, changes } = JSON.parse((await run('plan --format json')).stdout);
      expect(summary).toMatchObject({ create: 0, update: 1, replace: 0, delete: 0 });
      expect(changes).toMatchObject([{ address: 'segment/CRM', reasons: [{ code: 'renamed' }] }]);
      expect((await run('apply --auto-approve')).exitCode).toBe(0);
      expect((await run('plan --detailed-exitcode')).exitCode).toBe(0);
    });
  });

  test('--check writes nothing, and prints a patch that git applies', async () => {
    await withFolder(files, async (folder) => {
      const checked = await runCli([...words, '--check'], { cwd: folder });
      expect(checked).toMatchObject({ exitCode: 2, stderr: 'Nothing was written.\n' });
      expect(await textsIn(folder)).toEqual(files);
      await writeFile(join(folder, 'p.patch'), checked.stdout);
      execFileSync('git', ['apply', 'p.patch'], { cwd: folder });
      expect(await textsIn(folder)).toEqual(wanted);
      await rm(join(folder, 'p.patch'));
      expect(
        (await readdir(folder, { recursive: true })).filter((each) => /tmp/u.test(each)),
      ).toEqual([]);
    });
  });

  test('--format json, with and without --check', async () => {
    await withFolder(files, async (folder) => {
      const json = [...words, '--format', 'json'];
      const checked = await runCli([...json, '--check'], { cwd: folder });
      expect(checked).toMatchObject({ exitCode: 2, stderr: '' });
      expect(await textsIn(folder)).toEqual(files);
      const done = await runCli(json, { cwd: folder });
      expect(done).toMatchObject({ exitCode: 0, stdout: checked.stdout });
      const document = JSON.parse(done.stdout);
      expect(document).toMatchObject({
        formatVersion: 1,
        renamed: { from: 'segment/CRM 2025', to: 'segment/CRM' },
        files: [
          { file: 'audiencectl.yaml', change: 'edited' },
          { file: 'audiences/a.yaml', change: 'edited' },
          { file: 'segments/crm.yaml', change: 'edited' },
        ],
        diagnostics: [],
      });
      expect(document.edits).toContainEqual({
        source: expect.objectContaining({ file: 'audiences/a.yaml', line: 4, column: 13 }),
        of: 'audience/Customers',
        path: 'algebra.and.0',
        value: 'CRM',
      });
      const again = await runCli(['rename', 'segment/CRM', 'CRM', '--format', 'json', '--check'], {
        cwd: folder,
      });
      expect(again.exitCode).toBe(0);
      expect(JSON.parse(again.stdout)).toMatchObject({ renamed: null, files: [], diff: '' });
    });
  });

  test.each([
    [['segment/CRM', 'X'], 'error address-unknown', 'Did you mean "segment/CRM 2025"?'],
    [
      ['segment/CRM 2025', 'opted out'],
      'segments/crm.yaml:4:7 error rename-name-taken',
      'Choose another name',
    ],
    [['segment/CRM 2025'], 'error missing-argument', 'Give the new name, without the kind.'],
    [
      ['segment/CRM 2025', '- dash', '--check'],
      'error unknown-option "- dash" begins with a hyphen',
      'Put -- before it, and all options before that.',
    ],
  ])('is refused: %j', async (operands, first, hint) => {
    await withFolder(files, async (folder) => {
      const run = await runCli(['rename', ...operands], { cwd: folder });
      expect(run).toMatchObject({ exitCode: 1, stdout: '' });
      expect(run.stderr).toContain(first);
      expect(run.stderr).toContain(hint);
      const json = await runCli(['rename', ...operands, '--format', 'json'], { cwd: folder });
      expect(json.exitCode).toBe(1);
      expect(JSON.parse(json.stdout).diagnostics).toHaveLength(1);
      expect(await textsIn(folder)).toEqual(files);
    });
  });

  test('the same name is nothing to do', async () => {
    await withFolder(files, async (folder) => {
      expect(await runCli(['rename', 'segment/CRM 2025', 'CRM 2025'], { cwd: folder })).toEqual({
        exitCode: 0,
        stdout: '',
        stderr: 'Nothing to do: the segment has the name "CRM 2025" already.\n',
      });
    });
  });
});

const shared = (account: string) =>
  `version: 1\nplatform: retail-media\naccountId: "${account}"\ndefaults: { retailerId: "1" }\nmanifests: ["*.yml", ../shared/*.yaml]\n`;
const repository = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'one/audiencectl.yaml': shared('1'),
  'one/a.yml': 'audiences:\n  - { name: One, algebra: CRM }\n',
  'shared/crm.yaml': 'segments:\n  - { name: CRM, contactList: { identifierType: Email } }\n',
};

describe('a file outside of the project folder', () => {
  const args = ['-C', 'one', 'rename', 'segment/CRM', 'Customers'];

  test('is edited where no other project reads it; the patch starts at the repository', async () => {
    await withFolder(repository, async (folder) => {
      const checked = await runCli([...args, '--check'], { cwd: folder });
      expect(checked.exitCode).toBe(2);
      expect(checked.stdout).toContain('+++ b/one/a.yml\n');
      expect(checked.stdout).toContain('+++ b/shared/crm.yaml\n');
      expect(checked.stderr).toContain('start at the root of the repository: ..\n');
      expect((await runCli(args, { cwd: folder })).exitCode).toBe(0);
      const names = ['one/a.yml', 'shared/crm.yaml'];
      expect(await textsIn(folder, names)).toEqual({
        'one/a.yml': repository['one/a.yml'].replace('CRM', 'Customers'),
        'shared/crm.yaml': repository['shared/crm.yaml'].replace(
          'name: CRM,',
          'name: Customers, renamedFrom: CRM,',
        ),
      });
    });
  });

  test('is refused where another project reads it, of whatever account', async () => {
    const both = { ...repository, 'two/audiencectl.yaml': shared('2') };
    await withFolder(both, async (folder) => {
      const run = await runCli(args, { cwd: folder });
      expect(run.exitCode).toBe(1);
      expect(run.stderr).toContain(
        '../shared/crm.yaml:2:7 error rename-elsewhere the project "../two/audiencectl.yaml" reads this file, too',
      );
      expect(await textsIn(folder, Object.keys(repository))).toEqual(repository);
    });
  });
});

test('environments: all of their files are edited, or those of one', async () => {
  const own = (name: string) => `segments:
  - { name: CRM, contactList: { identifierType: Email } }
audiences:
  - { name: ${name}, algebra: CRM }
`;
  const project = {
    'audiencectl.yaml': `version: 1
platform: retail-media
defaults: { retailerId: "1" }
environments:
  test: { accountId: "1", manifests: [test.yaml] }
  live: { accountId: "2", manifests: [live.yaml] }
`,
    'test.yaml': own('T'),
    'live.yaml': own('L'),
  };
  const after = (text: string) =>
    text
      .replace('name: CRM,', 'name: New, renamedFrom: CRM,')
      .replace('algebra: CRM', 'algebra: New');
  const words = ['rename', 'segment/CRM', 'New'];
  await withFolder(project, async (folder) => {
    const live = await runCli([...words, '--env', 'live'], { cwd: folder });
    expect(live).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('plan --env live.'),
    });
    const names = Object.keys(project);
    expect(await textsIn(folder, names)).toEqual({
      ...project,
      'live.yaml': after(project['live.yaml']),
    });
    expect((await runCli(words, { cwd: folder })).exitCode).toBe(0);
    expect((await textsIn(folder, names))['test.yaml']).toBe(after(project['test.yaml']));
    const wrong = await runCli([...words, '--env', 'prod'], { cwd: folder });
    expect(wrong).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('unknown-environment'),
    });
  });
});
