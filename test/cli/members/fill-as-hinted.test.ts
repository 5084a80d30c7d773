/** The hint of `new-list-empty` names the list and its folder, and works as it is typed. */
import { describe, expect, test } from '@jest/globals';
import { findingInCwd } from '../../../src/report/many/words/place-in-cwd.ts';
import { withProject } from '../../support/a-project.ts';

const project = (name: string, account: string) =>
  `version: 1\nname: ${name}\nplatform: retail-media\naccountId: "${account}"\ndefaults: { retailerId: "1234" }\n`;
const manifest = (list: string, members = '') => `segments:
  - { name: ${list}, contactList: { identifierType: Email${members} } }
  - { name: Viewers, events: { shopperActivity: View, lookbackDays: Last30Days } }
audiences:
  - { name: Not yet buyers, algebra: { and: [Viewers, { not: ${list} }] } }
`;
const files = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'people.txt': 'a@example.com\nb@example.com\n',
  'a/audiencectl.yaml': project('a', '625702934721171442'),
  'a/m.yaml': manifest('Customers'),
  'b/audiencectl.yaml': project('b', '625702934721171443'),
  'b/m.yaml': manifest('Buyers', ', members: { source: ../people.txt }'),
};

describe('the hint about a new list that is empty', () => {
  test.each([
    ['a', 'Customers', 'audiencectl members sync "Customers" --source FILE in the folder'],
    ['b', 'Buyers', 'audiencectl members sync "Buyers" in the folder'],
  ])('of %s fills "%s"', async (folder, list, command) => {
    await withProject({ files }, async ({ run, folder: all }) => {
      const { stdout } = await run(`plan -C ${folder} --format json`);
      const [warning] = JSON.parse(stdout).diagnostics.filter(
        ({ code }: { readonly code: string }) => code === 'new-list-empty',
      );
      expect(warning?.hint).toContain(`run ${command} of this project.`);
      await run(`apply -C ${folder} --auto-approve`);
      const source = command.includes('FILE') ? ` --source ${all}/people.txt` : '';
      const words = `members sync ${list}${source} -C ${folder}`;
      const filled = await run(words);
      expect(filled).toMatchObject({ exitCode: 0 });
    });
  });

  test('gives the folder of one of many projects, if it is said of one', () => {
    const hint = 'Run audiencectl members sync "Customers" in the folder of this project.';
    const finding = { severity: 'warning', code: 'new-list-empty', message: 'm', hint } as const;
    const hintAt = (file: string, isAlone: boolean) => findingInCwd(file, finding, isAlone).hint;
    expect(hintAt('clients/a/audiencectl.yaml', true)).toBe(
      'Run audiencectl members sync "Customers" in the folder clients/a.',
    );
    expect(hintAt('clients/a/audiencectl.yaml', false)).toBe(hint);
    expect(hintAt('audiencectl.yaml', true)).toBe(hint);
    expect(hintAt('clients/a $(x)/audiencectl.yaml', true)).toBe(hint);
  });
});
