/** Lists that are not ours are never written, and types go out as the platform spells them. */
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const people = 'ann@example.com\nbob@example.com\n';
const account = '625702934721171442';

const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': `segments:
  - name: CRM
    retailerId: "1234"
    contactList:
      identifierType: Email
      members: { source: people.txt }
`,
  'people.txt': people,
};

/** The list as it stands at the remote. @returns its ID. */
function put({ sandbox }: TestProject, attributes: object): string {
  return sandbox.edit({
    ...{ platform: 'retail-media', kind: 'segment', scope: account },
    attributes: {
      ...{ name: 'CRM', accountId: account, retailerId: '1234', type: 'ContactList' },
      contactList: { identifierType: 'Email', isReadOnly: false },
      ...attributes,
    },
  });
}

const readOnly = (isReadOnly: boolean | string | number) => ({
  contactList: { identifierType: 'Email', isReadOnly },
});

const others: readonly (readonly [string, object, string])[] = [
  ['read-only', readOnly(true), 'segment-read-only'],
  ['read-only as a text', readOnly('true'), 'segment-read-only'],
  ['read-only as a number', readOnly(1), 'segment-read-only'],
  ['read-only in another word', readOnly('yes'), 'segment-read-only'],
  ['read-only as a text with a capital', readOnly('True'), 'segment-read-only'],
  ['of another account', { accountId: '7' }, 'segment-of-another'],
  ['of another retailer', { retailerId: '99' }, 'segment-of-another'],
];

const isListWrite = (path: string) =>
  /contact-?list\/(?:add-remove|clear)$|contact-?list$/u.test(path);
const listWrites = ({ writes }: TestProject) =>
  writes().filter(({ path, method }) => method !== 'GET' && isListWrite(path));

describe.each(others)('a list that is %s', (_title, attributes, code) => {
  test.each([
    'sync LIST --allow-members-rebuild',
    'add LIST --source people.txt',
    'remove LIST --source people.txt',
    'clear LIST --auto-approve',
  ])('is not written by members %s', async (line) => {
    await withProject({ files }, async (project) => {
      const id = put(project, attributes);
      for (const list of ['CRM', id]) {
        const run = await project.run(`members ${line.replace('LIST', list)} --format json`);
        expect([run.exitCode, run.stdout + run.stderr]).toEqual([1, expect.stringContaining(code)]);
      }
      expect(listWrites(project)).toEqual([]);
      expect(project.sandbox.members()).toEqual({});
    });
  });

  test('is not filled by apply', async () => {
    await withProject({ files }, async (project) => {
      const id = put(project, attributes);
      await project.run('apply --auto-approve --members --allow-members-rebuild');
      // Of another account or retailer, there may now be one of the same name, which is ours.
      expect(Object.keys(project.sandbox.members())).not.toContain(id);
      expect(listWrites(project).filter(({ path }) => path.includes(id))).toEqual([]);
    });
  });

  test('can be looked at', async () => {
    await withProject({ files }, async (project) => {
      const id = put(project, attributes);
      expect((await project.run(`members stats ${id}`)).exitCode).toBe(0);
    });
  });
});

test.each([
  ['read-only', { contactList: { isReadOnly: true } }, 'segment-read-only'],
  ['of another advertiser', { advertiserId: '9' }, 'segment-of-another'],
  ['no list', { contactList: undefined, type: 'Behavioral' }, 'segment-not-a-list'],
])('a list that is %s is not written by the older endpoints either', async (_, more, code) => {
  const manifest = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4"\n';
  const older = {
    'audiencectl.yaml': manifest,
    'lists.yaml': 'segments: []\n',
    'people.txt': people,
  };
  await withProject({ files: older }, async (project) => {
    const id = project.sandbox.edit({
      ...{ platform: 'marketing-solutions', kind: 'segment', scope: '4' },
      attributes: { name: 'CRM', advertiserId: '4', type: 'ContactList', ...more },
    });
    const list = `--legacy-audience-id ${id} --format json`;
    for (const line of [
      `add ${list} --source people.txt --identifier-type email`,
      `remove ${list} --source people.txt --identifier-type email --allow-member-removal`,
      `sync ${list} --source people.txt --identifier-type email --allow-members-rebuild`,
      `clear ${list} --auto-approve`,
    ]) {
      const run = await project.run(`members ${line}`);
      expect([run.exitCode, run.stdout + run.stderr]).toEqual([1, expect.stringContaining(code)]);
    }
    expect(listWrites(project)).toEqual([]);
  });
});

describe.each([
  ['marketing-solutions', 'advertiserId', 'email'],
  ['commerce-grid', 'dataProviderId', 'Email'],
] as const)('a list without an owner, in %s', (platform, owner, type) => {
  const unowned = {
    'audiencectl.yaml': `version: 1\nplatform: ${platform}\n${owner}: "4"\n`,
    'lists.yaml': 'segments: []\n',
    'people.txt': people,
  };
  const attributes = { name: 'CRM', [owner]: null, type: 'ContactList', contactList: {} };
  const add = `--source people.txt --identifier-type ${type} --format json`;

  test('is not written by its ID if a search of the project does not find it', async () => {
    await withProject({ files: unowned }, async (project) => {
      const id = project.sandbox.edit({ platform, kind: 'segment', scope: '9', attributes });
      for (const line of [
        `sync ${id} ${add} --allow-members-rebuild`,
        `add ${id} ${add}`,
        `remove ${id} ${add} --allow-member-removal`,
        `clear ${id} --auto-approve --format json`,
        ...(owner === 'advertiserId' ? [`add --legacy-audience-id ${id} ${add}`] : []),
      ]) {
        const run = await project.run(`members ${line}`);
        expect([run.exitCode, run.stdout + run.stderr]).toEqual([
          1,
          expect.stringContaining('segment-of-another'),
        ]);
      }
      expect(listWrites(project)).toEqual([]);
    });
  });

  test('is written if a search of the project finds it', async () => {
    await withProject({ files: unowned }, async (project) => {
      const id = project.sandbox.edit({ platform, kind: 'segment', scope: '4', attributes });
      expect(await project.run(`members add ${id} ${add}`)).toMatchObject({ exitCode: 0 });
      expect(listWrites(project)).toHaveLength(1);
    });
  });
});

test('whom to forget is told of a list of the older endpoints that has become read-only', async () => {
  const manifest = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4"\n';
  const older = {
    'audiencectl.yaml': manifest,
    'lists.yaml': 'segments: []\n',
    'people.txt': people,
  };
  await withProject({ files: older }, async (project) => {
    const list = (isReadOnly: boolean) => ({
      ...{ name: 'CRM', advertiserId: '4', type: 'ContactList', contactList: { isReadOnly } },
    });
    const at = { platform: 'marketing-solutions', kind: 'segment', scope: '4' } as const;
    const id = project.sandbox.edit({ ...at, attributes: list(false) });
    const add = `members add --legacy-audience-id ${id} --identifier-type email --source people.txt`;
    expect(await project.run(add)).toMatchObject({ exitCode: 0 });
    project.sandbox.edit({ ...at, id, attributes: list(true) });
    const before = listWrites(project).length;
    const run = await project.run(
      'members forget --source people.txt --auto-approve --format json',
    );
    const { lists } = JSON.parse(run.stdout);
    expect(lists).toContainEqual(
      expect.objectContaining({
        ...{ address: `legacy-audience/${id}`, state: 'not-searched' },
        reason: expect.objectContaining({ code: 'segment-read-only' }),
      }),
    );
    expect([run.exitCode, listWrites(project).length]).toEqual([4, before]);
  });
});

test.each([false, 'False', 'null', null, undefined])('a list with isReadOnly %s is written', (no) =>
  withProject({ files }, async (project) => {
    put(project, { contactList: { identifierType: 'Email', isReadOnly: no } });
    const run = await project.run('members sync CRM --allow-members-rebuild');
    expect([run.exitCode, run.stdout]).toEqual([0, expect.stringMatching('2 added')]);
  }),
);

test.each([
  ['read-only', readOnly('True'), 'segment-read-only'],
  ['of another account', { accountId: '7' }, 'segment-of-another'],
])(
  'whom to forget is told of a list that has become %s, and it is not written',
  async (_, attributes, code) => {
    await withProject({ files }, async (project) => {
      const id = put(project, {});
      expect((await project.run('members sync CRM --allow-members-rebuild')).exitCode).toBe(0);
      project.sandbox.edit({ platform: 'retail-media', kind: 'segment', id, attributes });
      const before = listWrites(project).length;
      await project.write({ 'gone.txt': 'ann@example.com\n' });
      const run = await project.run(
        'members forget --source gone.txt --auto-approve --format json',
      );
      expect(JSON.parse(run.stdout).lists).toMatchObject([
        { state: 'not-searched', reason: { code } },
      ]);
      expect([run.exitCode, listWrites(project).length]).toEqual([4, before]);
    });
  },
);

const typeSent = (project: TestProject) =>
  listWrites(project).map(
    ({ body }) => JSON.stringify(body).match(/"identifierType":"(\w+)"/u)?.[1],
  );

test.each(['email', 'EMAIL', 'Email'])('the type %s goes out as Email', async (given) => {
  await withProject({ files, settings: { strict: true } }, async (project) => {
    const id = put(project, { contactList: { isReadOnly: false, identifierType: 'Unknown' } });
    const run = await project.run(
      `members add ${id} --source people.txt --identifier-type ${given}`,
    );
    expect(run.exitCode).toBe(0);
    expect(typeSent(project)).toEqual(['Email']);
    const forget = `members forget --source people.txt --identifier-type ${given} --auto-approve`;
    // Only a part of the list is known, so that others may have filled it in other forms.
    expect((await project.run(forget)).exitCode).toBe(4);
    expect(new Set(typeSent(project))).toEqual(new Set(['Email']));
  });
});

test.each(['PHONENUMBER', 'identitylink'])('a list of addresses takes no %s', async (given) => {
  await withProject({ files }, async (project) => {
    const id = put(project, {});
    for (const action of ['sync', 'add', 'remove']) {
      for (const list of [id, 'CRM']) {
        const options = `--source people.txt --identifier-type ${given} --allow-members-rebuild`;
        const more = action === 'sync' ? options : options.replace(' --allow-members-rebuild', '');
        const run = await project.run(`members ${action} ${list} ${more} --format json`);
        expect([run.exitCode, run.stdout + run.stderr]).toEqual([
          1,
          expect.stringContaining('members-type-other'),
        ]);
      }
    }
    expect(listWrites(project)).toEqual([]);
  });
});

test.each(['madid', 'emails', 'gum'])('retail media has no type %s', async (given) => {
  await withProject({ files }, async (project) => {
    put(project, { name: 'Loose', contactList: { isReadOnly: false } });
    for (const action of ['add Loose', 'forget']) {
      const run = await project.run(
        `members ${action} --source people.txt --identifier-type ${given} --format json`,
      );
      const isOlder = action === 'forget' && given !== 'emails';
      if (isOlder) continue;
      expect([run.exitCode, run.stdout + run.stderr]).toEqual([
        1,
        expect.stringContaining('invalid-option'),
      ]);
    }
    expect(listWrites(project)).toEqual([]);
  });
});
