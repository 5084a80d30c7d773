/** Faults during uploads: what is told of a list is true, and the next run finishes it. */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Fault, FaultEffect } from '../../../../src/sandbox/faults/fault.ts';
import { projectFile } from '../../../support/a-folder.ts';
import { type TestProject, withProject } from '../../../support/a-project.ts';
import { remoteOf } from '../../../support/members/member-lists.ts';

const people = Array.from({ length: 60_000 }, (_, each) => `person${each}@example.com`).join('\n');
const files = {
  'audiencectl.yaml': projectFile,
  'manifest.yaml': `segments:
  - name: CRM
    retailerId: "1234"
    contactList:
      identifierType: Email
      members: { source: data/crm.txt }
`,
  'data/crm.txt': people,
};

/** What happens to the uploads, one after the other; those that follow are left in peace. */
const inTurn = (...effects: readonly (FaultEffect | null)[]): readonly Fault[] =>
  effects.flatMap((effect, index) =>
    effect === null ? [] : [{ when: { path: '/add-remove', nth: index + 1 }, effect }],
  );
const status = (code: number, moment: 'before' | 'after' = 'before'): FaultEffect => ({
  ...{ kind: 'status', status: code, moment },
});
const lost: FaultEffect = { kind: 'reset', moment: 'after' };

test.each<[string, readonly Fault[], string, number, RegExp]>([
  ['lost, and sent again', inTurn(null, lost), 'done', 60_000, /60,000 added/u],
  [
    'lost, and then refused at the door',
    inTurn(null, lost, status(403)),
    'unknown',
    50_000,
    /50,000 of its members were added/u,
  ],
  [
    'failed, and then without a token',
    inTurn(null, status(500, 'after'), status(401), status(401)),
    'unknown',
    50_000,
    /50,000 of its members were added/u,
  ],
  [
    'lost at the very first, and then refused at the door',
    inTurn(lost, status(403)),
    'unknown',
    0,
    /it is not known whether its first members arrived/u,
  ],
  [
    'refused at the door at once',
    inTurn(null, status(403)),
    'failed',
    50_000,
    /50,000 of its members were added/u,
  ],
])('a chunk that is %s', async (_, faults, outcome, added, text) =>
  withProject({ files, settings: { faults } }, async ({ run, sandbox, folder }) => {
    const { stdout } = await run('apply --members --auto-approve --report json=report.json');
    expect(stdout).toMatch(text);
    expect(stdout).not.toMatch(/[Nn]othing was changed|none of its members/u);
    const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
    expect(report.results).toMatchObject([{ address: 'segment/CRM', outcome }]);
    expect(report.results[0].members.added).toBe(added);
    sandbox.configure({ faults: [] });
    expect((await run('apply --members --auto-approve')).exitCode).toBe(0);
    expect(Object.values(sandbox.members()).map(({ count }) => count)).toEqual([60_000]);
    expect((await run('plan --members --detailed-exitcode')).exitCode).toBe(0);
  }),
);

test('what was uploaded before another run took the list over is told', () =>
  withProject(
    { files, settings: { faults: inTurn({ kind: 'slow', milliseconds: 1000 }) } },
    async (project) => {
      const { run, sandbox, folder } = project;
      const running = run('apply --members --auto-approve --report json=report.json');
      while (!sandbox.requests().some(({ path }) => path.endsWith('/add-remove'))) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await takeOver(folder);
      const { stdout } = await running;
      const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
      expect(report.results).toMatchObject([{ outcome: 'failed', members: { added: 50_000 } }]);
      expect(stdout).toMatch(/50,000 of its members were added/u);
    },
  ));

/** Puts another run's lock in the place of the one that is held, as a run that takes the list over does. */
async function takeOver(folder: string): Promise<void> {
  const ledgers = join(folder, '.audiencectl', 'ledger');
  for (const name of await readdir(ledgers, { recursive: true })) {
    if (!name.endsWith('.lock')) continue;
    await writeFile(join(folder, 'lock'), 'of another run');
    await rename(join(folder, 'lock'), join(ledgers, name));
  }
}

test.each<[string, FaultEffect]>([
  ['a lost answer', lost],
  ['a fault', status(502)],
])('after %s, nothing is sent again once another run has the list', (_, effect) =>
  withProject(
    { files, settings: { faults: [{ when: { path: '/add-remove' }, effect }] } },
    async (project) => {
      const { run, sandbox, folder } = project;
      const sent = () =>
        sandbox.requests().filter(({ path }) => path.endsWith('/add-remove')).length;
      const running = run('apply --members --auto-approve');
      while (sent() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await takeOver(folder);
      const { exitCode, stdout } = await running;
      expect([exitCode, sent()]).toEqual([4, 1]);
      expect(stdout).toMatch(/ledger-lock-lost/u);
      expect(stdout).not.toMatch(/none of its members/u);
    },
  ),
);

const few = Array.from({ length: 40 }, (_, each) => `person${each}@example.com`);
const textOf = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const consents = '--allow-member-removal --allow-member-growth';

/** What changes a list of these people, and who is on it once that is done. */
const actions: readonly {
  readonly line: string;
  readonly source?: readonly string[];
  readonly isLedgerLost?: true;
  readonly after: readonly string[];
}[] = [
  { line: 'apply --members --auto-approve', source: few.slice(1), after: few.slice(1) },
  { line: `members sync CRM ${consents}`, source: few.slice(4), after: few.slice(4) },
  { line: 'members add CRM --source more.txt', after: [...few, 'more@example.com'] },
  { line: `members remove CRM --source some.txt --allow-member-removal`, after: few.slice(3) },
  { line: 'members forget --source some.txt --auto-approve', after: few.slice(3) },
  { line: 'members clear CRM --auto-approve', after: [] },
  {
    line: `members sync CRM --allow-members-rebuild ${consents}`,
    ...{ isLedgerLost: true, source: few.slice(2), after: few.slice(2) },
  },
];

const doubts: readonly (readonly [string, number, FaultEffect])[] = [
  ['lost', 413, lost],
  ['502', 403, status(502, 'after')],
];

describe.each(actions)('$line', ({ line, source, isLedgerLost, after }) => {
  test.each(doubts)(
    'carried out, %s, and then refused with %d: nobody takes it for refused',
    (_, second, first) =>
      withProject(
        {
          files: {
            ...files,
            'data/crm.txt': textOf(few),
            'some.txt': textOf(few.slice(0, 3)),
            'more.txt': 'more@example.com\n',
          },
        },
        async ({ run, sandbox, write, folder }: TestProject) => {
          expect((await run('apply --members --auto-approve')).exitCode).toBe(0);
          if (source) await write({ 'data/crm.txt': textOf(source) });
          if (isLedgerLost) await loseLedger(folder);
          sandbox.configure({
            faults: [first, status(second)].map((effect, index) => ({
              // Before a list is cleared, an empty request asks whether it can be filled again.
              when: { on: 'write', path: '/contact-list/', nth: index + (isLedgerLost ? 2 : 1) },
              effect,
            })),
          });
          const struck = await run(line);
          expect([struck.exitCode, struck.stdout + struck.stderr]).toEqual([
            expect.any(Number),
            expect.stringMatching(/unknown|nobody knows|not known/iu),
          ]);
          expect(struck.exitCode).not.toBe(0);
          sandbox.configure({ faults: [] });
          const again = await run(line);
          expect([again.exitCode, again.stderr]).toEqual([0, expect.any(String)]);
          expect(Object.values(sandbox.members())).toMatchObject(
            after.length === 0 ? [] : [remoteOf(after)],
          );
          // A sync afterwards goes by what is written down, and ends at its source.
          await run(`members sync CRM --allow-members-rebuild ${consents}`);
          expect(Object.values(sandbox.members())).toMatchObject([remoteOf(source ?? few)]);
        },
      ),
  );
});

/** Of the people alone: what says that there was one stays. */
async function loseLedger(folder: string): Promise<void> {
  const ledgers = join(folder, '.audiencectl', 'ledger');
  for (const name of await readdir(ledgers, { recursive: true })) {
    if (name.endsWith('.email.ledger')) await rm(join(ledgers, name));
  }
}
