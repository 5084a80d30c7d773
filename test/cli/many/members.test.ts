/** `--members` over many projects: each has its own sources and its own ledger. */
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
