import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { remoteOf, type TestList, withMemberLists } from '../../support/members/member-lists.ts';
import { people, text } from './secret-people.ts';

const lists = withMemberLists({ Email: 25 });

const noise = Array.from({ length: 10 }, (_, each) => `secret nobody ${each}`);

const consents = [
  'allow-member-removal',
  'allow-member-growth',
  'allow-member-invalid',
  'allow-members-rebuild',
] as const;
type Consent = (typeof consents)[number];

type Way = 'sync' | 'add' | 'remove' | 'apply' | 'plan file';
const mirroring = ['sync', 'apply', 'plan file'] as const;
const adding = [...mirroring, 'add'] as const;

interface Case {
  readonly brake: string;
  readonly ways: readonly Way[];
  readonly source: readonly string[];
  /** Who is excluded, where somebody is. */
  readonly exclude?: readonly string[];
  readonly isLedgerLost?: true;
  readonly mode?: 'append';
  /** What opens it. */
  readonly own: readonly Consent[];
  /** Without any consent. */
  readonly codes: readonly string[];
  /** How many are on the list once it is opened; of 30. */
  readonly after: number;
}

/** What every command and a plan file do at a brake; `test/members/brakes/` has all that a brake can meet. */
const cases: readonly Case[] = [
  {
    brake: 'many removals',
    ...{ ways: mirroring, source: people(0, 20), after: 20 },
    ...{ own: ['allow-member-removal'], codes: ['members-removal-limit'] },
  },
  {
    brake: 'many removals by name',
    ...{ ways: ['remove'], source: people(0, 10), after: 20 },
    ...{ own: ['allow-member-removal'], codes: ['members-removal-limit'] },
  },
  {
    brake: 'a source that has grown',
    ...{ ways: adding, source: people(0, 100), after: 100 },
    ...{ own: ['allow-member-growth'], codes: ['members-growth-limit'] },
  },
  {
    brake: 'many invalid lines',
    ...{ ways: adding, source: [...people(0, 31), ...noise], after: 31 },
    ...{ own: ['allow-member-invalid'], codes: ['members-too-many-invalid'] },
  },
  {
    brake: 'many invalid lines of whom to remove',
    ...{ ways: ['remove'], source: [...people(0, 3), ...noise], after: 27 },
    ...{ own: ['allow-member-invalid'], codes: ['members-too-many-invalid'] },
  },
  {
    brake: 'nobody to exclude',
    ...{ ways: ['add', 'plan file'], source: people(0, 31), exclude: [], after: 31 },
    ...{ own: ['allow-member-growth'], codes: ['members-exclude-empty'] },
  },
  {
    brake: 'a lost ledger, and fewer people',
    ...{ ways: mirroring, source: people(0, 3), isLedgerLost: true, after: 3 },
    own: ['allow-members-rebuild', 'allow-member-removal'],
    codes: ['members-rebuild-needed', 'members-removal-limit'],
  },
  {
    brake: 'a list of which only the API tells, and many to exclude',
    ...{ ways: ['add'], mode: 'append', isLedgerLost: true },
    ...{ source: people(0, 30), exclude: people(0, 10), after: 20 },
    ...{ own: ['allow-member-removal'], codes: ['members-removal-limit'] },
  },
];

async function listFor(brake: Case): Promise<TestList> {
  const { source, exclude, isLedgerLost, mode = 'mirror' } = brake;
  const list = await lists.take();
  await list.declare('{ source: crm.txt }');
  await list.write({ 'crm.txt': text(people(0, 30)) });
  const { exitCode, stderr } = await list.run('members sync LIST');
  if (exitCode !== 0) throw new Error(stderr);
  if (isLedgerLost) await rm(join(list.folder, '.audiencectl'), { recursive: true });
  if (exclude) await list.declare(`{ source: crm.txt, exclude: out.txt, mode: ${mode} }`);
  await list.write({ 'crm.txt': text(source), 'out.txt': text(exclude ?? []) });
  return list;
}

interface Ended {
  readonly exitCode: number | null;
  readonly refusals: readonly string[];
}

/** Consents that there is nothing to give to: the command line refuses them. */
const withoutEffect: Partial<Record<Way, readonly Consent[]>> = {
  add: ['allow-members-rebuild'],
  remove: ['allow-members-rebuild', 'allow-member-growth'],
};

/** Goes one of the ways with consents. */
async function go(way: Way, list: TestList, given: readonly Consent[]): Promise<Ended> {
  const idle = withoutEffect[way] ?? [];
  const taken = given.filter((consent) => !idle.includes(consent));
  const options = taken.map((consent) => ` --${consent}`).join('');
  const json = `${options} --format json`;
  if (way === 'apply') return ended(list, `apply --members --auto-approve${json}`);
  if (way !== 'plan file') {
    const source = way === 'sync' ? '' : ' --source crm.txt';
    return ended(list, `members ${way} LIST${source}${json}`);
  }
  await list.run(`plan --members --out plan.json${options}`);
  return ended(list, `apply plan.json${json}`);
}

async function ended(list: TestList, line: string): Promise<Ended> {
  const { exitCode, stdout, stderr } = await list.run(line);
  expect(stdout + stderr).not.toMatch(/secret/u);
  const result = JSON.parse(stdout);
  const refusals: readonly { readonly code: string }[] =
    result.refusals ?? result.plan?.refusals ?? [];
  return { exitCode, refusals: refusals.map(({ code }) => code) };
}

/** The bytes of all ledgers. */
async function ledgersIn({ folder }: TestList): Promise<readonly string[]> {
  const root = join(folder, '.audiencectl');
  const names = await readdir(root, { recursive: true }).catch(() => []);
  const own = names.filter((name) => name.endsWith('.ledger')).sort();
  return Promise.all(own.map(async (name) => (await readFile(join(root, name))).toString('hex')));
}

describe.each(cases)('$brake', (brake) => {
  test.each(brake.ways)('%s', async (way) => {
    const list = await listFor(brake);
    const before = [list.remote(), await ledgersIn(list)];
    expect(await go(way, list, [])).toEqual({ exitCode: 3, refusals: brake.codes });
    // All the others together open none of it, and no one of its own opens what takes two.
    for (const missing of brake.own) {
      const given = consents.filter((consent) => consent !== missing);
      const { exitCode, refusals } = await go(way, list, given);
      expect([missing, exitCode, refusals.length > 0]).toEqual([missing, 3, true]);
      expect(brake.codes).toEqual(expect.arrayContaining([...refusals]));
    }
    expect([list.remote(), await ledgersIn(list)]).toEqual(before);
    if (way === 'plan file') await expectNoConsentOfFile(list, brake);
    expect([list.remote(), await ledgersIn(list)]).toEqual(before);
    expect(await go(way, list, brake.own)).toEqual({ exitCode: 0, refusals: [] });
    expect(list.remote().count).toBe(brake.after);
  });
});

/** A plan file consents to nothing; its checksum, which somebody has reviewed, does. */
async function expectNoConsentOfFile(list: TestList, { own }: Case): Promise<void> {
  const options = own.map((consent) => ` --${consent}`).join('');
  const planned = await list.run(`plan --members --out plan.json${options} --format json`);
  expect([planned.exitCode, JSON.parse(planned.stdout).changes[0].members.consents]).toEqual([
    0,
    expect.arrayContaining([...own]),
  ]);
  expect((await list.run('apply plan.json')).exitCode).toBe(3);
}

test('a list that the API counts as empty is no first upload, unless its ledger says so', async () => {
  const list = await lists.take();
  await list.declare('{ source: crm.txt }');
  await list.write({ 'crm.txt': text(people(0, 30)) });
  await rm(join(list.folder, '.audiencectl'), { recursive: true });
  for (const way of mirroring) {
    expect(await go(way, list, [])).toEqual({
      exitCode: 3,
      refusals: ['members-rebuild-needed'],
    });
  }
  const told = await list.run('members sync LIST');
  expect(told.stdout.replaceAll(/\s+/gu, ' ')).toMatch(
    /The API counts 0 members, but the count may be a day old.*--allow-members-rebuild once/u,
  );
  expect(await go('sync', list, ['allow-members-rebuild'])).toEqual({ exitCode: 0, refusals: [] });
  expect(list.remote().count).toBe(30);
  expect(await go('sync', list, [])).toEqual({ exitCode: 0, refusals: [] });
});

test('limits of the project are what counts', async () => {
  const list = await lists.take();
  const limits = (words: string) =>
    list.write({ 'audiencectl.yaml': `${projectFile}limits: { ${words} }\n` });
  await list.declare('{ source: crm.txt }');
  await list.write({ 'crm.txt': text(people(0, 30)) });
  await list.run('members sync LIST');
  await limits('maxMemberGrowPercent: 0, maxMemberInvalidPercent: 0');
  await list.write({ 'crm.txt': text([...people(0, 31), 'nobody']) });
  expect(await go('sync', list, [])).toEqual({
    exitCode: 3,
    refusals: ['members-too-many-invalid', 'members-growth-limit'],
  });
  await limits('maxMemberGrowPercent: 1000, maxMemberInvalidPercent: 50');
  await list.write({ 'crm.txt': text([...people(0, 330), ...people(0, 330).map(() => 'nobody')]) });
  expect(await go('sync', list, [])).toEqual({ exitCode: 0, refusals: [] });
  expect(list.remote()).toEqual(remoteOf(people(0, 330)));
});
