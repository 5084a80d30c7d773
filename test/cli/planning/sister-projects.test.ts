import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type FolderFiles, withFolder } from '../../support/a-folder.ts';
import type { TestProject } from '../../support/a-project.ts';
import { account, crm, idOfCrm, list, mine, project, withSisters } from './with-sisters.ts';

const absent = 'segments:\n  - { name: CRM, state: absent }\n';
const replaced = `segments:\n  - name: CRM\n    lifecycle: { replace: allow }\n    contactList: { identifierType: CustomerId }\n`;
const released = 'segments:\n  - { name: CRM, state: released }\n';

const owning =
  'owns: { segments: { names: ["*"] } }\nprune: owned\nlimits: { maxDeletePercent: 100 }\n';

async function planOf({ run }: TestProject, options = '') {
  const { exitCode, stdout } = await run(`plan -C fr --format json ${options}`.trim());
  return { exitCode, ...JSON.parse(stdout) };
}

describe('what another project of the repository declares', () => {
  const de = { 'de/audiencectl.yaml': project('de'), 'de/lists.yaml': crm };

  test.each<[string, string, string]>([
    ['deletes', absent, 'and would be deleted'],
    ['replaces', replaced, 'and would be replaced'],
  ])('a plan that %s it is refused, and names the place', async (_, manifest, text) => {
    const fr = { 'fr/audiencectl.yaml': project('fr'), 'fr/lists.yaml': manifest };
    await withSisters({ ...de, ...fr }, async (all) => {
      const { exitCode, refusals, summary } = await planOf(all);
      expect(exitCode).toBe(3);
      expect(summary.delete + summary.replace).toBe(1);
      expect(refusals).toMatchObject([
        {
          code: 'declared-elsewhere',
          address: 'segment/CRM',
          text: `declared in ../de/lists.yaml:2, ${text}`,
        },
      ]);
      await all.run('snapshot -C fr --out s.json');
      const saved = await planOf(all, '--snapshot s.json');
      expect([saved.exitCode, saved.refusals]).toEqual([3, refusals]);
      expect(await all.run('apply -C fr --auto-approve')).toMatchObject({ exitCode: 3 });
    });
  });

  test('is no more to be absent here by validate than by plan, and may be released', async () => {
    const fr = { 'fr/audiencectl.yaml': project('fr'), 'fr/lists.yaml': absent };
    await withSisters({ ...de, ...fr }, async (all) => {
      const { exitCode, stdout } = await all.run('validate -C fr --format json');
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([
        {
          severity: 'error',
          code: 'declared-elsewhere',
          source: { file: 'lists.yaml', line: 2 },
          related: [{ source: { file: '../de/lists.yaml', line: 2 } }],
        },
      ]);
      await all.write({ 'fr/lists.yaml': released });
      expect(await all.run('validate -C fr')).toMatchObject({ exitCode: 0 });
      expect(await planOf(all)).toMatchObject({
        exitCode: 0,
        changes: [],
        leftAlone: [{ address: 'segment/CRM', reason: 'released' }],
      });
      const text = await all.run('plan -C fr');
      expect(text.stdout).toContain('1 released, left as is: segment "CRM".');
      for (const format of ['markdown', 'html']) {
        const { stdout: page } = await all.run(`plan -C fr --format ${format}`);
        expect(page).toContain('released, left as is');
      }
    });
  });

  test('is not pruned, and not missed', async () => {
    const fr = { 'fr/audiencectl.yaml': project('fr', owning), 'fr/lists.yaml': mine };
    await withSisters(
      { ...de, ...fr, 'base/audiencectl.yaml': project('fr'), 'base/lists.yaml': crm },
      async (all) => {
        const plan = await planOf(all, '--base ../base');
        expect(plan).toMatchObject({ exitCode: 0, diagnostics: [] });
        expect(plan.changes).toMatchObject([
          { address: 'segment/Mine', action: 'create' },
          { address: 'segment/Other', action: 'delete' },
        ]);
        expect(plan.leftAlone).toMatchObject([
          {
            address: 'segment/CRM',
            reason: 'declared-elsewhere',
            text: 'declared in ../de/lists.yaml:2',
          },
        ]);
      },
    );
  });

  test.each<[string, FolderFiles]>([
    [
      'under another name of the project file',
      {
        'teams/all/germany.yml': project('de', 'manifests: ["de/*.yaml"]\n'),
        'teams/all/de/a.yaml': crm,
      },
    ],
    [
      'in one of its environments',
      {
        'de/audiencectl.yaml': `version: 1\nname: de\nplatform: retail-media\ndefaults: { retailerId: "1234" }\nenvironments:\n  test: { accountId: "1" }\n  live: { accountId: ${account} }\n`,
        'de/lists.yaml': crm,
      },
    ],
    [
      'by its ID and under another name',
      { ...de, 'de/lists.yaml': `segments:\n  - { name: Renamed, id: "{{CRM}}", ${list} }\n` },
    ],
    [
      'as the source of a rename',
      { ...de, 'de/lists.yaml': `segments:\n  - { name: Renamed, renamedFrom: CRM, ${list} }\n` },
    ],
    ['while something else there is wrong', { ...de, 'de/lists.yaml': `${crm}    colour: red\n` }],
    ['perhaps: its manifest cannot be read', { ...de, 'de/lists.yaml': `${crm}  - [\n` }],
    [
      'perhaps: a name cannot be told',
      { ...de, 'de/lists.yaml': `segments:\n  - name: "\${var.x}"\n    ${list}\n` },
    ],
    [
      'bound by --var alone',
      { ...de, 'de/audiencectl.yaml': project('de').replace(account, '"${var.acc}"') },
    ],
    [
      'bound by --var alone, in an environment',
      {
        ...de,
        'de/audiencectl.yaml': `${project('de').replace(`accountId: ${account}`, 'vars: { old: "1" }')}environments:\n  test: { accountId: "\${var.old}" }\n  live: { accountId: "\${var.acc}" }\n`,
      },
    ],
    [
      'perhaps: a part of its account comes by --var',
      { ...de, 'de/audiencectl.yaml': project('de').replace(account, '"62${var.acc}"') },
    ],
    [
      'perhaps: its platform comes by --var',
      {
        ...de,
        'de/audiencectl.yaml': project('de')
          .replace(account, '"${var.acc}"')
          .replace('retail-media', '"${var.platform}"'),
      },
    ],
    [
      'perhaps: its account comes by --var, and a name there, too',
      {
        'de/audiencectl.yaml': project('de').replace(account, '"${var.acc}"'),
        'de/lists.yaml': `segments:\n  - name: "\${var.x}"\n    ${list}\n`,
      },
    ],
    [
      'perhaps: its project file is broken',
      { ...de, 'de/audiencectl.yaml': `${project('de')}[\n` },
    ],
    [
      'perhaps: its project file is broken, and its account comes by --var',
      { ...de, 'de/audiencectl.yaml': `${project('de').replace(account, '"${var.acc}"')}[\n` },
    ],
  ])('is found %s', async (_, files) => {
    const fr = { 'fr/audiencectl.yaml': project('fr'), 'fr/lists.yaml': absent };
    await withSisters({ ...fr, ...files }, async (all) => {
      const id = idOfCrm(all) ?? '';
      const written = Object.entries(files).map(([path, text]) => [
        path,
        text.replace('{{CRM}}', id),
      ]);
      await all.write(Object.fromEntries(written));
      const { exitCode, refusals } = await planOf(all);
      expect(refusals).toMatchObject([{ code: 'declared-elsewhere' }]);
      expect(exitCode).toBe(3);
    });
  });

  test('also by another environment of the same project file', async () => {
    const environments = `version: 1\nname: fr\nplatform: retail-media\naccountId: ${account}\ndefaults: { retailerId: "1234" }\nenvironments:\n  a: { manifests: [a.yaml] }\n  b: { manifests: [b.yaml] }\n`;
    const fr = { 'fr/audiencectl.yaml': environments, 'fr/a.yaml': absent, 'fr/b.yaml': crm };
    await withSisters(fr, async (all) => {
      expect(await planOf(all, '--env a')).toMatchObject({
        exitCode: 3,
        refusals: [{ code: 'declared-elsewhere', text: expect.stringContaining('b.yaml:2') }],
      });
    });
  });
});

test('what cannot be declared is not pruned either, and is listed with its reason', async () => {
  const fr = { 'fr/audiencectl.yaml': project('fr', owning), 'fr/lists.yaml': mine };
  await withSisters(fr, async (all) => {
    const attributes = {
      ...{ retailerId: '1234', name: 'From the future', type: 'Events' },
      events: { shopperActivity: 'View', lookbackDays: 'Last365Days' },
    };
    const scope = '625702934721171442';
    all.sandbox.edit({ platform: 'retail-media', kind: 'segment', scope, attributes });
    const { changes, leftAlone } = await planOf(all);
    expect(changes.map(({ address }: { address: string }) => address)).not.toContain(
      'segment/From the future',
    );
    expect(leftAlone).toMatchObject([
      { address: 'segment/From the future', reason: 'undeclarable' },
    ]);
    const { stdout } = await all.run('plan -C fr');
    expect(stdout).toContain('1 not declarable, not deleted: segment "From the future".');
  });
});

test('an export warns of what another project declares', async () => {
  const files = {
    'fr/audiencectl.yaml': project('fr'),
    'de/audiencectl.yaml': project('de'),
    'de/lists.yaml': crm,
  };
  await withSisters(files, async (all) => {
    const { exitCode, stdout, stderr } = await all.run('export -C fr');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('name: CRM');
    expect(stderr).toContain('../de/lists.yaml:2:5 warning already-declared segment/CRM:');
  });
});

describe('it is no obstacle', () => {
  test.each<[string, FolderFiles]>([
    [
      'in a project of another account',
      { 'de/audiencectl.yaml': project('de').replace(account, '"1"'), 'de/a.yaml': crm },
    ],
    [
      'in a project whose account has another default',
      {
        'de/audiencectl.yaml': `${project('de').replace(account, '"${var.acc}"')}vars: { acc: "1" }\n`,
        'de/a.yaml': crm,
      },
    ],
    [
      'in a project of the other platform',
      {
        'de/audiencectl.yaml':
          'version: 1\nplatform: marketing-solutions\nadvertiserId: "${var.acc}"\n',
        'de/a.yaml': crm,
      },
    ],
    ['absent there, too', { 'de/audiencectl.yaml': project('de'), 'de/a.yaml': absent }],
    [
      'in another repository below',
      { 'de/.git': 'gitdir: x\n', 'de/audiencectl.yaml': project('de'), 'de/a.yaml': crm },
    ],
    [
      'in a folder that begins with a dot',
      { '.old/audiencectl.yaml': project('de'), '.old/a.yaml': crm },
    ],
    [
      'in a folder of packages',
      { 'node_modules/de/audiencectl.yaml': project('de'), 'node_modules/de/a.yaml': crm },
    ],
    ['in a manifest that belongs to no project', { 'de/a.yaml': crm }],
    [
      'in a broken project that does not name the account',
      { 'de/audiencectl.yaml': 'version: 1\nplatform: [', 'de/a.yaml': crm },
    ],
  ])('%s', async (_, files) => {
    const fr = { 'fr/audiencectl.yaml': project('fr'), 'fr/lists.yaml': absent };
    await withSisters({ ...fr, ...files }, async (all) => {
      expect(await planOf(all)).toMatchObject({
        exitCode: 0,
        refusals: [],
        summary: { delete: 1 },
      });
      expect(await all.run('validate -C fr')).toMatchObject({ exitCode: 0 });
    });
  });

  test('in a project file that a link fetches from outside of the repository', async () => {
    const fr = { 'fr/audiencectl.yaml': project('fr'), 'fr/lists.yaml': absent, 'de/a.yaml': crm };
    await withFolder({ 'audiencectl.yaml': project('de') }, (outside) =>
      withSisters(fr, async (all) => {
        const link = join(all.folder, 'de/audiencectl.yaml');
        await symlink(join(outside, 'audiencectl.yaml'), link);
        expect(await planOf(all)).toMatchObject({ exitCode: 0, refusals: [] });
      }),
    );
  });

  test('in the base that the plan is held against', async () => {
    const fr = { 'fr/audiencectl.yaml': project('fr'), 'fr/lists.yaml': absent };
    const base = { 'before/audiencectl.yaml': project('fr'), 'before/lists.yaml': crm };
    await withSisters({ ...fr, ...base }, async (all) => {
      expect(await planOf(all, '--base ../before')).toMatchObject({ refusals: [] });
    });
  });

  test('for a manifest that two projects share', async () => {
    const globs = 'manifests: ["../common/*.yaml"]\n';
    const files = {
      'fr/audiencectl.yaml': project('fr', globs),
      'de/audiencectl.yaml': project('de', globs),
      'common/lists.yaml': replaced,
    };
    await withSisters(files, async (all) => {
      expect(await planOf(all)).toMatchObject({ exitCode: 0, summary: { replace: 1 } });
    });
  });
});
