/** What people give as a list: its name, its ID or its address, and things that are no list. */
import { expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const files = {
  'audiencectl.yaml': projectFile,
  'manifest.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList: { identifierType: Email, members: { source: crm.txt } }
  - name: segment/CRM
    contactList: { identifierType: Email, members: { source: two.txt } }
  - name: Customers
    contactList: { identifierType: Email, members: { source: crm.txt } }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Newcomers
    algebra: { and: [Shoes, { not: Customers }] }
  - name: Viewers
    algebra: Shoes
`,
  'crm.txt': 'a@example.com\nb@example.com\n',
  'two.txt': 'c@example.com\n',
};

const withLists = (use: (project: TestProject) => Promise<void>) =>
  withProject({ files }, async (project) => {
    expect((await project.run('apply --auto-approve')).exitCode).toBe(0);
    await use(project);
  });

test('each command takes the address of a list', () =>
  withLists(async (project) => {
    const given = 'segment/Customers';
    const synced = await project.run(`members sync ${given}`);
    expect(synced.stdout).toMatch('segment/Customers: members first upload: +2');
    const shown = await project.run(`members stats segments/Customers`);
    expect([shown.exitCode, shown.stdout]).toEqual([
      0,
      expect.stringMatching('segment/Customers: 2 '),
    ]);
    const added = await project.run(`members add ${given} --source two.txt`);
    expect([added.exitCode, added.stdout]).toEqual([0, expect.stringMatching('Done: 1 added')]);
    // An audience excludes it, which is refused once the list is found.
    const cleared = await project.run(`members clear ${given} --auto-approve`);
    expect(cleared.exitCode).toBe(3);
  }));

test('a name that looks like an address is the name first', () =>
  withLists(async (project) => {
    const synced = await project.run('members sync segment/CRM');
    expect(synced.stdout).toMatch('segment/segment/CRM: members first upload: +1');
    const other = await project.run('members sync CRM');
    expect(other.stdout).toMatch('segment/CRM: members first upload: +2');
  }));

test.each([
  [
    'audience/Newcomers',
    'this is an audience, not a contact list',
    'Give the name of a contact list, such as "Customers". Only contact lists have members.',
  ],
  [
    'Newcomers',
    'this is an audience, not a contact list',
    'Give the name of a contact list, such as "Customers". Only contact lists have members.',
  ],
  [
    'Viewers',
    'this is an audience, not a contact list',
    'Give the name of a contact list, such as "CRM", "Customers" or "segment/CRM". Only contact lists have members.',
  ],
  [
    'segment/Shoes',
    'this segment is not a contact list',
    'Give the name of a contact list, such as "CRM", "Customers" or "segment/CRM". Only contact lists have members.',
  ],
  [
    'segment/Custommers',
    'there is no contact list with this name or ID',
    'Did you mean "Customers"?',
  ],
])('%s is no list', (given, message, hint) =>
  withLists(async (project) => {
    for (const action of ['sync', 'stats', 'clear']) {
      const { exitCode, stderr } = await project.run(`members ${action} ${given}`);
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining(message)]);
      expect(stderr).toContain(`hint: ${hint}`);
    }
  }),
);
