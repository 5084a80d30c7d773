import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const run = (cwd: string, line: string) => runCli(line.split(' '), { cwd });

describe('init', () => {
  test.each([
    ['--platform retail-media --account-id 625702934721171442', 'accountId: "625702934721171442"'],
    ['--account-id 0012', 'accountId: "0012"'],
    ['--platform marketing-solutions --advertiser-id 78462', 'advertiserId: "78462"'],
    ['--advertiser-id 78462', 'advertiserId: "78462"'],
  ])('%s starts a project that is valid as it is', async (options, line) => {
    await withFolder({}, async (folder) => {
      expect(await run(folder, `init ${options}`)).toMatchObject({ exitCode: 0 });
      expect(await readFile(join(folder, 'audiencectl.yaml'), 'utf8')).toContain(line);
      expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe(
        '.audiencectl/\n.base/\nplan.json\nplan.html\n',
      );
      expect(await run(folder, 'validate')).toMatchObject({ exitCode: 0, stdout: '' });
      expect((await run(folder, 'plan --sandbox')).stdout).toMatch(/No changes\..*\n$/);
    });
  });

  test.each(['--account-id 1', '--advertiser-id 2'])(
    'with %s, what the first manifests say in comments is right',
    async (options) => {
      await withFolder({}, async (folder) => {
        await run(folder, `init ${options}`);
        for (const kind of ['segments', 'audiences']) {
          const file = join(folder, kind, `${kind}.yaml`);
          const text = await readFile(file, 'utf8');
          await writeFile(file, text.replaceAll(/^#( {2}|$)/gm, '$1'));
        }
        expect(await run(folder, 'validate')).toMatchObject({ exitCode: 0, stdout: '' });
        expect((await run(folder, 'plan --sandbox')).stdout).toContain('Plan: 3 to create');
      });
    },
  );

  test.each(['retail-media', 'marketing-solutions'])(
    'the example %s is valid, without a warning, and can be planned',
    async (example) => {
      await withFolder({}, async (folder) => {
        expect(await run(folder, `init --example ${example}`)).toMatchObject({ exitCode: 0 });
        expect(await run(folder, 'validate')).toMatchObject({ exitCode: 0, stdout: '' });
        expect(await run(folder, 'plan --sandbox')).toMatchObject({ exitCode: 0 });
      });
    },
  );

  test('nothing is overwritten, and nothing is written beside it', async () => {
    const files = { 'segments/crm.yaml': 'mine' };
    await withFolder(files, async (folder) => {
      const { exitCode, stderr } = await run(folder, 'init --example retail-media');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('segments/crm.yaml');
      expect(await readdir(folder)).toEqual(['segments']);
      expect(await readFile(join(folder, 'segments/crm.yaml'), 'utf8')).toBe('mine');
    });
  });

  test('a .gitignore keeps its lines', async () => {
    await withFolder({ '.gitignore': 'node_modules/' }, async (folder) => {
      await run(folder, 'init --account-id 1');
      const text = await readFile(join(folder, '.gitignore'), 'utf8');
      expect(text).toBe('node_modules/\n.audiencectl/\n.base/\nplan.json\nplan.html\n');
    });
  });

  test.each([
    ['init', 'missing-option init needs --account-id or --advertiser-id or --data-provider-id'],
    ['init --platform retail-media', 'missing-option init needs --account-id'],
    ['init --platform marketing-solutions', 'missing-option init needs --advertiser-id'],
    ['init --platform commerce-grid', 'missing-option init needs --data-provider-id'],
    [
      'init --platform retail-media --advertiser-id 1',
      'conflicting-options --advertiser-id is for marketing-solutions, but --platform is retail-media',
    ],
    [
      'init --account-id 1 --advertiser-id 2',
      'conflicting-options --account-id and --advertiser-id exclude each other',
    ],
    [
      'init --example retail-media --account-id 1',
      'conflicting-options --example has its own platform and account',
    ],
    [
      'init --account-id 12x',
      'invalid-option --account-id is "12x", which is not an ID. IDs consist of digits',
    ],
    [
      'init --account-id 1 --project foo.yaml',
      'conflicting-options init writes audiencectl.yaml, but --project names "foo.yaml"',
    ],
    [
      'init --example no-such',
      'invalid-option --example is "no-such", which is not one of retail-media, marketing-solutions, commerce-grid',
    ],
  ])('%s is an error that leaves no file', async (line, finding) => {
    await withFolder({}, async (folder) => {
      const { exitCode, stdout, stderr } = await run(folder, line);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr.split('\n')[0]).toBe(`error ${finding}`);
      expect(await readdir(folder)).toEqual([]);
    });
  });

  test('--project may name the file that is written anyway', async () => {
    await withFolder({}, async (folder) => {
      const line = 'init --account-id 1 --project ./audiencectl.yaml';
      expect(await run(folder, line)).toMatchObject({ exitCode: 0 });
    });
  });
});
