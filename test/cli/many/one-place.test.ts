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
});
