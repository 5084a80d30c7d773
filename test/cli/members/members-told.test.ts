/** What people are told by \`members\`: never two things that do not go together, and what can be done. */
import { readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';
import { withFilledList } from '../../support/members/with-filled-list.ts';

const person = (number: number) => `secret${number}@example.com`;
const lines = (all: readonly string[]) => `${all.join('\n')}\n`;
const people = (from: number, to: number) =>
  lines(Array.from({ length: to - from }, (_, each) => person(from + each)));

const manifest = (members: string) => `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList:
      identifierType: Email
      members: ${members}
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Newcomers
    algebra: { and: [Shoes, { not: CRM }] }
`;
const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': manifest('{ source: crm.txt }'),
  'crm.txt': people(0, 30),
  'asked.txt': people(3, 4),
};

/** A project with a list of 30, which is filled. */
const withList = (use: (project: TestProject) => Promise<void>) => withFilledList(files, use);

async function loseLedgers({ folder }: TestProject): Promise<void> {
  await rm(join(folder, '.audiencectl'), { recursive: true });
}

describe('after members remove without a ledger', () => {
  test('nothing is called a first upload, and the ledger is not said to be missing', () =>
    withList(async (project) => {
      const { run } = project;
      await loseLedgers(project);
      await run('members remove CRM --source asked.txt');
      const again = await run('members remove CRM --source asked.txt');
      expect(again.stdout).toMatch(/^segment\/CRM: members −1$/mu);
      const { stdout } = await run('members sync CRM');
      expect(stdout).toMatch('the ledger here covers only a part of the list');
      expect(stdout).not.toMatch('not on this machine');
      expect((await run('members stats CRM')).stdout).toMatch(
        'ledger (Email): 0 identifiers of a list that it covers only partly',
      );
      const json = JSON.parse((await run('members sync CRM --format json')).stdout);
      expect(json.plan).toMatchObject({ state: 'rebuild-needed', held: null });
    }));

  test('members forget says what it would send for people whom it did not find', () =>
    withList(async (project) => {
      await loseLedgers(project);
      await project.run('members add CRM --source asked.txt');
      await project.write({ 'asked.txt': people(5, 6) });
      const { exitCode, stdout } = await project.run('members forget --source asked.txt');
      expect([exitCode, stdout]).toEqual([
        3,
        expect.stringMatching(/0 found, because .* removed$/mu),
      ]);
    }));
});

test('members stats says where the counts do not fit', () =>
  withList(async (project) => {
    const { run, folder } = project;
    expect((await run('members stats CRM')).stdout).not.toMatch('fit');
    const place = join(folder, '.audiencectl/ledger/127.0.0.1');
    const before = await readdir(place);
    await project.write({ 'more.txt': people(100, 200) });
    await run('members add CRM --source more.txt --ledger third --allow-member-growth');
    const { exitCode, stdout } = await run('members stats CRM');
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringMatching(
        /130 identifiers[\s\S]*\n.*API counts 130 members, but the ledger has 30/u,
      ),
    ]);
    const { ledgers } = JSON.parse((await run('members stats CRM --format json')).stdout);
    expect(ledgers).toMatchObject([{ identifierType: 'Email', fits: false, seen: { held: 30 } }]);
    expect(await readdir(place)).toEqual(before);
  }));

test.each(['members sync CRM', 'plan --members', 'apply --members --auto-approve'])(
  'all that stands against a rebuild is said at once: %s',
  (line) =>
    withList(async (project) => {
      await loseLedgers(project);
      await project.write({ 'crm.txt': people(0, 3) });
      const { exitCode, stdout } = await project.run(`${line} --format json`);
      const told = JSON.parse(stdout);
      const refusals: readonly { readonly code: string }[] = told.refusals ?? told.plan.refusals;
      expect([exitCode, refusals.map(({ code }) => code).sort()]).toEqual([
        3,
        ['members-rebuild-needed', 'members-rebuild-widens', 'members-removal-limit'],
      ]);
    }),
);

test.each(['members sync CRM', 'plan --members'])('an empty source is one reason: %s', (line) =>
  withList(async (project) => {
    await project.write({ 'crm.txt': '' });
    const told = JSON.parse((await project.run(`${line} --format json`)).stdout);
    expect(told.refusals ?? told.plan.refusals).toMatchObject([{ code: 'members-source-empty' }]);
  }),
);

test('a list that is declared and not there yet is created by apply', () =>
  withProject({ files }, async ({ run }) => {
    const { exitCode, stderr } = await run('members sync CRM');
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^lists\.yaml:3:\d+ error segment-not-found .*not exist yet\n[\s\S]*hint: Run "audiencectl apply" first/u,
      ),
    ]);
  }));

const broken: readonly (readonly [members: string, file: string, text: string, line: RegExp])[] = [
  ['{ source: c.csv, column: mail }', 'c.csv', 'name,email\na,b@c.de\n', /members-column-missing/u],
  ['{ source: none.txt }', 'c.csv', '', /members-source-missing/u],
  [
    '{ source: crm.txt, exclude: out.csv }',
    'out.csv',
    'name,email\na,b@c.de\n',
    /members-column-not-given[\s\S]*exclude: \{ source: out\.csv, column: NAME \}/u,
  ],
  [
    '{ source: crm.txt, exclude: out.csv }',
    'out.csv',
    'secret1@example.com,a\n',
    /members-header-missing[\s\S]*exclude: \{ source: out\.csv, header: false, column: 1 \}/u,
  ],
];

describe.each(['members sync CRM', 'plan --members'])('%s', (line) => {
  const cases = broken.filter(([members]) => line !== 'plan --members' || !/none/u.test(members));
  test.each(cases)('says where the manifest has it: %s', (members, file, text, expected) =>
    withList(async (project) => {
      await project.write({ 'lists.yaml': manifest(members), [file]: text });
      const { exitCode, stderr } = await project.run(line);
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^lists\.yaml:6:\d+ error /u)]);
      expect(stderr).toMatch(expected);
      expect(stderr).not.toMatch('secret');
    }),
  );
});

test('what the command line names stands at no line of a manifest', () =>
  withList(async ({ run }) => {
    const { stderr } = await run('members add CRM --source none.txt');
    expect(stderr).toMatch(/^error members-source-missing /u);
  }));

describe('the title of a file without columns', () => {
  test.each(['email', 'E-mail address', '"Email"'])('is told as such: %s', (title) =>
    withList(async (project) => {
      await project.write({
        'lists.yaml': manifest('{ source: crm.txt, exclude: out.txt }'),
        'out.txt': `${title}\n${people(40, 60)}`,
      });
      const { exitCode, stdout } = await project.run('members sync CRM');
      expect([exitCode, stdout]).toEqual([
        0,
        expect.stringMatching(/^ {2}Remove line 1 of out\.txt, which looks like a title, or /mu),
      ]);
      expect(stdout).not.toMatch('Such lines');
      await project.write({ 'out.txt': `${title}\n${person(40)}\n` });
      const refused = await project.run('members sync CRM');
      expect([refused.exitCode, refused.stdout]).toEqual([
        3,
        expect.stringMatching(
          /refused: exclude: 1 of 2[\s\S]*line 1 of out\.txt, which looks like a title/u,
        ),
      ]);
    }),
  );

  test('is no name that stands further down', () =>
    withList(async (project) => {
      await project.write({ 'crm.txt': `${people(0, 30)}Jane Doe\n` });
      expect((await project.run('members sync CRM')).stdout).not.toMatch('title');
    }));
});

test('one invalid line is not most of them', () =>
  withList(async (project) => {
    await project.write({ 'crm.txt': `${person(0)}\n<${person(1)}>\n` });
    const { stdout } = await project.run('members sync CRM --allow-member-removal');
    expect(stdout).toMatch(/1 of 2 lines .*; such lines look like/u);
    expect(stdout).not.toMatch('most of them');
  }));

describe('members forget reminds of the source', () => {
  const forget = async ({ run }: TestProject) =>
    (await run('members forget --source asked.txt --auto-approve')).stdout;

  test('unless the list excludes all of them', () =>
    withList(async (project) => {
      await project.write({
        'lists.yaml': manifest('{ source: crm.txt, exclude: { source: out.csv, column: mail } }'),
        'out.csv': `id,mail\n1,${person(3).toUpperCase()}\n2,${person(9)}\n`,
      });
      expect(await forget(project)).not.toMatch('sync');
      await project.write({ 'asked.txt': people(3, 5) });
      expect(await forget(project)).toMatch(/A sync adds these people again .*: segment\/CRM\.$/mu);
    }));

  test('in other words where nobody was found', () =>
    withList(async (project) => {
      await project.write({ 'asked.txt': people(70, 71) });
      const told = await forget(project);
      expect(told).toMatch('No people were removed. A later sync may add these people');
      expect(told).not.toMatch('again');
    }));
});

test('an identifier type has one spelling', () =>
  withList(async ({ run, folder }) => {
    const place = join(folder, '.audiencectl/ledger/127.0.0.1');
    const name = (await readdir(place)).find((each) => each.endsWith('.email.ledger')) ?? '';
    await truncate(join(place, name), 1600);
    for (const line of ['stats CRM', 'forget --source asked.txt --auto-approve']) {
      expect((await run(`members ${line}`)).stdout).toMatch('(Email)');
    }
    await rm(join(place, name));
    expect((await run('members forget --source asked.txt --auto-approve')).stdout).toMatch(
      '(Email)',
    );
  }));
