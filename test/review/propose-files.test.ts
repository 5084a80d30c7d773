import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  environmentOf,
  hostNames,
  type Night,
  proposalBranchName,
  pullOf,
  withNight,
} from './a-proposal.ts';
import { runReviewIn } from './run-review-in.ts';

const first = { 'a.yaml': 'audiences: [one]\n' };

const nightly = (title: string, use: (night: Night, name: 'GitHub' | 'GitLab') => Promise<void>) =>
  test.each(hostNames)(`${title} (%s)`, (name) =>
    withNight(name, async (night) => use(night, name)),
  );

describe('the files of a proposal', () => {
  nightly('are those of a project in a folder, new ones too', async (night) => {
    const { commit, propose, host } = night;
    commit({ 'fr/a.yaml': 'audiences: []\n', 'shared/s.yaml': '', 'README.md': 'x' });
    const drift = { ...first, 'new/n.yaml': '\ufeffsegments: []\r\n' };
    const { exitCode, stderr } = await propose(drift, {
      at: 'fr',
      words: ['--project-folder', 'fr/'],
      pull: {
        files: [
          { file: 'a.yaml', change: 'edited' },
          { file: 'new/n.yaml', change: 'added' },
        ],
      },
    });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('was opened')]);
    const files = host.contents.get(host.branches.get(proposalBranchName) ?? '')?.files;
    expect([...(files ?? [])].map(([path, { content }]) => [path, content])).toEqual([
      ['fr/a.yaml', first['a.yaml']],
      ['shared/s.yaml', ''],
      ['README.md', 'x'],
      ['fr/new/n.yaml', drift['new/n.yaml']],
    ]);
  });

  test('keep their mode (GitHub)', async () => {
    await withNight('GitHub', async ({ propose, folder, host }) => {
      await writeFile(join(folder, 'a.yaml'), '');
      await chmod(join(folder, 'a.yaml'), 0o755);
      await propose(first);
      const files = host.contents.get(host.branches.get(proposalBranchName) ?? '')?.files;
      expect(files?.get('a.yaml')?.mode).toBe('100755');
    });
  });

  nightly(
    'have the paths that git knows where links lead to their project',
    async (night, name) => {
      const { commit, folder, tip, host, proposed } = night;
      commit({ 'real/x/a.yaml': 'audiences: []\n', 'shared/in/b.yaml': 'audiences: []\n' });
      await mkdir(join(folder, 'clients'));
      await mkdir(join(folder, 'real/x'), { recursive: true });
      await mkdir(join(folder, 'shared/in'), { recursive: true });
      await symlink('../real/x', join(folder, 'clients/x'));
      await symlink('../../shared/in', join(folder, 'real/x/in'));
      await writeFile(join(folder, 'real/x/a.yaml'), 'audiences: [one]\n');
      await writeFile(join(folder, 'shared/in/b.yaml'), 'audiences: [two]\n');
      const drift = { 'a.yaml': 'audiences: [one]\n', 'in/b.yaml': 'audiences: [two]\n' };
      const one = { ...pullOf(drift), project: 'x', file: 'clients/x/audiencectl.yaml' };
      const pull = { formatVersion: 1, projects: [one], diagnostics: [] };
      await writeFile(join(folder, 'pull.json'), JSON.stringify(pull));
      const words = ['propose', '--key', 'production', '--checkout', tip()];
      const ran = await runReviewIn(words, environmentOf(name, host), folder);
      expect([ran.exitCode, ran.stderr]).toEqual([0, expect.stringContaining('was opened')]);
      expect(proposed('real/x/a.yaml')).toBe(drift['a.yaml']);
      expect(proposed('shared/in/b.yaml')).toBe(drift['in/b.yaml']);
      expect(proposed('clients/x/a.yaml')).toBeUndefined();
    },
  );

  const unsafe: readonly (readonly [string, (folder: string) => Promise<unknown>, RegExp])[] = [
    ['a link', (folder) => relink(folder, 'a.yaml'), /"a\.yaml" is a link/],
    [
      'a folder that links lead out of the repository',
      (folder) => relink(folder, 'in', `${folder}-out`),
      /"in\/a\.yaml" leads outside the repository/,
    ],
    [
      'a folder that links lead to what belongs to the host',
      (folder) => relink(folder, 'in', join(folder, '.github')),
      /"\.github\/a\.yaml" belongs to git or to the host/,
    ],
    [
      'nothing',
      (folder) => rm(join(folder, 'a.yaml')),
      /"a\.yaml" cannot be read: there is no such file/,
    ],
    [
      'a folder',
      async (folder) => {
        await rm(join(folder, 'a.yaml'));
        await mkdir(join(folder, 'a.yaml'));
      },
      /"a\.yaml" cannot be read: this is a folder/,
    ],
    [
      'no UTF-8',
      (folder) => writeFile(join(folder, 'a.yaml'), Buffer.from([0xff, 0xfe])),
      /"a\.yaml" is not UTF-8/,
    ],
  ];

  test.each(unsafe)('are refused where there is %s', async (what, change, reason) => {
    await withNight('GitLab', async ({ host, folder, tip }) => {
      await mkdir(join(folder, 'in'));
      await writeFile(join(folder, 'a.yaml'), 'audiences: [one]\n');
      await writeFile(join(folder, 'in/a.yaml'), 'audiences: [one]\n');
      await change(folder);
      const file = what.includes('links lead') ? 'in/a.yaml' : 'a.yaml';
      const pull = { formatVersion: 1, takings: [], left: [], people: [], diagnostics: [] };
      const files = [{ file, change: 'edited' }];
      await writeFile(join(folder, 'pull.json'), JSON.stringify({ ...pull, files, diff: '+x' }));
      const words = ['propose', '--key', 'k', '--checkout', tip()];
      const ran = await runReviewIn(words, environmentOf('GitLab', host), folder);
      await rm(`${folder}-out`, { recursive: true, force: true });
      expect([ran.exitCode, ran.stderr]).toEqual([1, expect.stringMatching(reason)]);
      expect(host.requests).toEqual([]);
    });
  });

  nightly('are refused outside of the repository, before anything is asked', async (night) => {
    for (const file of [
      '../a.yaml',
      '/etc/hostname',
      '.git/config',
      'a/../b',
      '.gitlab-ci.yml',
      '.env',
    ]) {
      const pull = { files: [{ file, change: 'edited' }] };
      const { exitCode, stderr } = await night.propose(first, { pull });
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Nothing is proposed.')]);
    }
    expect(night.host.requests).toEqual([]);
  });

  test.each([
    ['', 'fr'],
    ['fr/', ''],
    ['de/', 'fr'],
    ['fr/x/', 'fr'],
    ['../fr', 'fr'],
  ])('are refused with --project-folder=%s in the folder "%s"', async (folder, at) => {
    await withNight('GitHub', async ({ propose, host }) => {
      const { exitCode, stderr } = await propose(first, {
        ...{ at, words: ['--project-folder', folder] },
      });
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('--project-folder')]);
      expect(host.requests).toEqual([]);
    });
  });

  nightly('that were left out are named in the log', async ({ propose }) => {
    const left = {
      address: 'audience/X\n::error::y',
      path: 'algebra',
      text: 'Both.',
      fix: 'Choose.',
    };
    const { stderr } = await propose({}, { pull: { left: [left] } });
    expect(stderr).toBe(
      'Nothing to propose: 1 difference was not taken.\nNot taken: audience/X \\u003a:error::y algebra: Both. Choose.',
    );
  });

  nightly('without a diff are refused', async ({ propose }) => {
    const { exitCode, stderr } = await propose(first, { pull: { diff: '' } });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('its diff has no changes')]);
  });

  nightly('pull.json must be there', async ({ host, folder, tip }, name) => {
    const words = ['propose', '--key', 'k', '--checkout', tip(), '--from', 'nowhere'];
    const { exitCode, stderr } = await runReviewIn(words, environmentOf(name, host), folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/nowhere\/pull\.json" cannot be read: there is no such file$/);
  });
});

describe('audiencectl-review applied', () => {
  nightly(
    'prints the last commit whose jobs succeeded after its push',
    async ({ host, folder }, name) => {
      const ask = () => runReviewIn(['applied'], environmentOf(name, host), folder);
      expect(await ask()).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('no push to main has been applied yet'),
      });
      const done = { event: 'push', conclusion: 'success' };
      host.start(1, { commit: 'a'.repeat(40), ...done });
      host.start(2, { commit: 'b'.repeat(40), ...done });
      host.start(3, { commit: 'c'.repeat(40), ...done, conclusion: 'failure' });
      host.start(4, { commit: 'd'.repeat(40), ...done, event: 'schedule' });
      host.start(5, { commit: 'e'.repeat(40), ...done, conclusion: null });
      expect(await ask()).toEqual({ exitCode: 0, stdout: `${'b'.repeat(40)}\n`, stderr: '' });
    },
  );
});

async function relink(
  folder: string,
  name: string,
  elsewhere = join(folder, `real-${name}`),
): Promise<void> {
  await rename(join(folder, name), elsewhere);
  await symlink(elsewhere, join(folder, name));
}
