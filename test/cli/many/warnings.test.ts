/** What is warned of is shown, also of projects in which nothing changes; what fails differently is no one group. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { aClient, everyProject, withFleet } from './a-fleet.ts';

const [project = '', lists = ''] = Object.values(aClient('a'));
const twice = {
  'clients/a/audiencectl.yaml': project,
  'clients/a/lists.yaml': lists,
  'clients/b/audiencectl.yaml': project.replace('acme-a', 'acme-b'),
  'clients/b/lists.yaml': lists,
};

describe('warnings of many projects', () => {
  test('are shown by validate', async () => {
    await withFleet(
      [],
      async ({ run }) => {
        const { stdout } = await run(`validate --each ${everyProject}`);
        expect(stdout).toContain('already-declared');
        expect(stdout).toContain('acme-b');
      },
      { files: twice },
    );
  });

  test('that make a project fail are its reason', async () => {
    await withFleet(
      [],
      async ({ run }) => {
        const line = `validate --each ${everyProject} --fail-on warning`;
        const { exitCode, stdout } = await run(line);
        expect(exitCode).toBe(1);
        expect(stdout).toContain('already-declared');
      },
      { files: twice },
    );
  });

  test('are annotations of GitHub', async () => {
    await withFleet(
      [],
      async ({ run }) => {
        const line = `validate --each ${everyProject}`;
        const { stdout, stderr } = await run(line, { GITHUB_ACTIONS: 'true' });
        expect(stdout + stderr).toMatch(/^::warning .*already-declared/mu);
      },
      { files: twice },
    );
  });

  test('are shown by plan, of projects that are unchanged, too', async () => {
    await withFleet(
      [],
      async ({ run, folder }) => {
        await run('apply --project clients/a/audiencectl.yaml --auto-approve');
        const line = `plan --each ${everyProject} --report markdown=c.md --report html=c.html`;
        const { stdout } = await run(line);
        expect(stdout).toContain('2 unchanged');
        const reports = ['c.md', 'c.html'].map((file) => readFile(join(folder, file), 'utf8'));
        for (const text of [stdout, ...(await Promise.all(reports))]) {
          expect(text).toContain('already-declared');
          expect(text).toContain('clients/b/lists.yaml:2');
        }
      },
      { files: twice },
    );
  });
});

test('a warning of snapshot is said once', async () => {
  const own = Object.assign({}, aClient('a'), {
    'clients/a/lists.yaml':
      'segments:\n  - { name: Viewers, retailerId: "1234", events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["1"] } }\n',
  });
  await withFleet(
    ['b'],
    async ({ run, sandbox }) => {
      const { exitCode, stdout: applied } = await run(
        'apply --each clients/a/audiencectl.yaml --auto-approve',
      );
      expect({ exitCode, applied }).toMatchObject({ exitCode: 0 });
      // That of the account that was asked last.
      const { segments } = JSON.parse(JSON.stringify(sandbox.document()));
      const [{ id, attributes }] = segments.filter(
        (row: { attributes: { name: string } }) => row.attributes.name === 'Viewers',
      );
      sandbox.edit({
        ...{ platform: 'retail-media', kind: 'segment', id },
        attributes: { events: { ...attributes.events, shopperActivity: 'Unknown' } },
      });
      const { stdout, stderr } = await run(`snapshot --each ${everyProject} --out saved`);
      expect((stdout + stderr).split('attribute-not-compared')).toHaveLength(2);
      expect(stdout).toContain('"acme-a"');
    },
    { files: own },
  );
});

test('projects with other errors behind the first ones are no one group', async () => {
  const broken = Array.from({ length: 30 }, (_, at) => `  - { name: N${at}, odd${at}: 1 }\n`);
  const segments = `segments:\n${broken.join('')}`;
  await withFleet(
    ['a', 'b'],
    async ({ run }) => {
      const { stdout } = await run(`validate --each ${everyProject}`);
      expect(stdout).not.toContain('2 projects, the same');
    },
    {
      files: {
        'clients/a/lists.yaml': segments,
        'clients/b/lists.yaml': `${segments}  - { name: Worse, worse: 1 }\n`,
      },
    },
  );
});
