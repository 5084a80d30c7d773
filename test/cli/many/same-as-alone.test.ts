/** What `--each` finds of a project is what the command finds of it alone, though the repository is read once. */
import { expect, test } from '@jest/globals';
import { everyProject, withFleet } from './a-fleet.ts';

const head = 'version: 1\nplatform: retail-media\n';
const list = (name: string) =>
  `segments:\n  - { name: ${name}, retailerId: "1", contactList: { identifierType: Email } }\n`;

const files = {
  // Two of one account, of which each declares the same list.
  'clients/one/audiencectl.yaml': `${head}name: one\naccountId: "77"\nprune: owned\nowns: ["segment/*"]\n`,
  'clients/one/lists.yaml': list('Shared'),
  'clients/two/audiencectl.yaml': `${head}name: two\naccountId: "77"\n`,
  'clients/two/lists.yaml': list('Shared'),
  // One whose account is given, one with environments, and one that cannot be read.
  'clients/given/audiencectl.yaml': `${head}name: given\naccountId: "\${var.account}"\nvars: { account: "77" }\n`,
  'clients/given/lists.yaml': list('Shared'),
  'clients/several/audiencectl.yaml': `${head}name: several\nenvironments:\n  first: { accountId: "77" }\n  second: { accountId: "78" }\n`,
  'clients/several/lists.yaml': list('Shared'),
  'clients/torn/audiencectl.yaml': `${head}accountId: "77"\nname: [\n`,
  // A project file of another name.
  'clients/two/other-project.yml': `${head}name: other\naccountId: "77"\nmanifests: [other/*.yaml]\n`,
  'clients/two/other/other.yaml': list('Shared'),
};

test.each(['validate', 'plan --env first', 'plan'])('%s', async (line) => {
  await withFleet(
    ['far'],
    async ({ run }) => {
      const { stdout } = await run(`${line} --each ${everyProject} --format json --parallelism 3`);
      const { projects } = JSON.parse(stdout);
      expect(projects).toHaveLength(6);
      let findings = 0;
      for (const { file, exitCode, project: _, state: __, ...document } of projects) {
        const alone = await run(`${line} --project ${file} --format json`);
        expect(alone.exitCode).toBe(exitCode);
        const { formatVersion, ...whole } = JSON.parse(alone.stdout);
        expect(document).toEqual(
          'plan' in document ? { plan: { formatVersion, ...whole } } : whole,
        );
        findings += whole.diagnostics.length + (whole.refusals ?? []).length;
      }
      expect(findings).toBeGreaterThan(2);
    },
    { files },
  );
});
