/** Two project files that share what only one run may use at a time. */
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { aClient, everyProject, withFleet } from './a-fleet.ts';

describe('two project files', () => {
  test('of one folder share the data of the sandbox, so they are refused with it', async () => {
    const [project = '', lists = ''] = Object.values(aClient('a'));
    const files = {
      'one/fr.yaml': `${project}manifests: [lists/*.yaml]\n`,
      'one/de.yaml': `${project.replace('acme-a', 'acme-b')}manifests: [lists/*.yaml]\n`,
      'one/lists/lists.yaml': lists,
    };
    await withFleet(
      ['a', 'b'],
      async ({ run }) => {
        const { exitCode, stdout } = await run(
          'apply --each one/*.yaml --sandbox --auto-approve --format json',
        );
        expect(exitCode).toBe(1);
        expect(JSON.parse(stdout).diagnostics).toMatchObject([
          { code: 'conflicting-options', message: expect.stringContaining('one/de.yaml') },
        ]);
        expect((await run('plan --each one/*.yaml --format json')).exitCode).toBe(0);
        const apart = await run(`plan --each ${everyProject} --sandbox --format json`);
        expect(apart.exitCode).toBe(0);
      },
      { files },
    );
  });

  test('that are one by a linked folder run once', async () => {
    await withFleet(['a', 'z'], async ({ run, folder }) => {
      await symlink(join(folder, 'clients/z'), join(folder, 'clients/b'));
      const { exitCode, stdout, stderr } = await run(`plan --each ${everyProject} --format json`);
      expect(exitCode).toBe(0);
      const { projects } = JSON.parse(stdout);
      expect(projects.map(({ file }: { file: string }) => file)).toEqual([
        'clients/a/audiencectl.yaml',
        'clients/z/audiencectl.yaml',
      ]);
      expect(stderr).toContain(
        'clients/b/audiencectl.yaml is the same file as clients/z/audiencectl.yaml',
      );
    });
  });

  test('of which one is in another checkout: a clone or a worktree, but not a submodule', async () => {
    const other = (folder: string, git: Readonly<Record<string, string>>) => ({
      ...Object.fromEntries(
        Object.entries(aClient('a')).map(([path, text]) => [`${folder}/${path}`, text]),
      ),
      ...git,
    });
    const files = {
      ...other('checkout', { 'checkout/.git/HEAD': '' }),
      ...other('tree', { 'tree/.git': 'gitdir: /elsewhere/.git/worktrees/tree\n' }),
      ...other('sub', { 'sub/.git': 'gitdir: ../.git/modules/sub\n' }),
    };
    await withFleet(
      ['a'],
      async ({ run }) => {
        const { stdout, stderr } = await run('validate --each **/audiencectl.yaml --format json');
        const names = JSON.parse(stdout).projects.map(({ file }: { file: string }) => file);
        expect(names).toEqual(['clients/a/audiencectl.yaml', 'sub/clients/a/audiencectl.yaml']);
        expect(stderr).toContain('Left out the projects in "checkout" and "tree"');
      },
      { files },
    );
  });
});
