/** Git is asked about files in repositories that anybody may have made: it runs nothing of theirs. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findTracked } from '../../src/files/find-tracked.ts';
import { withFolder } from '../support/a-folder.ts';

const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', ['-C', folder, ...author, ...args], { stdio: 'pipe' })
    .toString()
    .trim();

/** A program that leaves a file behind when it runs. */
async function writeProgram(folder: string): Promise<string> {
  const program = join(folder, 'run.sh');
  await writeFile(program, `#!/bin/sh\ntouch "${join(folder, 'ran')}"\n`);
  await chmod(program, 0o755);
  return program;
}

/** A repository whose objects are missing, so that git fetches them by what its `config` says. */
async function makePartial(folder: string, program: string): Promise<void> {
  git(folder, 'init', '-q');
  git(folder, 'add', 'in');
  git(folder, 'commit', '-qm', 'x');
  git(folder, 'sparse-checkout', 'init', '--cone', '--sparse-index');
  git(folder, 'sparse-checkout', 'set', 'none');
  const tree = git(folder, 'rev-parse', 'HEAD:in');
  await rm(join(folder, '.git/objects', tree.slice(0, 2), tree.slice(2)));
  for (const [key, value] of [
    ['core.repositoryformatversion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.url', `ext::${program}`],
    ['remote.origin.promisor', 'true'],
    ['protocol.ext.allow', 'always'],
    ['core.fsmonitor', program],
    ['core.hooksPath', folder],
    ['core.sshCommand', program],
    ['core.askPass', program],
    ['credential.helper', `!${program}`],
  ] as const) {
    git(folder, 'config', key, value);
  }
}

describe('a repository of somebody else', () => {
  test('runs no program of its own', () =>
    withFolder({ 'r/in/deep/f': '1', 'r/list.csv': 'email\n' }, async (folder) => {
      const repository = join(folder, 'r');
      await makePartial(repository, await writeProgram(folder));
      // Git alone would run it, so that the test can fail.
      try {
        git(repository, '-c', 'core.fsmonitor=false', 'ls-files', '--', 'list.csv');
      } catch {
        // What the program answers is no answer.
      }
      expect(existsSync(join(folder, 'ran'))).toBe(true);
      await rm(join(folder, 'ran'));
      const tracked = await findTracked([
        join(repository, 'list.csv'),
        join(repository, 'in/deep/f'),
      ]);
      expect([...tracked].length).toBeLessThan(2);
      expect(existsSync(join(folder, 'ran'))).toBe(false);
    }));
});

describe('git', () => {
  const { PATH = '' } = process.env;
  afterEach(() => {
    process.env['PATH'] = PATH;
    delete process.env['CRITEO_CLIENT_SECRET'];
    delete process.env['AUDIENCECTL_LEDGER_KEY'];
    delete process.env['GIT_DIR'];
  });

  test('is given no credentials, and nothing that leads it elsewhere', () =>
    withFolder({ 'r/list.csv': 'email\n' }, async (folder) => {
      git(join(folder, 'r'), 'init', '-q');
      await mkdir(join(folder, 'bin'));
      const seen = join(folder, 'seen');
      await writeFile(join(folder, 'bin/git'), `#!/bin/sh\nenv > "${seen}"\n`);
      await chmod(join(folder, 'bin/git'), 0o755);
      process.env['PATH'] = `${join(folder, 'bin')}${delimiter}${PATH}`;
      process.env['CRITEO_CLIENT_SECRET'] = 'a-secret-of-ours';
      process.env['AUDIENCECTL_LEDGER_KEY'] = 'a-key-of-ours';
      process.env['GIT_DIR'] = '/elsewhere';
      await findTracked([join(folder, 'r/list.csv')]);
      const environment = await readFile(seen, 'utf8');
      expect(environment).toContain('GIT_ALLOW_PROTOCOL=none');
      expect(environment).not.toMatch(/secret|of-ours|AUDIENCECTL|elsewhere/u);
    }));
});
