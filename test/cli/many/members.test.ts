/** `--members` over many projects: each has its own sources and its own ledger. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { people } from '../members/a-list-in-plans.ts';
import { everyProject, statesIn, withFleet } from './a-fleet.ts';

const key = { AUDIENCECTL_LEDGER_KEY: 'k'.repeat(32) };

function aFilledClient(client: string, account: string, count: number) {
  return {
    [`clients/${client}/audiencectl.yaml`]: `version: 1\nname: ${client}\nplatform: retail-media\naccountId: "${account}"\n`,
    [`clients/${client}/lists.yaml`]: `segments:
  - name: CRM
    retailerId: "1234"
    contactList: { identifierType: Email, members: { source: data/crm.txt } }
`,
    [`clients/${client}/data/crm.txt`]: people(0, count),
  };
}

test('fills the lists of each project from its own source, and says no member', async () => {
  const files = {
    ...aFilledClient('a', '901', 30),
    ...aFilledClient('b', '902', 40),
    ...aFilledClient('c', '903', 50),
  };
  await withFleet(
    [],
    async ({ run, write, sandbox }) => {
      const apply = `apply --each ${everyProject} --auto-approve --members --format json`;
      const first = await run(apply, key);
      expect(statesIn(first.stdout)).toEqual({ a: '0 done', b: '0 done', c: '0 done' });
      const counts = () => Object.values(sandbox.members()).map(({ count }) => count);
      expect([...counts()].sort()).toEqual([30, 40, 50]);
      await write({ 'clients/b/data/crm.txt': people(0, 42), 'clients/c/data/crm.txt': '' });
      const second = await run(apply, key);
      expect(statesIn(second.stdout)).toMatchObject({ a: '0 done', b: '0 done' });
      expect([...counts()].sort()).toEqual([30, 42, 50]);
      expect(`${first.stdout}${first.stderr}${second.stdout}${second.stderr}`).not.toMatch(
        /secret\.person/iu,
      );
    },
    { files },
  );
});

test('saved plans fill each list from its own source, and each project keeps its own ledger', async () => {
  const files = { ...aFilledClient('a', '901', 30), ...aFilledClient('b', '902', 40) };
  await withFleet(
    [],
    async ({ run, write, folder, sandbox }) => {
      const plan = `plan --each ${everyProject} --members --out plans --report markdown=plan.md`;
      expect((await run(plan, key)).exitCode).toBe(0);
      const applied = await run('apply --each plans --format json', key);
      expect(statesIn(applied.stdout)).toEqual({ a: '0 done', b: '0 done' });
      const counts = () => Object.values(sandbox.members()).map(({ count }) => count);
      expect([...counts()].sort()).toEqual([30, 40]);
      for (const client of ['a', 'b']) {
        expect(existsSync(join(folder, 'clients', client, '.audiencectl/ledger'))).toBe(true);
      }
      expect(existsSync(join(folder, '.audiencectl'))).toBe(false);
      // One changed source is one project with something to do.
      await write({ 'clients/b/data/crm.txt': people(0, 43) });
      const again = await run(`${plan} --format json`, key);
      const { projects } = JSON.parse(again.stdout);
      const filled = projects.map(
        ({ plan: { changes } }: { plan: { changes: { members?: { add: number } }[] } }) =>
          changes.length,
      );
      expect(filled).toEqual([0, 1]);
    },
    { files },
  );
});

test('one ledger folder for all keeps the lists of the accounts apart', async () => {
  const files = { ...aFilledClient('a', '901', 30), ...aFilledClient('b', '902', 40) };
  await withFleet(
    [],
    async ({ run, sandbox }) => {
      const apply = `apply --each ${everyProject} --auto-approve --members --ledger ledgers`;
      expect((await run(apply, key)).exitCode).toBe(0);
      const counts = () => Object.values(sandbox.members()).map(({ count }) => count);
      expect([...counts()].sort()).toEqual([30, 40]);
      const again = await run(`${apply} --format json`, key);
      expect(again.exitCode).toBe(0);
      const sent = JSON.parse(again.stdout).projects.map(
        ({ summary }: { summary: { done: number } }) => summary.done,
      );
      expect(sent).toEqual([0, 0]);
    },
    { files },
  );
});

test('the commands that a report names lead to the project that they are about', async () => {
  const files = { ...aFilledClient('a', '901', 30), ...aFilledClient('b', '902', 40) };
  await withFleet(
    [],
    async ({ run, folder }) => {
      const reports = ['text', 'markdown', 'html'].map((name) => `--report ${name}=plan.${name}`);
      const plan = `plan --each ${everyProject} --ledger ledgers ${reports.join(' ')}`;
      expect((await run(`${plan} --members`, key)).exitCode).toBe(0);
      expect((await run(plan.replace(' --ledger ledgers', ''))).exitCode).toBe(0);
      for (const name of ['text', 'markdown', 'html']) {
        const report = await readFile(join(folder, `plan.${name}`), 'utf8');
        expect(report).toMatch(
          /audiencectl members sync CRM[^`<]*--project clients\/a\/audiencectl\.yaml/u,
        );
      }
      const found = await run(
        'members plan CRM --project clients/a/audiencectl.yaml --format json',
        key,
      );
      expect(JSON.stringify(found)).not.toContain('project-not-found');
    },
    { files },
  );
});
