/** A project that refers to a segment of another one that is not applied yet: the hint is followed. */
import { describe, expect, test } from '@jest/globals';
import { withProject } from '../../support/a-project.ts';
import { project } from './with-sisters.ts';

const optOuts = (name: string) =>
  `segments:\n  - { name: ${name}, description: Never reach, contactList: { identifierType: Email } }\n`;
const promo = `segments:
  - { name: Viewers, events: { shopperActivity: View, lookbackDays: Last30Days } }
audiences:
  - { name: Promo, algebra: { and: [Viewers, { not: Opt-outs }] } }
`;
const files = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'list/audiencectl.yaml': project('list'),
  'list/a.yaml': optOuts('Opt-outs'),
  'promo/audiencectl.yaml': project('promo'),
  'promo/a.yaml': promo,
};

describe('a name that only another project of the account declares', () => {
  test('is not declared twice: that project is applied first', async () => {
    await withProject({ files }, async ({ run }) => {
      const { exitCode, stdout, stderr } = await run('plan -C promo');
      const text = stdout + stderr;
      expect(exitCode).toBe(1);
      expect(text).toContain('Apply that project first, then run again.');
      expect(text).toContain('list/a.yaml:2');
      expect(text).not.toContain('Declare the segment');
      const each = await run('plan --each */audiencectl.yaml');
      expect(each.stdout + each.stderr).toContain('declared here: list/a.yaml:2');
      expect(await run('apply -C list --auto-approve')).toMatchObject({ exitCode: 0 });
      expect(await run('plan -C promo')).toMatchObject({ exitCode: 0 });
    });
  });

  test('is a new name where the segment was renamed in the UI', async () => {
    await withProject({ files }, async ({ run, write }) => {
      expect(await run('apply -C list --auto-approve')).toMatchObject({ exitCode: 0 });
      expect(await run('apply -C promo --auto-approve')).toMatchObject({ exitCode: 0 });
      // As the UI would: a rename from outside of both projects.
      const away = optOuts('Opt-outs 2026').replace(
        'description',
        'renamedFrom: Opt-outs, description',
      );
      await write({ 'list/a.yaml': away });
      expect(await run('apply -C list --auto-approve')).toMatchObject({ exitCode: 0 });
      await write({ 'list/a.yaml': optOuts('Opt-outs') });

      const { exitCode, stdout, stderr } = await run('plan -C promo');
      expect(exitCode).toBe(1);
      expect(stdout + stderr).toContain('it looks renamed to "Opt-outs 2026"');
      const back = optOuts('Opt-outs').replace(
        'description',
        'renamedFrom: Opt-outs 2026, description',
      );
      await write({ 'list/a.yaml': back });
      expect(await run('apply -C list --auto-approve')).toMatchObject({ exitCode: 0 });
      expect((await run('plan -C promo')).stdout).not.toContain('renamed');
      expect(await run('plan -C promo')).toMatchObject({ exitCode: 0 });
    });
  });
});
