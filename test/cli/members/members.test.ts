import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const person = (number: number) => `Secret.Person${number}@Example.com`;
const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, each) => person(from + each)).join('\n');

const files = {
  'audiencectl.yaml': projectFile,
  'lists/manifest.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList:
      identifierType: Email
      members: { source: ../data/crm.txt }
  - name: Customers
    contactList: { identifierType: CustomerId }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Newcomers
    algebra: { and: [Shoes, { not: CRM }] }
`,
  'data/crm.txt': people(0, 30),
};

/** A project whose lists exist, and a way to run \`members\`. */
function withLists(use: (project: TestProject) => Promise<void>): Promise<void> {
  return withProject({ files }, async (project) => {
    const { exitCode, stderr } = await project.run('apply --auto-approve');
    if (exitCode !== 0) throw new Error(stderr);
    await use(project);
  });
}

/** Requests that change members, with the number of identifiers. */
const amendments = ({ writes }: TestProject) =>
  writes().filter(({ path }) => path.includes('contact-list') || path.endsWith('contactlist'));

const membersOf = ({ sandbox }: TestProject) =>
  Object.values(sandbox.members()).map(({ count }) => count);

test('sync fills a list, and then sends what has changed and nothing else', () =>
  withLists(async (project) => {
    const first = await project.run('members sync CRM');
    expect([first.exitCode, first.stdout.split('\n').slice(0, 4)]).toEqual([
      0,
      [
        'segment/CRM: members first upload: +30',
        'source: 30 lines, 0 duplicates, 0 invalid',
        'ledger: last written just now',
        'Done: 30 added, 0 removed in 1 request.',
      ],
    ]);
    expect((await project.run('members sync CRM')).stdout).toMatch('unchanged, 30');
    expect(amendments(project)).toHaveLength(1 + 2 /* statistics */);

    await project.write({ 'data/crm.txt': people(2, 31) });
    const third = await project.run('members sync CRM --format json');
    expect(JSON.parse(third.stdout)).toMatchObject({
      formatVersion: 1,
      address: 'segment/CRM',
      outcome: 'done',
      added: 1,
      removed: 2,
      plan: { state: 'delta', held: 30, total: 29 },
      diagnostics: [],
    });
    expect(membersOf(project)).toEqual([29]);
    const { stdout } = await project.run('members stats CRM');
    expect(stdout).toMatch('segment/CRM: 29 identifiers');
  }));

test('what a list is called in the UI does not drive the terminal', () =>
  withLists(async (project) => {
    const stats = await project.run('members stats CRM --format json');
    const { id } = JSON.parse(stats.stdout);
    const attributes = { name: 'CRM\u001b]0;owned\u0007' };
    project.sandbox.edit({ platform: 'retail-media', kind: 'segment', id, attributes });
    for (const line of [`members stats ${id}`, `members clear ${id} --auto-approve`]) {
      const { stdout, stderr } = await project.run(line);
      expect(stdout).toContain('segment/CRM\\u001b]0;owned\\u0007');
      expect(stdout + stderr).not.toContain('\u001b');
    }
  }));

test('a list can be called by its ID', () =>
  withLists(async (project) => {
    const { stdout } = await project.run('members stats CRM --format json');
    const { id } = JSON.parse(stdout);
    expect((await project.run(`members sync ${id}`)).stdout).toMatch('Done: 30 added');
  }));

test('add and remove take their identifiers from --source', () =>
  withLists(async (project) => {
    await project.write({ 'more.csv': `mail,x\n"${person(90)}",1\n${person(0)},2\n` });
    await project.run('members sync CRM');
    const added = await project.run('members add CRM --source more.csv --column mail');
    expect(added.stdout).toMatch('Done: 1 added, 0 removed');
    const removed = await project.run('members remove CRM --source more.csv --column mail');
    expect(removed.stdout).toMatch('Done: 0 added, 2 removed');
    expect(membersOf(project)).toEqual([29]);
  }));

test('a broken export is refused with exit 3 and sends nothing', () =>
  withLists(async (project) => {
    await project.run('members sync CRM');
    const before = membersOf(project);
    await project.write({ 'data/crm.txt': person(0) });
    const { exitCode, stdout } = await project.run('members sync CRM');
    expect([exitCode, stdout]).toEqual([3, expect.stringMatching('96.7 % of the members')]);
    expect(membersOf(project)).toEqual(before);
    const consented = await project.run('members sync CRM --allow-member-removal');
    expect([consented.exitCode, membersOf(project)]).toEqual([0, [1]]);
  }));

test('a lost ledger asks for consent, and again where audiences exclude by the list', () =>
  withLists(async (project) => {
    await project.run('members sync CRM');
    const elsewhere = await project.run('members sync CRM --ledger elsewhere');
    expect([elsewhere.exitCode, elsewhere.stdout]).toEqual([
      3,
      expect.stringMatching('its ledger is not on this machine'),
    ]);
    const rebuilt = await project.run(
      'members sync CRM --ledger elsewhere --allow-members-rebuild',
    );
    expect([rebuilt.exitCode, rebuilt.stdout]).toEqual([3, expect.stringMatching('in Newcomers')]);
    expect(membersOf(project)).toEqual([30]);
  }));

test('clear opens no audience that excludes by the list, unless its manifest allows it', () =>
  withLists(async (project) => {
    await project.run('members sync CRM');
    const before = amendments(project).length;
    const clear = 'members clear CRM --auto-approve';
    const { exitCode, stdout } = await project.run(clear);
    expect([exitCode, stdout]).toEqual([
      3,
      expect.stringMatching(
        /once it is cleared, people it excludes would be in Newcomers\n.*lifecycle/u,
      ),
    ]);
    const json = await project.run(`${clear} --format json`);
    expect([json.exitCode, JSON.parse(json.stdout)]).toMatchObject([
      3,
      { outcome: 'refused', refusals: [{ code: 'members-rebuild-widens' }] },
    ]);
    const older = `--legacy-audience-id ${JSON.parse(json.stdout).id}`;
    const legacy = await project.run(clear.replace('CRM', older));
    expect([legacy.exitCode, legacy.stdout]).toEqual([3, expect.stringMatching('in Newcomers')]);
    expect([amendments(project).length, membersOf(project)]).toEqual([before, [30]]);
    await allowReplace(project);
    expect((await project.run(clear)).exitCode).toBe(0);
    expect(membersOf(project).at(0) ?? 0).toBe(0);
  }));

/** Lets CRM be empty for a while. */
const allowReplace = ({ write }: TestProject) =>
  write({
    'lists/manifest.yaml': files['lists/manifest.yaml'].replace(
      '  - name: CRM\n',
      '  - name: CRM\n    lifecycle: { replace: allow }\n',
    ),
  });

test.each([
  ['remove', 'exclude-source'],
  ['forget', 'exclude-source'],
  ['clear', 'exclude-source'],
  ['clear', 'source'],
  ['stats', 'exclude-source'],
  ['stats', 'source'],
])('%s takes no --%s, and says so', (action, option) =>
  withLists(async (project) => {
    const list = action === 'forget' ? '' : ' CRM';
    const takesSource = action === 'remove' || action === 'forget';
    const source = takesSource ? ' --source data/crm.txt' : '';
    const before = project.writes().length;
    const line = `members ${action}${list}${source} --${option} data/crm.txt`;
    const { exitCode, stderr } = await project.run(`${line} --auto-approve`);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(`error conflicting-options members ${action} takes no --${option}`),
    ]);
    expect(project.writes()).toHaveLength(before);
  }),
);

test('clear asks, and nobody is here to answer', () =>
  withLists(async (project) => {
    await allowReplace(project);
    await project.run('members sync CRM');
    expect((await project.run('members clear CRM')).exitCode).toBe(3);
    expect(membersOf(project)).toEqual([30]);
    expect((await project.run('members clear CRM --auto-approve')).exitCode).toBe(0);
    expect(membersOf(project).at(0) ?? 0).toBe(0);
    expect((await project.run('members sync CRM')).stdout).toMatch('first upload: +30');
  }));

test('the older endpoints are served by their own option', () =>
  withLists(async (project) => {
    const line = 'members add --legacy-audience-id 4711 --source data/crm.txt';
    const { stdout } = await project.run(`${line} --identifier-type email`);
    expect(stdout).toMatch('Done: 30 added');
    expect(amendments(project).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PATCH /2026-07/audiences/4711/contactlist',
    ]);
  }));

test('what is wrong is said, and nobody is named', () =>
  withLists(async (project) => {
    await project.write({ 'data/no-header.csv': `${person(1)},${person(2)}\n` });
    await writeHalf(project);
    for (const [line, code] of [
      ['members sync Nobody', 'segment-not-found'],
      ['members sync Shoes', 'segment-not-a-list'],
      ['members sync', 'missing-argument'],
      ['members sync CRM --legacy-audience-id 1', 'missing-argument'],
      ['members sync Customers', 'missing-option'],
      ['members sync Customers --source data/crm.txt', 'members-ledger-key-missing'],
      ['members sync CRM --source data/none.txt', 'members-source-missing'],
      ['members sync CRM --source data', 'members-source-truncated'],
      ['members sync CRM --source data/no-header.csv --column email', 'members-header-missing'],
      ['members sync CRM --source data/half.txt.gz', 'members-source-truncated'],
      ['members empty CRM', 'invalid-argument'],
    ] as const) {
      const { exitCode, stdout, stderr } = await project.run(line);
      expect([line, exitCode, stdout]).toEqual([line, 1, '']);
      expect(stderr).toMatch(new RegExp(`error ${code} `, 'u'));
      expect(stderr).not.toMatch(/secret\./iu);
    }
  }));

async function writeHalf({ folder }: TestProject): Promise<void> {
  const packed = gzipSync(people(0, 3000));
  await writeFile(join(folder, 'data/half.txt.gz'), packed.subarray(0, packed.length / 2));
}

/** Every file below a folder, as bytes in text. */
async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) found.set(name, await readFile(path, 'latin1'));
  }
  return found;
}

test('no identifier stands in anything that a run writes', () =>
  withLists(async (project) => {
    const { folder, run, sandbox } = project;
    const customers = Array.from({ length: 12 }, (_, each) => `Secret-Customer-${each}`);
    await project.write({
      'tmp/empty': '',
      'data/customers.txt': customers.join('\n'),
      'data/bad.txt': `${people(0, 30)}\nsecret nobody\n`,
    });
    const env = {
      TMPDIR: join(folder, 'tmp'),
      AUDIENCECTL_LEDGER_KEY: 'of the test',
      // The lists were made without a key.
      AUDIENCECTL_LEDGER_OLD_KEY: 'none',
    };
    const outputs = [];
    for (const line of [
      'members sync CRM --verbose',
      'members sync CRM --source data/bad.txt --verbose --format json',
      'members sync Customers --source data/customers.txt --verbose',
      'members sync Customers --source data/bad.txt --verbose',
      'members remove Customers --source data/customers.txt --allow-member-removal --verbose',
      'plan --format json --verbose',
    ]) {
      outputs.push(await run(line, env));
    }
    expect(outputs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 3, 0, 0]);
    const written = await filesBelow(folder);
    for (const name of [...written.keys()].filter((each) => each.startsWith('data/'))) {
      expect(written.get(name)).toMatch(/secret/iu);
    }
    const rest = [...written].filter(([name]) => !name.startsWith('data/'));
    expect(rest.map(([name]) => name).filter((name) => name.endsWith('.ledger'))).toHaveLength(4);
    const everything = JSON.stringify([outputs, rest, sandbox.requests(), sandbox.document()]);
    expect(everything).not.toMatch(/secret/iu);
    // The ledger of the hashed list was encrypted, too: there is a key.
    expect(everything).not.toMatch(/example\.com/iu);
  }));

test('a list that takes fewer at once is sent them in parts', () =>
  withLists(async (project) => {
    project.sandbox.configure({ maxIdentifiers: 10 });
    const { exitCode, stdout } = await project.run('members sync CRM');
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching('Done: 30 added')]);
    expect(membersOf(project)).toEqual([30]);
  }));
