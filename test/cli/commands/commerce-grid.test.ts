/** A project of Commerce Grid, which has contact lists and nothing else, from its first file to its last. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commerceGrid } from '../../../src/platforms/commerce-grid/commerce-grid.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';
import { remoteOf, remoteOfTexts } from '../../support/members/member-lists.ts';

const projectFile = `version: 1
name: grid
platform: commerce-grid
dataProviderId: "7301"
`;
const manifest = `segments:
  - name: Readers
    description: Opened a newsletter
    contactList:
      remoteId: readers-1
      members: { source: data/people.txt, identifierType: Email }
  - name: Devices
    contactList:
`;
const people = ['ann@example.com', 'bob@example.com', 'eve@example.com'];
const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');
const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': manifest,
  'data/people.txt': lines(people),
};

const pathsOf = ({ sandbox }: TestProject) =>
  sandbox
    .requests()
    .filter(({ path }) => path !== '/oauth2/token')
    .map(({ method, path }) => `${method} ${path.replace(/\/\d{18}\//u, '/ID/')}`);
const segments = '/2026-07/commerce-grid/audience-segments';

describe('a round', () => {
  test('begins with init, which asks for no audiences', async () => {
    await withProject({ files: {} }, async ({ run, folder }) => {
      const made = await run('init --platform commerce-grid --data-provider-id 7301');
      expect(made).toMatchObject({ exitCode: 0, stderr: '' });
      expect(made.stdout).not.toContain('audiences/');
      expect(await readFile(join(folder, 'audiencectl.yaml'), 'utf8')).toContain(
        'platform: commerce-grid\ndataProviderId: "7301"\nmanifests: ["segments/**/*.yaml", "rules.yaml"]\n',
      );
      expect((await run('validate')).exitCode).toBe(0);
      expect((await run('plan')).stdout).toMatch(/No changes\./u);
    });
  });

  test('goes on with plan, apply, an update and a deletion', async () => {
    await withProject({ files }, async (project) => {
      const { run, write, sandbox } = project;
      const planned = await run('plan --format json');
      expect(JSON.parse(planned.stdout)).toMatchObject({
        project: { platform: 'commerce-grid', dataProviderId: '7301' },
        summary: { create: 2 },
      });
      expect((await run('apply --auto-approve')).exitCode).toBe(0);
      expect(sandbox.document()).toMatchObject({
        segments: [
          { attributes: { name: 'Devices', remoteId: null } },
          { attributes: { name: 'Readers', remoteId: 'readers-1', dataProviderId: '7301' } },
        ],
      });
      expect((await run('plan --detailed-exitcode')).exitCode).toBe(0);
      await write({
        'lists.yaml': manifest
          .replace('Opened a newsletter', 'Read a newsletter')
          .replace('- name: Devices', '- name: Devices\n    state: absent'),
      });
      const applied = await run('apply --auto-approve --format json');
      expect(JSON.parse(applied.stdout)).toMatchObject({ summary: { done: 2 } });
      expect(new Set(pathsOf(project))).toEqual(
        new Set([
          `POST ${segments}/search`,
          `POST ${segments}/create`,
          `PATCH ${segments}`,
          `POST ${segments}/delete`,
        ]),
      );
    });
  });

  test('fills its lists, with the words of its endpoints', async () => {
    await withProject({ files }, async (project) => {
      const { run, write, sandbox } = project;
      const applied = await run('apply --members --auto-approve');
      expect(applied.exitCode).toBe(0);
      expect(Object.values(sandbox.members())).toEqual([remoteOf(people)]);
      await write({ 'data/people.txt': lines([...people.slice(1), 'new@example.com']) });
      const synced = await run('members sync Readers --allow-member-removal');
      expect(synced.exitCode).toBe(0);
      expect(Object.values(sandbox.members())).toEqual([
        remoteOf([...people.slice(1), 'new@example.com']),
      ]);
      const operations = project
        .writes()
        .filter(({ path }) => path.endsWith('/add-remove'))
        .map(({ body }) => body);
      expect(operations).toEqual(
        ['Add', 'Remove', 'Add'].map((operation) => ({
          data: {
            type: 'AddRemoveContactlist',
            attributes: { operation, identifierType: 'Email', identifiers: expect.any(Number) },
          },
        })),
      );
      const stats = await run('members stats Readers --format json');
      expect(stats.stdout).toContain('3');
      expect((await run('members clear Readers --auto-approve')).exitCode).toBe(0);
      expect(sandbox.members()).toEqual({});
      expect(pathsOf(project)).toEqual(
        expect.arrayContaining([
          `GET ${segments}/ID/contact-list/statistics`,
          `POST ${segments}/ID/contact-list/clear`,
        ]),
      );
    });
  });
});

describe('people', () => {
  const key = { AUDIENCECTL_LEDGER_KEY: 'cd'.repeat(32) };
  const device = 'c7b5ad5e-7b6f-4b8c-9ee1-3e5f6a7b8c9d';

  test('are taken off every list that has them, whatever it knows them by', async () => {
    await withProject({ files }, async (project) => {
      const { run, write, sandbox } = project;
      await run('apply --members --auto-approve', key);
      await write({ 'data/devices.txt': `${device}\n`, 'asked.txt': `${people[0]}\n` });
      const line = 'members add Devices --source data/devices.txt --identifier-type MadId';
      expect((await run(line, key)).exitCode).toBe(0);
      expect(Object.values(sandbox.members())).toEqual(
        expect.arrayContaining([remoteOf(people), remoteOfTexts([device])]),
      );
      await run('members forget --source asked.txt --auto-approve', key);
      await run(
        'members forget --source data/devices.txt --identifier-type MadId --auto-approve',
        key,
      );
      expect(Object.values(sandbox.members())).toEqual([
        remoteOfTexts([]),
        remoteOf(people.slice(1)),
      ]);
    });
  });

  test.each([
    ['--identifier-type PhoneNumber', 'MadId'],
    ['--identifier-type gum', 'MadId'],
    ['', '--identifier-type'],
  ])('are of a type that Commerce Grid knows: %s', async (option, hint) => {
    await withProject({ files }, async (project) => {
      await project.run('apply --auto-approve');
      const line = `members add Devices --source data/people.txt ${option}`.trim();
      const { exitCode, stderr } = await project.run(line);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(hint);
      expect(project.sandbox.members()).toEqual({});
    });
  });
});

test('a finding names each type of identifiers in full', async () => {
  await withProject({ files }, async ({ run }) => {
    await run('apply --auto-approve');
    for (const type of Object.keys(commerceGrid.contactLists.identifierTypes)) {
      const line = `members add Devices --source data/people.txt --identifier-type ${type}`;
      const { stderr } = await run(`${line} --gum-caller-id 7`);
      expect(stderr).toContain(`but these identifiers have the type ${type}`);
    }
  });
});

describe('a project', () => {
  test('is planned from a snapshot of its own data provider, and of no other', async () => {
    await withProject({ files }, async ({ run, write }) => {
      await run('apply --auto-approve');
      expect((await run('snapshot --out s.json')).exitCode).toBe(0);
      const line = 'plan --snapshot s.json --detailed-exitcode';
      expect((await run(line)).exitCode).toBe(0);
      await write({ 'audiencectl.yaml': projectFile.replace('7301', '7302') });
      const { exitCode, stderr } = await run(line);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringContaining('7301'),
      });
    });
  });

  test('may have a data provider for each environment', async () => {
    const environments = `version: 1
platform: commerce-grid
environments:
  test: { dataProviderId: "1" }
  live: {}
`;
    await withProject(
      { files: { ...files, 'audiencectl.yaml': environments } },
      async ({ run }) => {
        const { exitCode, stdout } = await run('validate');
        expect(exitCode).toBe(1);
        expect(stdout).toContain(
          'audiencectl.yaml:5:3 error missing-key dataProviderId is missing',
        );
      },
    );
  });
});

describe('what there is not', () => {
  test.each([
    [
      'audiences',
      'audiences:\n  - name: A\n    algebra: Readers\n',
      '1:1',
      'Remove it. Commerce Grid has no audiences.',
    ],
    ['a list of nothing', '- name: A\n', '1:1', 'Put the list under segments:.'],
    [
      'an owner of its own',
      'segments:\n  - name: A\n    contactList: {}\n    dataProviderId: "1"\n',
      '4:21',
      'Leave dataProviderId out',
    ],
    [
      'another type',
      'segments:\n  - name: A\n    contactList: {}\n    events: {}\n',
      '4:5',
      'Segments of this type exist only in Retail Media.',
    ],
    [
      'a type of identifiers',
      'segments:\n  - name: A\n    contactList: { members: { source: a.txt, identifierType: PhoneNumber } }\n',
      '3:62',
      'MadId',
    ],
  ])('in a manifest: %s', async (_, text, place, hint) => {
    await withProject({ files: { ...files, 'more.yaml': text } }, async ({ run }) => {
      const { exitCode, stdout } = await run('validate');
      expect(exitCode).toBe(1);
      expect(stdout).toContain(`more.yaml:${place} error `);
      expect(stdout).toContain(hint);
    });
  });

  test.each([
    ['audienceApiVersion: "2026-07"', 'Remove it. Commerce Grid has no audiences.'],
    ['owns: { audiences: { names: ["*"] } }', 'Remove it. Commerce Grid has no audiences.'],
    ['owns: { segments: { retailerIds: ["1"] } }', 'Only Retail Media has retailers.'],
    ['accountId: "1"', 'A commerce-grid project has a data provider.'],
    ['defaults: { dataProviderId: "1" }', "Remove it. The project's data provider is the default."],
  ])('in a project file: %s', async (line, hint) => {
    await withProject(
      { files: { ...files, 'audiencectl.yaml': `${projectFile}${line}\n` } },
      async ({ run }) => {
        const { exitCode, stdout } = await run('validate');
        expect(exitCode).toBe(1);
        expect(stdout).toMatch(/^audiencectl\.yaml:5:/u);
        expect(stdout).toContain(hint);
      },
    );
  });

  test.each(['sync', 'add', 'remove', 'clear', 'stats'])(
    'the legacy contact-list endpoints: members %s',
    async (action) => {
      await withProject({ files }, async (project) => {
        const source = '--source data/people.txt --identifier-type Email';
        const line = ['clear', 'stats'].includes(action) ? action : `${action} ${source}`;
        const { exitCode, stderr } = await project.run(`members ${line} --legacy-audience-id 7`);
        expect({ exitCode, stderr }).toEqual({
          exitCode: 1,
          stderr: expect.stringContaining('Commerce Grid has none'),
        });
        expect(pathsOf(project)).toEqual([]);
      });
    },
  );

  test('audiences, of which no text speaks', async () => {
    await withProject({ files }, async ({ run, write, folder }) => {
      const texts = [
        await run('validate'),
        await run('graph'),
        await run('plan'),
        await run('plan --format markdown'),
        await run('plan --format html'),
        await run('apply --auto-approve --report markdown=applied.md'),
        await run('snapshot --out s.json'),
        await run('export'),
        await run('graph --snapshot s.json'),
      ];
      await write({ 'lists.yaml': '' });
      texts.push(await run('plan --verbose'));
      for (const { exitCode, stdout, stderr } of texts) {
        expect(exitCode).toBe(0);
        expect(stdout + stderr).not.toMatch(/audiences?\b(?!-segments)|unused/iu);
      }
      expect(await readFile(join(folder, 'applied.md'), 'utf8')).toContain(
        '| | Segment | Outcome |',
      );
    });
  });

  test('sizes: each is told to be missing, and none is asked for', async () => {
    await withProject({ files }, async (project) => {
      const { run } = project;
      expect((await run('plan --sizes')).exitCode).toBe(0);
      await run('apply --auto-approve');
      const { exitCode, stdout } = await run('sizes');
      expect(exitCode).toBe(0);
      expect(stdout).toContain('Commerce Grid has no sizes');
      expect(pathsOf(project).filter((path) => path.includes('size'))).toEqual([]);
    });
  });

  test('a catalogue', async () => {
    await withProject({ files }, async ({ run }) => {
      const { exitCode, stderr } = await run('catalog behavioral');
      expect(exitCode).toBe(1);
      expect(stderr).toContain(
        'is a project of Commerce Grid, which has no list of behavioral segments',
      );
    });
  });

  test('audiences and look-ups: doctor asks for segments alone', async () => {
    await withProject({ files }, async (project) => {
      const { exitCode, stdout } = await project.run('doctor --spec');
      expect(exitCode).toBe(0);
      expect(stdout).toContain('"CommerceGrid_Segment_Read"');
      expect(stdout).toContain('Ready to plan; 0 warnings.');
      expect(pathsOf(project)).toEqual([
        `POST ${segments}/search`,
        'GET /2026-07/commercegrid/open-api-specifications.json',
        // Whether a declared list is empty.
        `POST ${segments}/search`,
      ]);
    });
  });
});

describe('the remote ID of a list', () => {
  const withRemoteId = (text: string) => manifest.replace('remoteId: readers-1', text);

  test('is a replacement when it changes, and its own when it is left out', async () => {
    await withProject({ files }, async ({ run, write, sandbox }) => {
      await run('apply --auto-approve');
      await write({ 'lists.yaml': withRemoteId('# none') });
      expect((await run('plan --detailed-exitcode')).exitCode).toBe(0);
      await write({ 'lists.yaml': withRemoteId('remoteId: readers-2') });
      const refused = await run('plan --format json');
      expect(JSON.parse(refused.stdout)).toMatchObject({
        changes: [{ address: 'segment/Readers', action: 'replace' }],
        refusals: [{ code: 'replace-not-allowed' }],
      });
      expect((await run('apply --allow-replace --auto-approve')).exitCode).toBe(0);
      expect(JSON.stringify(sandbox.document())).toContain('"remoteId":"readers-2"');
      expect(JSON.stringify(sandbox.document())).not.toContain('"remoteId":"readers-1"');
    });
  });

  test('keeps its zeros, and comes back in an export', async () => {
    await withProject({ files }, async ({ run, write }) => {
      await write({ 'lists.yaml': withRemoteId('remoteId: 0012') });
      await run('apply --auto-approve');
      expect((await run('export')).stdout).toContain('contactList: { remoteId: "0012" }');
      await write({ 'lists.yaml': (await run('export')).stdout });
      expect((await run('plan --detailed-exitcode')).exitCode).toBe(0);
    });
  });
});
