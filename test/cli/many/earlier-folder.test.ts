/** `--base` and `--changed-since` of many projects: a wrong folder would make every project look new, or unchanged. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { aClient, withFleet } from './a-fleet.ts';

const glob = 'clients/*/audiencectl.yaml';

/** The fleet and a copy of it; with `.git`, it is another checkout. */
function withEarlier(
  use: (fleet: {
    run: (line: string) => Promise<{ code: string; hint: string; message: string }>;
  }) => Promise<void>,
  files: Readonly<Record<string, string>> = {},
) {
  return withFleet(
    ['a', 'b'],
    async ({ run, folder }) => {
      await cp(join(folder, 'clients'), join(folder, '.base/clients'), { recursive: true });
      await use({
        run: async (line) => {
          const { exitCode, stdout } = await run(`${line} --format json`);
          const [first] = JSON.parse(stdout).diagnostics;
          return { exitCode, ...first };
        },
      });
    },
    { files },
  );
}

const folders = ['--base', '--changed-since'];
const copies: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['a copy', {}],
  ['a checkout', { '.base/.git': 'gitdir: elsewhere\n' }],
];

describe.each(folders)('%s', (option) => {
  describe.each(copies)('in %s', (_, files) => {
    test('of a folder inside it names the right one', async () => {
      await withEarlier(async ({ run }) => {
        expect(await run(`plan --each ${glob} ${option} .base/clients`)).toMatchObject({
          exitCode: 1,
          code: 'base-without-project',
          message: `${option} ".base/clients" does not have any of the 2 projects`,
          hint: `Did you mean ${option} .base?`,
        });
      }, files);
    });

    test('of its root from a folder inside names the right one', async () => {
      await withEarlier(async ({ run }) => {
        const line = `plan -C clients --each */audiencectl.yaml ${option} ../.base`;
        expect(await run(line)).toMatchObject({
          exitCode: 1,
          code: 'base-without-project',
          hint: `Did you mean ${option} ../.base/clients?`,
        });
      }, files);
    });

    test('of the right folder is accepted', async () => {
      await withEarlier(async ({ run }) => {
        expect(await run(`plan --each ${glob} ${option} .base`)).toMatchObject({ exitCode: 0 });
        const inside = `plan -C clients --each */audiencectl.yaml ${option} ../.base/clients`;
        expect(await run(inside)).toMatchObject({ exitCode: 0 });
      }, files);
    });
  });

  test.each([
    ['.', 'is the working directory itself'],
    ['clients/..', 'is the working directory itself'],
    ['..', 'contains the working directory'],
    ['.nowhere', 'is not a folder'],
  ])('%s is refused', async (folder, words) => {
    await withEarlier(async ({ run }) => {
      expect(await run(`plan --each ${glob} ${option} ${folder}`)).toMatchObject({
        exitCode: 1,
        code: 'base-unreadable',
        message: expect.stringContaining(words),
        hint: expect.stringContaining('git worktree add'),
      });
    });
  });

  test('of a commit before the first project is accepted', async () => {
    await withFleet(
      ['a'],
      async ({ run }) => {
        const { exitCode, stdout } = await run(
          `plan --each ${glob} ${option} .first --format json`,
        );
        expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
      },
      { files: { '.first/.git': 'gitdir: elsewhere\n', '.first/README.md': '' } },
    );
  });

  test('of another folder of this repository is refused', async () => {
    await withEarlier(
      async ({ run }) => {
        expect(await run(`plan --each ${glob} ${option} docs`)).toMatchObject({
          exitCode: 1,
          code: 'base-without-project',
        });
      },
      { 'docs/README.md': '' },
    );
  });
});

test('a single project that is new has a hint that is right for it', async () => {
  const earlier = Object.entries(aClient('a')).map(([file, text]) => [`.base/${file}`, text]);
  await withFleet(
    ['a', 'new'],
    async ({ run }) => {
      const { exitCode, stdout } = await run(`plan --each ${glob} --base .base --format json`);
      expect(exitCode).toBe(0);
      const [, second] = JSON.parse(stdout).projects;
      expect(second.plan.diagnostics).toMatchObject([
        { code: 'base-without-project', hint: expect.stringContaining('if the project is new') },
      ]);
    },
    { files: Object.fromEntries(earlier) },
  );
});
