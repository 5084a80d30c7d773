import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { exampleProject, packageFolder, withCheckout } from './a-checkout.ts';

test('the pre-commit hook of the example stops a commit with findings', async () => {
  const hooks = parse(await readFile(`${packageFolder}.pre-commit-hooks.yaml`, 'utf8'));
  await withCheckout(async (checkout) => {
    await checkout.commit(await exampleProject(checkout));
    const used = parse(await checkout.example('.pre-commit-config.yaml')).repos[0].hooks;
    expect(used.map(({ id }: { id: string }) => id)).toEqual([hooks[0].id]);
    const { entry, files } = hooks[0];
    expect('segments/crm.yaml').toMatch(new RegExp(files));
    expect(await checkout.shell(entry, { env: {} })).toMatchObject({ exitCode: 0 });
    await checkout.edit('segments/crm.yaml', (text) => text.replace('Email', 'Mail'));
    expect(await checkout.shell(entry, { env: {} })).toMatchObject({
      exitCode: 1,
      log: expect.stringMatching(/^segments\/crm\.yaml:5:23 error unknown-value /),
    });
  });
});
