/** Faults during uploads: what is told of a list is true, and the next run finishes it. */
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Fault, FaultEffect } from '../../src/sandbox/faults/fault.ts';
import { projectFile } from '../support/a-folder.ts';
import { withProject } from '../support/a-project.ts';

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
    expect(stdout).not.toMatch(/nothing was changed|none of its members/u);
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
        await new Promise((resolve) => setImmediate(resolve));
      }
      const ledgers = join(folder, '.audiencectl', 'ledger');
      for (const name of await readdir(ledgers, { recursive: true })) {
        if (!name.endsWith('.lock')) continue;
        // As whoever takes it over does: its holder still writes into the old file.
        await writeFile(join(folder, 'lock'), 'of another run');
        await rename(join(folder, 'lock'), join(ledgers, name));
      }
      const { stdout } = await running;
      const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
      expect(report.results).toMatchObject([{ outcome: 'failed', members: { added: 50_000 } }]);
      expect(stdout).toMatch(/50,000 of its members were added/u);
    },
  ));
