/** A rehearsal is never read as the real thing: reports that are read elsewhere say what they are of. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { credentials, withProject } from '../../support/a-project.ts';
import { runCli } from '../../support/run-cli.ts';

const project = `version: 1
platform: retail-media
accountId: "1"
manifests: [lists.yaml]
`;
const lists = `segments:
  - { name: Customers, retailerId: "1234", contactList: { identifierType: Email } }
`;
const files = {
  '.git/HEAD': '',
  'audiencectl.yaml': project,
  'lists.yaml': lists,
  'clients/a/audiencectl.yaml': project.replace('"1"', '"2"'),
  'clients/a/lists.yaml': lists,
};
const reports = ['c.md', 'c.html'];
const commands = [
  'plan',
  'apply --auto-approve',
  'plan --each clients/*/audiencectl.yaml',
  'apply --each clients/*/audiencectl.yaml --auto-approve',
];
const asReports = (line: string) =>
  `${line} --report markdown=c.md --report html=c.html`.split(' ');

describe('a report', () => {
  test.each(commands)('of the sandbox says so: %s', async (line) => {
    await withFolder(files, async (folder) => {
      for (let round = 0; round < 2; round += 1) {
        await runCli([...asReports(line), '--sandbox'], { cwd: folder, env: {} });
        for (const name of reports) {
          const text = await readFile(join(folder, name), 'utf8');
          expect(text).toContain('This is of the sandbox: nothing of it is sent to Criteo.');
        }
      }
    });
  });

  test.each(commands)('of an account does not: %s', async (line) => {
    await withProject({ files }, async ({ folder, url }) => {
      const env = { ...credentials, AUDIENCECTL_API_URL: url };
      await runCli(asReports(line), { cwd: folder, env });
      for (const name of reports)
        expect(await readFile(join(folder, name), 'utf8')).not.toContain('the sandbox');
    });
  });
});
