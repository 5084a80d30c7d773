import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type FolderFiles, projectFile, withFolder } from '../../../support/a-folder.ts';
import { runCli } from '../../../support/run-cli.ts';

const listOf = (name: string, source: string) => `  - name: ${name}
    retailerId: 1
    contactList:
      identifierType: Email
      members: { source: ${source}, column: email }
`;
const files: FolderFiles = {
  'p/audiencectl.yaml': projectFile,
  'p/lists/crm.yaml': `segments:\n${listOf('CRM', '../data/crm.csv')}${listOf('Kept', '../data/kept.csv')}${listOf('Missing', '/nowhere/x.csv')}${listOf('Typed', '"-"')}`,
  'p/audiences.yaml':
    'audiences: [{ name: A, retailerId: 1, algebra: { or: [CRM, Kept, Missing, Typed] } }]',
  'p/data/crm.csv': 'email\nada@example.org\n',
  'p/data/kept.csv': 'email\nada@example.org\n',
  '.gitignore': 'kept.csv\n',
};

async function inRepository(use: (cwd: string, folder: string) => Promise<void>) {
  await withFolder(files, async (folder) => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['add', '.'], { cwd: folder });
    await use(join(folder, 'p'), folder);
  });
}

/** A git that writes down that it was started. */
async function countingGit(folder: string, use: (path: string) => Promise<void>): Promise<number> {
  const log = join(folder, 'calls');
  const bin = { 'bin/git': `#!/bin/sh\necho call >> '${log}'\nPATH="\${PATH#*:}" exec git "$@"\n` };
  return withFolder(bin, async (place) => {
    execFileSync('chmod', ['+x', join(place, 'bin/git')]);
    await use(`${join(place, 'bin')}:${process.env['PATH']}`);
    return (await readFile(log, 'utf8').catch(() => '')).split('call').length - 1;
  });
}

describe('a declared source that is tracked by git', () => {
  test.each([['validate'], ['plan', '--sandbox'], ['apply', '--sandbox', '--auto-approve']])(
    'is an error of %s %s, at its place, and of no other list',
    async (...words) => {
      await inRepository(async (cwd) => {
        const { exitCode, stdout } = await runCli([...words, '--format', 'json'], { cwd });
        expect(exitCode).toBe(1);
        expect(JSON.parse(stdout).diagnostics).toMatchObject([
          {
            severity: 'error',
            code: 'members-source-in-git',
            address: 'segment/CRM',
            source: { file: 'lists/crm.yaml', line: 6, column: 26 },
          },
        ]);
      });
    },
  );

  test('is found in each environment, once', async () => {
    await inRepository(async (cwd) => {
      const project = `version: 1
name: acme
platform: retail-media
environments: { a: { accountId: 1 }, b: { accountId: 2 } }
`;
      await writeFile(join(cwd, 'audiencectl.yaml'), project);
      const { stdout } = await runCli(['validate', '--format', 'json'], { cwd });
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'members-source-in-git' }]);
    });
  });

  test('costs one process for all lists', async () => {
    await inRepository(async (cwd, folder) => {
      const calls = await countingGit(folder, async (path) => {
        await runCli(['validate'], { cwd, env: { PATH: path } });
      });
      expect(calls).toBe(1);
    });
  });

  test('costs none without members', async () => {
    await inRepository(async (cwd, folder) => {
      const manifest =
        'segments: [{ name: L, retailerId: 1, contactList: { identifierType: Email } }]';
      await writeFile(join(cwd, 'lists/crm.yaml'), manifest);
      const calls = await countingGit(folder, async (path) => {
        await runCli(['validate'], { cwd, env: { PATH: path } });
      });
      expect(calls).toBe(0);
    });
  });
});
