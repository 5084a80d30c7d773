import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Checkout, exampleProject, packageFolder, withCheckout } from './a-checkout.ts';

/** The project of the example in a folder of its own. */
async function projectIn(folder: string, checkout: Checkout): Promise<Record<string, string>> {
  const files = await exampleProject(checkout);
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]),
  );
}

async function plan(checkout: Checkout, folder: string, base: string) {
  const out = join(checkout.scratch, 'out');
  const outputs = join(checkout.scratch, 'outputs');
  await mkdir(out);
  const { exitCode, log } = await checkout.shell(
    `bash '${join(packageFolder, 'action/plan.sh')}'`,
    {
      cwd: join(checkout.folder, folder),
      env: {
        BASE: base,
        HEAD_SHA: 'none',
        OUT: out,
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: join(checkout.scratch, 'summary'),
        CRITEO_CLIENT_ID: 'reader',
        CRITEO_CLIENT_SECRET: 'secret',
      },
    },
  );
  return { exitCode, log, outputs: await readFile(outputs, 'utf8').catch(() => '') };
}

describe('the plan of a pull request that begins a project in a folder', () => {
  test.each(['teams/fr', 'teams/[fr] *é'])('%s takes everything for new', async (folder) => {
    await withCheckout(async (checkout) => {
      const base = await checkout.commit({ 'README.md': 'Audiences', 'teams/fr.md': '' });
      await checkout.commit(await projectIn(folder, checkout));
      const planned = await plan(checkout, folder, base);
      expect(planned).toMatchObject({
        exitCode: 0,
        log: expect.stringContaining('Plan: 3 to create'),
        outputs: expect.stringMatching(/kept=true\ncode=0\n/),
      });
      expect(planned.log).toContain(`git base ${base.slice(0, 7)}`);
    });
  });

  test('is made with the declarations of the base, where the folder was there', async () => {
    await withCheckout(async (checkout) => {
      const base = await checkout.commit(await projectIn('fr', checkout));
      await checkout.edit('fr/segments/shoes.yaml', (text) => `${text}# more\n`);
      expect(await plan(checkout, 'fr', base)).toMatchObject({ exitCode: 0 });
    });
  });

  test('is not made where a file stood in the place of the folder', async () => {
    await withCheckout(async (checkout) => {
      const base = await checkout.commit({ fr: 'a note' });
      await checkout.git('rm', '--quiet', 'fr');
      await checkout.commit(await projectIn('fr', checkout));
      const planned = await plan(checkout, 'fr', base);
      expect(planned.outputs).toBe('code=1\n');
      expect(planned.log).toContain('base-unreadable');
    });
  });

  test('is not made against a commit that nobody has', async () => {
    await withCheckout(async (checkout) => {
      await checkout.commit(await projectIn('fr', checkout));
      const planned = await plan(checkout, 'fr', '0'.repeat(40));
      expect(planned).toMatchObject({
        exitCode: 1,
        log: expect.stringContaining('fetch-depth: 0'),
      });
      expect(planned.outputs).toBe('');
    });
  });
});
