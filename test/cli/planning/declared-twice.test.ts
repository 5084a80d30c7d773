/** Two projects that declare one entity for the same account: each of their runs may undo the other. */
import { describe, expect, test } from '@jest/globals';
import type { FolderFiles } from '../../support/a-folder.ts';
import type { TestProject } from '../../support/a-project.ts';
import { account, crm, idOfCrm, list, mine, project, withSisters } from './with-sisters.ts';

describe('an entity that two projects declare', () => {
  const twice = {
    'fr/audiencectl.yaml': project('fr'),
    'fr/lists.yaml': crm,
    'de/audiencectl.yaml': project('de'),
    'de/lists.yaml': crm,
  };
  const codesOf = async ({ run }: TestProject, line: string) =>
    JSON.parse((await run(line)).stdout).diagnostics.map(({ code }: { code: string }) => code);

  test.each(['validate', 'plan'])('is a warning of %s', async (command) => {
    await withSisters(twice, async (all) => {
      expect(await codesOf(all, `${command} -C fr --format json`)).toContain('already-declared');
    });
  });

  test.each<[string, FolderFiles]>([
    ['another account', { 'de/audiencectl.yaml': project('de').replace(account, '"99"') }],
    ['another retailer', { 'de/audiencectl.yaml': project('de').replace('1234', '5678') }],
    [
      'the same manifest',
      { 'de/audiencectl.yaml': project('de', 'manifests: [../fr/lists.yaml]\n') },
    ],
  ])('is none for %s', async (_, differs) => {
    await withSisters({ ...twice, ...differs }, async (all) => {
      for (const command of ['validate', 'plan'])
        expect(await codesOf(all, `${command} -C fr --format json`)).not.toContain(
          'already-declared',
        );
    });
  });

  describe('in a manifest that both read', () => {
    const shared = (client: string, description: string) =>
      project(client, `manifests: [../both.yaml]\nvars: { WHAT: ${description} }\n`);
    const both = `segments:\n  - name: CRM\n    description: For ${'${var.WHAT}'}\n    ${list}\n`;
    const files = {
      'fr/audiencectl.yaml': shared('fr', 'one'),
      'de/audiencectl.yaml': shared('de', 'two'),
      'both.yaml': both,
    };
    const findingsOf = async ({ run }: TestProject, command: string) =>
      JSON.parse((await run(`${command} -C fr --format json`)).stdout).diagnostics.filter(
        ({ code }: { code: string }) => code === 'already-declared',
      );

    test.each(['validate', 'plan'])(
      'is a warning of %s if they want it otherwise',
      async (command) => {
        await withSisters(files, async (all) => {
          expect(await findingsOf(all, command)).toEqual([
            expect.objectContaining({
              message: expect.stringMatching(/de\/audiencectl\.yaml .* \(description\)/u),
              hint: expect.stringContaining('let only one of them read this manifest'),
            }),
          ]);
        });
      },
    );

    test('is none if both want the same of it', async () => {
      const same = { 'de/audiencectl.yaml': shared('de', 'one') };
      await withSisters({ ...files, ...same }, async (all) => {
        expect(await findingsOf(all, 'validate')).toEqual([]);
      });
    });

    test('is a warning if only the first of two others differs', async () => {
      const third = { 'zz/audiencectl.yaml': shared('zz', 'one') };
      await withSisters({ ...files, ...third }, async (all) => {
        expect(await findingsOf(all, 'validate')).toHaveLength(1);
      });
    });
  });

  test('says what the two want differently, of other manifests, too', async () => {
    const other = { 'de/lists.yaml': mine.replace('Mine,', 'CRM,') };
    await withSisters({ ...twice, ...other }, async ({ run }) => {
      const { stdout } = await run('validate -C fr --format json');
      expect(JSON.parse(stdout).diagnostics[0].message).toContain('other values (description)');
    });
  });
});

describe('an entity that two projects declare in different words', () => {
  const crmAs = (more: string, name = 'CRM') =>
    `segments:\n  - { name: ${name}, ${more}${list.trim()} }\n`;
  const twiceIn = async ({ run }: TestProject, command: string) =>
    JSON.parse((await run(`${command} -C fr --format json`)).stdout).diagnostics.filter(
      ({ code }: { code: string }) => code === 'already-declared',
    );

  test.each<[string, (id: string) => FolderFiles]>([
    ['the other one by its ID', (id) => ({ 'de/lists.yaml': crmAs(`id: "${id}", `) })],
    [
      'the other one by its ID and another name',
      (id) => ({ 'de/lists.yaml': crmAs(`id: "${id}", `, 'Customers') }),
    ],
    ['this one by its ID', (id) => ({ 'fr/lists.yaml': crmAs(`id: "${id}", `) })],
    [
      'the other one by the name that it had',
      () => ({ 'de/lists.yaml': crmAs('renamedFrom: CRM, ', 'Customers') }),
    ],
  ])('is a warning of plan: %s', async (what, filesOf) => {
    const start = { 'fr/audiencectl.yaml': project('fr'), 'fr/lists.yaml': crmAs('') };
    await withSisters(start, async (all) => {
      const de = { 'de/audiencectl.yaml': project('de'), ...filesOf(idOfCrm(all) ?? '') };
      const other: FolderFiles = { 'de/lists.yaml': crmAs('description: Other, '), ...de };
      await all.write(other);
      const found = await twiceIn(all, 'plan');
      expect([what, found]).toEqual([
        what,
        [
          expect.objectContaining({
            message: expect.stringMatching(/segment\/CRM: .*de\/audiencectl\.yaml declares it/u),
          }),
        ],
      ]);
      const failed = await all.run('plan -C fr --fail-on already-declared');
      expect(failed.exitCode).not.toBe((await all.run('plan -C fr')).exitCode);
      await all.write({ 'fr/audiencectl.yaml': project('fr', 'ignore: [already-declared]\n') });
      expect(await twiceIn(all, 'plan')).toEqual([]);
      expect(found[0].message.includes('(name')).toBe(
        other['de/lists.yaml']?.includes('Customers'),
      );
    });
  });

  test('is a warning of validate if both name its ID', async () => {
    const files = {
      'fr/audiencectl.yaml': project('fr'),
      'fr/lists.yaml': crmAs('id: "5", '),
      'de/audiencectl.yaml': project('de'),
      'de/lists.yaml': crmAs('id: "5", ', 'Customers'),
    };
    await withSisters(files, async (all) => {
      const [found] = await twiceIn(all, 'validate');
      expect(found?.message).toContain('and wants other values (name)');
    });
  });

  test('is none if they are two of one name', async () => {
    const start = { 'fr/audiencectl.yaml': project('fr'), 'fr/lists.yaml': crmAs('') };
    await withSisters(start, async (all) => {
      await all.write({
        'de/audiencectl.yaml': project('de'),
        'de/lists.yaml': crmAs('id: "5", '),
      });
      expect(await twiceIn(all, 'plan')).toEqual([]);
    });
  });
});
