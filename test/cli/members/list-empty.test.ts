/** A contact list that was emptied stays visible: in plans, statistics and doctor. */
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const manifest = `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList: { identifierType: Email }
  - name: Full
    contactList:
      identifierType: Email
      members: { source: crm.txt }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Only customers
    algebra: { and: [Shoes, CRM] }
  - name: Newcomers
    algebra: { and: [Shoes, { not: CRM }] }
  - name: Somebody
    algebra: { or: [Shoes, CRM] }
  - name: Others
    algebra: { and: [Shoes, { not: Full }] }
`;
const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': manifest,
  'crm.txt': 'a@example.com\nb@example.com\n',
};

const said =
  'the API counts no members on "CRM": "Only customers" holds nobody; it excludes nobody from "Newcomers"; "Somebody" uses it, too';

/** The list CRM is empty, and the list Full is not. */
const withLists = (use: (project: TestProject) => Promise<void>, ignore = '') =>
  withProject(
    { files: { ...files, 'audiencectl.yaml': `${projectFile}${ignore}` } },
    async (project) => {
      const { exitCode, stderr } = await project.run('apply --members --auto-approve');
      if (exitCode !== 0) throw new Error(stderr);
      await use(project);
    },
  );

const emptyIn = (found: { code?: string; name?: string }[]) =>
  found.filter(({ code, name }) => (code ?? name) === 'list-empty');

describe('list-empty', () => {
  test('in a plan with members, with the audiences that depend on it', () =>
    withLists(async ({ run }) => {
      const { stdout, exitCode } = await run('plan --members --format json');
      expect(exitCode).toBe(0);
      expect(emptyIn(JSON.parse(stdout).diagnostics)).toEqual([
        expect.objectContaining({
          severity: 'warning',
          message: said,
          address: 'segment/CRM',
          source: { file: 'lists.yaml', line: 3, column: 5 },
        }),
      ]);
      expect(emptyIn(JSON.parse((await run('plan --format json')).stdout).diagnostics)).toEqual([]);
    }));

  test('stops a pipeline that asks for it', () =>
    withLists(async ({ run }) => {
      const { exitCode, stdout } = await run('plan --members --fail-on list-empty');
      expect(exitCode).toBe(3);
      expect(stdout).toMatch('segment "CRM": list-empty:');
      expect((await run('plan --members --fail-on empty')).exitCode).toBe(0);
    }));

  test('in the statistics of the list, and of no other', () =>
    withLists(async ({ run }) => {
      const empty = await run('members stats CRM --format json');
      expect(emptyIn(JSON.parse(empty.stdout).diagnostics)).toMatchObject([{ message: said }]);
      expect(empty.stderr).toContain('list-empty');
      const full = await run('members stats Full --format json');
      expect(emptyIn(JSON.parse(full.stdout).diagnostics)).toEqual([]);
    }));

  test('in doctor', () =>
    withLists(async ({ run }) => {
      const { stdout, exitCode } = await run('doctor --format json');
      expect(exitCode).toBe(0);
      expect(emptyIn(JSON.parse(stdout).checks)).toEqual([
        expect.objectContaining({ status: 'warn', text: said }),
      ]);
    }));

  test('is nowhere where the project ignores it', () =>
    withLists(async ({ run }) => {
      for (const line of ['plan --members', 'members stats CRM', 'doctor']) {
        const { stdout, stderr } = await run(line);
        expect(stdout + stderr).not.toContain('list-empty');
      }
    }, 'ignore: [list-empty]\n'));

  test('not of a list that has members again', () =>
    withLists(async ({ run }) => {
      await run('members add CRM --source crm.txt');
      const { stdout } = await run('plan --members --format json');
      expect(emptyIn(JSON.parse(stdout).diagnostics)).toEqual([]);
    }));
});
