import { copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { nodeFiles } from '../../../src/members/ledger/files/node-files.ts';
import { readLedger } from '../../../src/members/ledger/read-ledger.ts';
import { writeLedger } from '../../../src/members/ledger/write-ledger.ts';
import { createMemberTable } from '../../../src/members/table/create-member-table.ts';
import { ownLock } from '../../members/ledger/a-ledger.ts';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, each) => `person${from + each}@example.com`).join('\n');

const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList:
      identifierType: Email
      members: { source: data/crm.txt }
`,
  'data/crm.txt': people(0, 30),
};

interface LedgerProject extends TestProject {
  /** The ledger of the list. */
  readonly ledger: string;
  /** Requests with members in them, and clears. */
  readonly sent: () => number;
  readonly members: () => number;
}

/** A project with one list, which is filled. */
function withFilledList(
  use: (project: LedgerProject) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  return withProject({ files }, async (project) => {
    await project.run('apply --members --auto-approve', env);
    const folder = join(project.folder, '.audiencectl/ledger/127.0.0.1');
    const name = (await readdir(folder)).find((each) => each.endsWith('.email.ledger')) ?? '';
    const isSent = (path: string) => /\/add-remove|\/clear$/u.test(path);
    await use({
      ...project,
      ledger: join(folder, name),
      sent: () => project.writes().filter(({ path }) => isSent(path)).length,
      members: () => Object.values(project.sandbox.members())[0]?.count ?? 0,
    });
  });
}

const key = { AUDIENCECTL_LEDGER_KEY: 'cd'.repeat(32) };

/** Ways to spoil a ledger, as whoever finds it would. */
const spoils: readonly (readonly [string, (file: string) => Promise<void>])[] = [
  ['cut to nothing', (file) => truncate(file, 0)],
  ['cut in its header', (file) => truncate(file, 700)],
  ['cut behind its header', (file) => truncate(file, 1536)],
  ['without its last byte', async (file) => truncate(file, (await readFile(file)).length - 1)],
  ['with a bit flipped in its first frame', (file) => flip(file, 1600)],
  ['with a bit flipped in its commit', (file) => flip(file, 1100)],
];

async function flip(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 8, at);
  await writeFile(file, bytes);
}

describe.each([
  ['in the clear', {}],
  ['encrypted', key],
])('a ledger that is damaged, %s', (_, env) => {
  test('stops every command that goes by it, and nothing is sent', () =>
    withFilledList(async ({ run, write, ledger, sent, members }) => {
      await write({ 'data/crm.txt': people(1, 32) });
      await run('plan --members --out plan.json', env);
      const whole = await readFile(ledger);
      const before = sent();
      for (const [words, spoil] of spoils) {
        await writeFile(ledger, whole);
        await spoil(ledger);
        for (const line of [
          'members sync CRM',
          'members add CRM --source data/crm.txt',
          'members remove CRM --source data/crm.txt',
          'plan --members',
          'apply --members --auto-approve',
          'apply plan.json',
        ]) {
          const { exitCode, stderr } = await run(line, env);
          expect([words, line, exitCode]).toEqual([words, line, 1]);
          expect(stderr).toMatch(/error ledger-damaged The ledger \S+ is damaged/u);
        }
      }
      expect([sent(), members()]).toEqual([before, 30]);
      await writeFile(ledger, whole);
      expect((await run('apply plan.json', env)).exitCode).toBe(0);
      expect(members()).toBe(31);
    }, env));
});

test('a ledger in the clear is not believed where there is a key, unless that is asked for', () =>
  withFilledList(async ({ run, write, ledger, members }) => {
    await write({ 'data/crm.txt': people(1, 31) });
    const refused = await run('members sync CRM', key);
    expect([refused.exitCode, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/error ledger-not-encrypted .*AUDIENCECTL_LEDGER_OLD_KEY to "none"/su),
    ]);
    const first = await run('members sync CRM', { ...key, AUDIENCECTL_LEDGER_OLD_KEY: 'none' });
    expect([first.exitCode, members()]).toEqual([0, 30]);
    expect((await run('members sync CRM', key)).exitCode).toBe(0);
    expect((await readFile(ledger)).includes('"salt":null')).toBe(false);
  }));

/** As it would be had the last run been days ago. */
async function age(file: string, days: number): Promise<void> {
  const list = /retail-media-(\d+)/u.exec(file)?.[1] ?? '';
  const place = {
    ...{ folder: join(file, '..'), list: `retail-media/${list}`, identifierType: 'Email' },
    ...{ secret: null, oldSecret: null, files: nodeFiles },
  };
  const table = createMemberTable('sha256');
  const ledger = await readLedger(place, () => table.mark);
  const now = Date.now() - days * 86_400_000 - 60_000;
  await writeLedger(place, ownLock, {
    subject: { sentForm: 'sha256', coverage: 'whole' },
    ...{ tables: [table], moments: ledger?.moments ?? [], now },
  });
}

describe('how old a ledger is', () => {
  test('is told by whatever goes by it', () =>
    withFilledList(async ({ run, write, ledger }) => {
      await age(ledger, 3);
      await write({ 'data/crm.txt': people(0, 31) });
      const told = 'last written 3 days ago';
      expect((await run('plan --members')).stdout).toMatch(
        `Planned with the ledger of "CRM", ${told}.`,
      );
      expect((await run('members stats CRM')).stdout).toMatch(
        `ledger (Email): 30 identifiers, ${told}`,
      );
      const plan = JSON.parse((await run('plan --members --format json')).stdout);
      expect(plan.ledgers).toEqual([
        {
          address: 'segment/CRM',
          id: expect.stringMatching(/^\d+$/u),
          generation: 3,
          commits: 1,
          writtenAt: expect.stringMatching(/^20\d\d-.*Z$/u),
        },
      ]);
      const stats = JSON.parse((await run('members stats CRM --format json')).stdout);
      expect(stats.ledgers).toEqual([
        {
          identifierType: 'Email',
          seen: expect.objectContaining({
            generation: 3,
            held: 30,
            ageSeconds: expect.any(Number),
          }),
          fits: true,
          problem: null,
        },
      ]);
      expect((await run('members sync CRM')).stdout).toMatch(`ledger: ${told}`);
      const sync = JSON.parse((await run('members sync CRM --format json')).stdout);
      expect(sync.plan.ledger).toMatchObject({ generation: 3, commits: 3, ageSeconds: 0 });
    }));

  test.each(['members sync CRM', 'members add CRM', 'apply --members --auto-approve'])(
    'is renewed by a run that held it against the API and found nothing to send: %s',
    (line) =>
      withFilledList(async ({ run, ledger, sent }) => {
        const before = sent();
        for (const days of [3, 3]) {
          await age(ledger, days);
          expect((await run(`${line} --max-ledger-age 4d`)).exitCode).toBe(0);
          // As the next night would find it.
          expect((await run(`${line} --max-ledger-age 1d`)).exitCode).toBe(0);
          expect((await run('members stats CRM')).stdout).toMatch('last written just now');
        }
        expect(sent()).toBe(before);
      }),
  );

  test('is not renewed by what only looks, or was refused', () =>
    withFilledList(async ({ run, write, ledger }) => {
      await age(ledger, 3);
      await run('plan --members');
      await run('members stats CRM');
      await write({ 'data/crm.txt': people(0, 1) });
      expect((await run('members sync CRM')).exitCode).toBe(3);
      expect((await run('members stats CRM')).stdout).toMatch('last written 3 days ago');
    }));

  test('is not known where it was written by a clock that was ahead', () =>
    withFilledList(async ({ run, write, ledger, sent }) => {
      await age(ledger, -400);
      await write({ 'data/crm.txt': people(0, 31) });
      const told = /last written in the future: check the clock/u;
      expect((await run('members stats CRM')).stdout).toMatch(told);
      expect((await run('plan --members')).stdout).toMatch(told);
      const before = sent();
      for (const line of [
        'members sync CRM',
        'members stats CRM',
        'apply --members --auto-approve',
      ]) {
        const { exitCode, stdout } = await run(`${line} --max-ledger-age 999d`);
        expect([line, exitCode]).toEqual([line, 3]);
        expect(stdout.replace(/\s+/gu, ' ')).toMatch(/in the future, .* Check the clock/u);
      }
      expect(sent()).toBe(before);
      // The next run without the limit dates it anew.
      expect((await run('members sync CRM')).stdout).toMatch(told);
      expect((await run('members sync CRM --max-ledger-age 1h')).exitCode).toBe(0);
      expect((await run('members stats CRM')).stdout).toMatch('last written just now');
    }));

  test('stops what must not go by one that is too old, with the way out', () =>
    withFilledList(async ({ run, write, ledger, sent, members }) => {
      await age(ledger, 3);
      await write({ 'data/crm.txt': people(1, 31) });
      const before = sent();
      for (const line of ['members sync CRM', 'plan --members', 'apply --members --auto-approve']) {
        const { exitCode, stdout } = await run(`${line} --max-ledger-age 71h`);
        expect([line, exitCode]).toEqual([line, 3]);
        expect(stdout.replace(/\s+/gu, ' ')).toMatch(
          /last written 3 days ago; the limit is 71 hours.*rebuild/u,
        );
        expect(stdout).toMatch('not compared: the ledger is too old');
        expect(stdout).not.toMatch('rebuild needed');
      }
      for (const line of [
        'members add CRM --source data/crm.txt',
        'members remove CRM --source data/crm.txt',
        'members stats CRM',
      ]) {
        const { exitCode, stdout, stderr } = await run(line, { AUDIENCECTL_MAX_LEDGER_AGE: '2d' });
        expect([line, exitCode, stderr, stdout]).toEqual([
          line,
          3,
          expect.stringMatching(/^ {2}segment "CRM": .*limit is 2 days \(ledger-old\)$/mu),
          expect.stringMatching(
            'refused: the ledger was last written 3 days ago; the limit is 2 days',
          ),
        ]);
      }
      expect(sent()).toBe(before);
      const rebuilt = 'members sync CRM --max-ledger-age 71h --allow-members-rebuild';
      expect((await run(rebuilt)).stdout).toMatch('rebuild needed: cleared, then +30');
      expect(members()).toBe(30);
      await age(ledger, 3);
      expect((await run('members sync CRM --max-ledger-age 73h')).exitCode).toBe(0);
      const wrong = await run('members sync CRM --max-ledger-age soon');
      expect([wrong.exitCode, wrong.stderr]).toEqual([
        1,
        expect.stringMatching(/--max-ledger-age is .*such as 7d, 36h or 90m/u),
      ]);
    }));

  test('stops a saved plan that was made with a newer one', () =>
    withFilledList(async ({ run, write, ledger, sent, members }) => {
      const older = `${ledger}.old`;
      await copyFile(ledger, older);
      await write({ 'data/crm.txt': people(0, 32) });
      await run('members sync CRM');
      await write({ 'data/crm.txt': people(2, 32) });
      await run('plan --members --out plan.json');
      const newest = await readFile(ledger);
      const before = sent();
      // A copy of before, as out of a cache, that the API's count of a day ago would even fit.
      for (const [bring, words] of [
        [() => copyFile(older, ledger), 'the ledger here was last written at'],
        [
          () => rm(ledger),
          'the plan was made with a ledger .* this machine has no ledger of the list',
        ],
      ] as const) {
        await bring();
        const { exitCode, stdout } = await run('apply plan.json');
        expect([exitCode, stdout.replace(/\s+/gu, ' ')]).toEqual([
          3,
          expect.stringMatching(
            new RegExp(`segment "CRM": ${words}.*ledger-(?:old|not-here)`, 'u'),
          ),
        ]);
      }
      expect(sent()).toBe(before);
      await writeFile(ledger, newest);
      expect((await run('apply plan.json')).exitCode).toBe(0);
      expect(members()).toBe(30);
      // It goes on with a newer one: finished, there is nothing left to do.
      expect((await run('apply plan.json')).exitCode).toBe(0);
    }));
});

describe('what to do about a ledger can be done with the command that says it', () => {
  const spoilt = [
    ['ledger-old', (file: string) => age(file, 3)],
    ['ledger-damaged', (file: string) => truncate(file, 1600)],
  ] as const;
  const commands = [
    'members sync CRM',
    'members add CRM --source data/crm.txt',
    'members remove CRM --source data/crm.txt',
    'members forget --source data/crm.txt --auto-approve',
    'members stats CRM',
    'plan --members',
    'apply --members --auto-approve',
  ];
  const all = spoilt.flatMap(([code, spoil]) =>
    commands.map((line) => [code, line, spoil] as const),
  );

  test.each(all)('%s: %s', (_, line, spoil) =>
    withFilledList(async ({ run, ledger }) => {
      await spoil(ledger);
      const { stdout, stderr } = await run(line, { AUDIENCECTL_MAX_LEDGER_AGE: '2d' });
      // A command that is named whole can be run by anybody.
      const said = `${stdout}${stderr}`.replace(/\s+/gu, ' ').replace(/"audiencectl [^"]*"/gu, '');
      const { stdout: help } = await run(`${line.split(' ')[0]} --help`);
      for (const [option = ''] of said.matchAll(/--[a-z-]+/gu)) {
        expect(help).toContain(option);
        const value = option === '--max-ledger-age' ? ' 2d' : '';
        const asked = await run(`${line} ${option}${value}`);
        expect(asked.stderr).not.toMatch('conflicting-options');
      }
      expect(said).not.toMatch(/rebuild.*newer|delete it and build/u);
    }),
  );

  test('the newer ledger comes before the consent, and what that does is said', () =>
    withFilledList(async ({ run, ledger }) => {
      await age(ledger, 3);
      const { stdout } = await run('members sync CRM --max-ledger-age 2d');
      expect(stdout).toMatch(
        /newer.*backup.*--max-ledger-age.*--allow-members-rebuild, which clears the list/u,
      );
    }));
});
