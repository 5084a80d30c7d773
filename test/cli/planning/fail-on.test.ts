import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const manifest = smallProject['manifest.yaml'] ?? '';
const wider = { 'manifest.yaml': manifest.replace('Last30Days', 'Last60Days') };

describe('--fail-on', () => {
  test('refuses a plan that holds what it names, shows it whole, and gives it a checksum of its own', async () => {
    await withProject({ files: smallProject }, async ({ run, write }) => {
      await run('apply --auto-approve');
      await write(wider);
      const free = JSON.parse((await run('plan --format json')).stdout);
      const { exitCode, stdout } = await run('plan --format json --fail-on empty,wider');
      const plan = JSON.parse(stdout);
      expect(exitCode).toBe(3);
      // Who takes the refusals out makes another plan of it.
      expect(plan.checksum).not.toBe(free.checksum);
      expect(plan).toMatchObject({
        changes: free.changes,
        refusals: [
          { code: 'fail-on', address: 'segment/Recent shoe viewers' },
          { code: 'fail-on', address: 'audience/Recent viewers not in CRM' },
        ],
      });
    });
  });

  test.each(['--fail-on narrower', '--fail-on empty,different --fail-on drift'])(
    '%s lets pass what it does not name',
    async (option) => {
      await withProject({ files: smallProject }, async ({ run, write }) => {
        await run('apply --auto-approve');
        await write(wider);
        expect(await run(`plan ${option}`)).toMatchObject({ exitCode: 0 });
      });
    },
  );

  test.each(['apply --auto-approve --fail-on wider', 'apply plan.json --fail-on wider'])(
    '%s writes nothing',
    async (line) => {
      await withProject({ files: smallProject }, async (project) => {
        await project.run('apply --auto-approve');
        await project.write(wider);
        await project.run('plan --out plan.json');
        const before = project.writes().length;
        const { exitCode, stdout } = await project.run(line);
        expect(exitCode).toBe(3);
        expect(stdout).toContain('--fail-on wider');
        expect(project.writes()).toHaveLength(before);
      });
    },
  );

  test('warning stands for all warnings, each refused once', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const codesWith = async (words: string) => {
        const { exitCode, stdout } = await run(`plan --format json --fail-on ${words}`);
        expect(exitCode).toBe(3);
        return JSON.parse(stdout).refusals.length;
      };
      expect(await codesWith('warning')).toBe(await codesWith('warning,new-list-empty'));
    });
  });

  test('a plan that was saved refused stays refused', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      await run('plan --fail-on new-list-empty --out plan.json');
      expect(await run('apply plan.json')).toMatchObject({ exitCode: 3 });
    });
  });

  test('the environment may give it', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const env = { AUDIENCECTL_FAIL_ON: 'new-list-empty' };
      expect(await run('plan', env)).toMatchObject({ exitCode: 3 });
    });
  });

  test.each([
    ['widr', 'Did you mean wider?'],
    ['new-list-emty', 'Did you mean new-list-empty?'],
    ['quite-another-thing', 'Run "audiencectl explain" for a list.'],
  ])('%s is a usage error', async (word, hint) => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const { exitCode, stderr } = await run(`plan --fail-on wider,${word}`);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(new RegExp(`^error invalid-option --fail-on names "${word}"`, 'u'));
      expect(stderr).toContain(hint);
    });
  });
});
