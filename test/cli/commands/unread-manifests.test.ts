import { describe, expect, test } from '@jest/globals';
import { type FolderFiles, projectFile, withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const globs = `${projectFile}manifests: ["segments/**/*.yaml", "audiences/**/*.yaml"]\n`;
const manifest = `# Our lists
segments:
  - name: CRM
    retailerId: 1
    contactList: { identifierType: Email }
`;
const empty = {
  'audiencectl.yaml': globs,
  'segments/a.yaml': 'segments: []',
  'audiences/a.yaml': 'audiences: []',
};

async function validate(files: FolderFiles) {
  return withFolder(files, async (cwd) => {
    const { exitCode, stdout } = await runCli(['validate', '--format', 'json'], { cwd });
    expect(exitCode).toBe(0);
    const diagnostics: readonly { code: string; severity: string; source: object }[] =
      JSON.parse(stdout).diagnostics;
    return diagnostics.map(({ code, severity, source }) => ({ code, severity, ...source }));
  });
}

describe('a project that declares nothing', () => {
  test.each([
    ['segments', manifest],
    ['audiences', '# One\naudiences:\n  - { name: A, algebra: B }\n'],
  ])('is told of a file with %s that is not read', async (_, text) => {
    expect(await validate({ ...empty, 'shoes.yaml': text })).toEqual([
      { code: 'manifest-not-read', severity: 'warning', file: 'shoes.yaml', line: 2, column: 1 },
    ]);
  });

  test('is told where manifests are looked for, with the line', async () => {
    await withFolder({ ...empty, 'shoes.yaml': manifest }, async (cwd) => {
      const { exitCode, stdout, stderr } = await runCli(['validate'], { cwd });
      expect(exitCode).toBe(0);
      expect(stdout).toContain('shoes.yaml:2:1 warning manifest-not-read ');
      expect(stdout).toContain('2 | segments:');
      expect(stdout).toContain('segments/**/*.yaml, audiences/**/*.yaml');
      expect(stderr).toBe('Valid: 0 segments, 0 audiences; 1 warning.\n');
      const planned = await runCli(['plan', '--sandbox', '--format', 'json'], { cwd });
      expect(planned.exitCode).toBe(0);
      expect(JSON.parse(planned.stdout).diagnostics).toMatchObject([{ code: 'manifest-not-read' }]);
    });
  });

  test.each<[string, FolderFiles]>([
    ['another kind of file', { 'compose.yaml': 'services: {}\nx:\n  segments: [a]\n' }],
    ['an empty list', { 'old.yaml': 'segments: []\naudiences: [ ]\n' }],
    ['a project of its own', { 'de/audiencectl.yaml': projectFile, 'de/lists/crm.yaml': manifest }],
    ['a dot-folder', { '.old/crm.yaml': manifest }],
    [
      'a file that is left out by its name',
      {
        'shoes.yaml': manifest,
        'audiencectl.yaml': globs.replace(']', ', "!shoes.yaml"]'),
      },
    ],
    [
      'a project that declares something',
      {
        'shoes.yaml': manifest,
        'segments/b.yaml': manifest.replace('CRM', 'B'),
        'audiences/b.yaml': 'audiences: [{ name: A, algebra: B, retailerId: 1 }]',
      },
    ],
  ])('hears nothing of %s', async (_, files) => {
    expect(await validate({ ...empty, ...files })).toEqual([]);
  });
});
