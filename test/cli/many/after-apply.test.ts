/** What the report of many says after `apply`, held against the requests and the state of the remote. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { aClient, everyProject, withFleet } from './a-fleet.ts';

/** A list, and an audience that excludes the people on it. */
const withoutCustomers = (client: string) => ({
  ...aClient(client),
  [`clients/${client}/shoppers.yaml`]: `segments:
  - { name: Shoppers, retailerId: "1234", events: { shopperActivity: View, lookbackDays: Last30Days, brandIds: ["1"] } }
audiences:
  - name: New people
    retailerId: "1234"
    algebra: { and: [Shoppers, { not: Customers of ${client} }] }
`,
});
const files = { ...withoutCustomers('a'), ...withoutCustomers('b') };
const line = `apply --each ${everyProject} --auto-approve --report markdown=c.md --report html=c.html`;

async function applied(faults: string | null): Promise<readonly string[]> {
  return withFleet(
    [],
    async ({ run, folder }) => {
      const { stdout } = await run(line);
      const reports = ['c.md', 'c.html'].map((name) => readFile(join(folder, name), 'utf8'));
      return [stdout, ...(await Promise.all(reports))].map((text) => text.replace(/\s+/gu, ' '));
    },
    {
      files,
      settings:
        faults === null
          ? {}
          : { faults: [{ when: { path: faults }, effect: { kind: 'status', status: 400 } }] },
    },
  );
}

describe('after apply of many projects', () => {
  test('a new list that excludes nobody is told in every report', async () => {
    for (const text of await applied(null)) {
      expect(text).toContain('until then it excludes nobody from');
      expect(text).toContain('3 creates done');
    }
  });

  test('nothing is told of an audience that was not made', async () => {
    for (const text of await applied('/audiences/create')) {
      expect(text).not.toContain('excludes nobody');
      expect(text).toMatch(/2 done, 1 failed/u);
    }
  });

  test('every change has what became of it', async () => {
    const [stdout = '', markdown = '', html = ''] = await applied('/audiences/create');
    expect(stdout).toMatch(/\+ create audience "New people" failed/u);
    expect(stdout).toMatch(/\+ create segment "Shoppers" done/u);
    expect(stdout).not.toContain('Plan:');
    expect(markdown).toMatch(/\| \+ create \| `New people` \| \*\*failed\*\*/u);
    expect(markdown).toContain('| + create | segment `Shoppers` | done |');
    expect(html.indexOf('New people')).toBeLessThan(html.indexOf('Shoppers'));
  });
});

test('a rename that is in question is no deletion, and stands below one', async () => {
  await withFleet(
    [],
    async ({ run, folder, write }) => {
      await run(`apply --each ${everyProject} --auto-approve`);
      const [path = '', text = ''] =
        Object.entries(files).find(([, each]) => each.includes('- { name: Shoppers')) ?? [];
      const renamed = text
        .replace('name: Shoppers,', 'name: Visitors, renamedFrom: Shoppers,')
        .replace('[Shoppers,', '[Visitors,');
      await write({ [path]: renamed });
      await run(`apply --each ${everyProject} --auto-approve`);
      const gone = {
        'clients/b/shoppers.yaml': `audiences:
  - { name: New people, retailerId: "1234", state: absent }
`,
      };
      await write({ [path]: text, ...gone });
      const { stdout } = await run(
        `plan --each ${everyProject} --report markdown=c.md --report html=c.html --report json=c.json`,
      );
      const [markdown = '', html = '', json = ''] = await Promise.all(
        ['c.md', 'c.html', 'c.json'].map((name) => readFile(join(folder, name), 'utf8')),
      );
      const deletes = JSON.parse(json).projects.map(
        ({ plan }: { readonly plan: { readonly summary: { readonly delete: number } } }) =>
          plan.summary.delete,
      );
      expect(deletes).toEqual([0, 1]);
      expect(stdout).toContain('looks like a rename');
      expect(stdout).toMatch(/^- acme-b {3}1 delete .*[\s\S]*^[+~] acme-a {3}1 create/mu);
      expect(markdown).toMatch(/^\| - \| `acme-b`.*\n\| [+~] \| `acme-a`/mu);
      expect(html).toMatch(/<h2 id="deleting">Deletions <span>1</u);
    },
    { files },
  );
});
