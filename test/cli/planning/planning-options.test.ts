import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const manifest = smallProject['manifest.yaml'] ?? '';
const edited = manifest.replace('Last30Days', 'Last60Days');

async function planOf({ run }: TestProject, options: string) {
  const { exitCode, stdout } = await run(`plan --format json ${options}`);
  return { exitCode, ...JSON.parse(stdout) };
}

describe('--base', () => {
  const files = {
    ...smallProject,
    'before/audiencectl.yaml': smallProject['audiencectl.yaml'] ?? '',
    'before/manifest.yaml': manifest,
    'audiencectl.yaml': `${smallProject['audiencectl.yaml']}manifests: [manifest.yaml]\n`,
  };

  test('tells a change made here from an edit in the UI', async () => {
    await withProject({ files }, async (project) => {
      await project.run('apply --auto-approve');
      await project.write({ 'manifest.yaml': edited });
      const { base, changes } = await planOf(project, '--base before');
      expect(base).toBe('base before');
      expect(changes).toEqual([expect.objectContaining({ origin: 'declared' })]);
      await project.run('apply --auto-approve');
      await project.write({ 'manifest.yaml': manifest });
      const drifted = await planOf(project, '--base before');
      expect(drifted.changes).toEqual([expect.objectContaining({ origin: 'drift' })]);
      const left = await planOf(project, '--base before --drift leave --detailed-exitcode');
      expect(left).toMatchObject({ exitCode: 0, changes: [] });
    });
  });

  test.each([
    ['--base no-such', 'base-unreadable'],
    ['--base manifest.yaml', 'base-unreadable'],
    ['--drift leave', 'conflicting-options'],
    ['--drift keep', 'invalid-option'],
  ])('%s is an error', async (options, code) => {
    await withProject({ files }, async (project) => {
      const { exitCode, diagnostics } = await planOf(project, options);
      expect(exitCode).toBe(1);
      expect(diagnostics).toEqual([expect.objectContaining({ code })]);
    });
  });

  test('without a project yet declared nothing', async () => {
    await withProject({ files: { ...smallProject, 'empty/.keep': '' } }, async (project) => {
      const { changes, base, diagnostics } = await planOf(project, '--base empty');
      expect(changes).toHaveLength(3);
      expect(base).toBe('base empty, which has no project in this folder');
      expect(diagnostics).toContainEqual(
        expect.objectContaining({ code: 'base-without-project', severity: 'warning' }),
      );
      const left = await planOf(project, '--base empty --drift leave');
      expect(left).toMatchObject({
        exitCode: 1,
        diagnostics: expect.arrayContaining([
          expect.objectContaining({ code: 'base-without-project', severity: 'error' }),
        ]),
      });
    });
  });
});

describe('--target and --exclude', () => {
  const addresses = ({ changes }: { changes: { address: string }[] }) =>
    changes.map(({ address }) => address).toSorted();

  test.each([
    ['--target segment/Recent*', ['segment/Recent shoe viewers']],
    [
      '--target segment/CRM* --target segment/Recent*',
      ['segment/CRM Users 2025', 'segment/Recent shoe viewers'],
    ],
    ['--exclude audience/*', ['segment/CRM Users 2025', 'segment/Recent shoe viewers']],
    [
      '--target audience/*',
      [
        'audience/Recent viewers not in CRM',
        'segment/CRM Users 2025',
        'segment/Recent shoe viewers',
      ],
    ],
  ])('%s', async (options, expected) => {
    await withProject({ files: smallProject }, async ({ run }) => {
      expect(addresses(JSON.parse((await run(`plan --format json ${options}`)).stdout))).toEqual(
        expected,
      );
    });
  });
});

describe('--allow-replace', () => {
  test('is what a replacement needs', async () => {
    await withProject({ files: smallProject }, async (project) => {
      await project.run('apply --auto-approve');
      await project.write({
        'manifest.yaml': manifest.replace('identifierType: Email', 'identifierType: CustomerId'),
      });
      const before = project.writes().length;
      const refused = await project.run('apply --auto-approve');
      expect(refused).toMatchObject({
        exitCode: 3,
        stdout: expect.stringContaining('CRM Users 2025'),
      });
      expect(project.writes()).toHaveLength(before);
      expect(await planOf(project, '--allow-replace')).toMatchObject({
        exitCode: 0,
        refusals: [],
        summary: { replace: 1 },
      });
    });
  });
});

describe('a saved plan leaves nothing to plan', () => {
  test.each(['--drift leave', '--target x', '--exclude x', '--sizes', '--out x.json'])(
    'apply plan.json %s is an error',
    async (options) => {
      await withProject({ files: smallProject }, async ({ run }) => {
        const { exitCode, stderr } = await run(`apply plan.json ${options}`);
        expect(exitCode).toBe(1);
        expect(stderr).toMatch(/^error conflicting-options /);
      });
    },
  );
});
