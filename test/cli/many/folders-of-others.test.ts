/** `--out DIR` removes plans that an earlier run saved there, and nothing else, whatever the list of the folder names. */
import { existsSync } from 'node:fs';
import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { everyProject, withFleet } from './a-fleet.ts';

const plan = `plan --each ${everyProject} --out plans`;

async function listBelow(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}

describe('a folder of plans', () => {
  test('a folder of anything else than plans stays as it is', async () => {
    await withFleet(['a'], async ({ run, folder }) => {
      await run(`snapshot --each ${everyProject} --out snapshots`);
      const before = await listBelow(join(folder, 'snapshots'));
      for (const each of ['slip/*', everyProject]) {
        const { exitCode, stderr } = await run(`plan --each ${each} --out snapshots`);
        expect(exitCode).toBe(1);
        expect(stderr).toContain(each === everyProject ? 'output-not-allowed' : 'slip');
        expect(await listBelow(join(folder, 'snapshots'))).toEqual(before);
      }
      expect((await run(`snapshot --each ${everyProject} --out snapshots`)).exitCode).toBe(0);
    });
  });

  test('snapshots stay until new ones are whole, and so do those of others', async () => {
    await withFleet(['a', 'b'], async ({ run, folder }) => {
      const snapshot = 'snapshot --out snapshots --each';
      expect((await run(`${snapshot} ${everyProject}`)).exitCode).toBe(0);
      const before = await listBelow(join(folder, 'snapshots'));
      const text = (client: string) =>
        readFile(join(folder, `snapshots/clients/${client}/audiencectl.json`), 'utf8');
      const texts = [await text('a'), await text('b')];
      const away = { AUDIENCECTL_API_URL: 'http://127.0.0.1:9', AUDIENCECTL_TIMEOUT: '0' };
      expect((await run(`${snapshot} ${everyProject}`, away)).exitCode).toBe(1);
      expect([await text('a'), await text('b')]).toEqual(texts);
      expect((await run(`${snapshot} clients/a/audiencectl.yaml`)).exitCode).toBe(0);
      expect(await text('b')).toBe(texts[1]);
      // A run over all of them may write there again.
      expect((await run(`${snapshot} ${everyProject}`)).exitCode).toBe(0);
      expect(await listBelow(join(folder, 'snapshots'))).toEqual(before);
    });
  });

  test('snapshots do not take the place of plans', async () => {
    await withFleet(['a'], async ({ run, folder }) => {
      await run(plan);
      const before = await listBelow(join(folder, 'plans'));
      const { exitCode, stderr } = await run(`snapshot --each ${everyProject} --out plans`);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('output-not-allowed');
      expect(await listBelow(join(folder, 'plans'))).toEqual(before);
    });
  });

  test.each(['plans', '.', 'crm'])(
    'a list that names what no run wrote removes nothing: --out %s',
    async (out) => {
      const listed = ['crm/customers.csv', 'customers.csv', 'clients/a/lists.yaml', '.git/HEAD'];
      const index = JSON.stringify({
        formatVersion: 1,
        files: [...listed, 'crm/x.json', 'x.json'],
      });
      const files = {
        'crm/customers.csv': 'ann@example.com',
        'crm/x.json': '{ "formatVersion": 1 }',
        'audiencectl-each.json': index,
        'crm/audiencectl-each.json': index,
      };
      await withFleet(
        ['a'],
        async ({ run, folder }) => {
          await symlink('.', join(folder, 'plans'));
          const before = await listBelow(folder);
          expect((await run(`plan --each ${everyProject} --out ${out}`)).exitCode).toBe(1);
          expect((await run(`plan --each slip/* --out ${out}`)).exitCode).toBe(1);
          expect((await run(`snapshot --each ${everyProject} --out ${out}`)).exitCode).toBe(1);
          expect(await listBelow(folder)).toEqual(before);
        },
        { files },
      );
    },
  );

  test('a plan that is hidden in the folder of git stays there', async () => {
    await withFleet(['a'], async ({ run, write, folder }) => {
      await run(plan);
      const text = await readFile(join(folder, 'plans/clients/a/audiencectl.json'), 'utf8');
      await write({
        'plans/.git/x.json': text,
        'plans/audiencectl-each.json': '{ "files": [".git/x.json"] }',
      });
      expect((await run('plan --each slip/* --out plans')).exitCode).toBe(1);
      expect(existsSync(join(folder, 'plans/.git/x.json'))).toBe(true);
    });
  });
});
