/** A file that is not read never looks like a file that was deleted. */
import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const segment = (name: string) => `segments:
  - name: ${name}
    retailerId: "1234"
    contactList: { identifierType: Email }
`;
const ofInit = 'manifests: ["segments/**/*.yaml", "audiences/**/*.yaml"]\n';
const audiences = 'audiences: [{ name: A, retailerId: "1234", algebra: Kept }]';

/** A project in a folder of a repository, with all that it declares in the base, too. */
function files(globs: string, prune: string) {
  const own = {
    'audiencectl.yaml': `${projectFile}${globs}prune: ${prune}\n`,
    'segments/crm.yaml': segment('CRM'),
    'segments/kept.yaml': segment('Kept'),
    'audiences/a.yaml': audiences,
  };
  const under = (folder: string) =>
    Object.fromEntries(Object.entries(own).map(([path, text]) => [`${folder}/${path}`, text]));
  return { 'r/.git/HEAD': '', ...under('r/p'), 'base/.git/HEAD': '', ...under('base/p') };
}

interface Found {
  readonly exitCode: number | null;
  readonly findings: readonly string[];
  readonly deletions: number;
  readonly text: string;
}

/** What becomes of the account when a change of the files is applied. */
async function applyAfter(
  { globs = ofInit, prune = 'removed' }: { readonly globs?: string; readonly prune?: string },
  change: (folder: string) => Promise<unknown>,
): Promise<Found> {
  return withProject({ files: files(globs, prune) }, async (project) => {
    const run = (line: string) => project.run(`-C r/p ${line}`);
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    await change(join(project.folder, 'r/p'));
    const line = 'apply --auto-approve --format json --base ../../base/p';
    const { exitCode, stdout, stderr } = await run(line);
    return {
      exitCode,
      findings: findingsIn(stdout),
      deletions: countDeletions(project),
      text: stdout + stderr,
    };
  });
}

/** What the small world of these tests is told besides. */
const aside = ['removed-but-live', 'segment-unused', 'new-list-empty'];

function findingsIn(stdout: string): readonly string[] {
  const { diagnostics }: { diagnostics: readonly Record<string, unknown>[] } = JSON.parse(stdout);
  return diagnostics
    .filter(({ code }) => !aside.includes(String(code)))
    .map(({ severity, code, source }) => `${placeOf(source)} ${severity} ${code}`);
}

function placeOf(source: unknown): unknown {
  return typeof source === 'object' && source !== null && 'file' in source ? source.file : '-';
}

function countDeletions({ writes }: TestProject): number {
  return writes().filter(({ path }) => path.endsWith('/delete')).length;
}

const crm = 'segments/crm.yaml';
const move = (to: string) => async (folder: string) => {
  await mkdir(join(folder, to, '..'), { recursive: true });
  await rename(join(folder, crm), join(folder, to));
};

describe.each(['removed', 'owned'])(
  'with prune: %s, nothing is deleted where a manifest',
  (prune) => {
    const owns = 'owns: { segments: { names: ["*"] }, audiences: { names: ["*"] } }\n';
    const globs = `${ofInit}${prune === 'owned' ? owns : ''}`;

    test.each<[string, string, (folder: string) => Promise<unknown>]>([
      ['gets another ending', 'segments/CRM.yml', move('segments/CRM.yml')],
      ['gets an ending in capitals', 'segments/crm.YAML', move('segments/crm.YAML')],
      ['is hidden', 'segments/.crm.yaml', move('segments/.crm.yaml')],
      ['goes into a hidden folder', 'segments/.old/crm.yaml', move('segments/.old/crm.yaml')],
      [
        'goes behind a link that leads out of the repository',
        'segments/lists',
        async (folder) => {
          await mkdir(join(folder, '../../secrets'));
          await rename(join(folder, crm), join(folder, '../../secrets/hidden-name.yaml'));
          await symlink('../../../secrets', join(folder, 'segments/lists'));
        },
      ],
      [
        'goes behind a link into .git',
        'segments/lists',
        async (folder) => {
          await rename(join(folder, crm), join(folder, '../.git/hidden-name.yaml'));
          await symlink('../../.git', join(folder, 'segments/lists'));
        },
      ],
    ])('%s', async (_, file, change) => {
      const found = await applyAfter({ globs, prune }, change);
      expect(found).toMatchObject({
        exitCode: 1,
        findings: [`${file} error manifest-not-read`],
        deletions: 0,
      });
      // Nor is it listed what is there.
      expect(found.text).not.toContain('hidden-name');
    });

    test.each<[string, string, (folder: string) => Promise<unknown>]>([
      [
        'becomes a pipe',
        `${crm} error file-is-special`,
        async (folder) => {
          await rm(join(folder, crm));
          execFileSync('mkfifo', [join(folder, crm)]);
        },
      ],
      [
        'becomes a link that leads out of the repository',
        `${crm} error manifests-outside-repository`,
        async (folder) => {
          await rename(join(folder, crm), join(folder, '../../crm.yaml'));
          await symlink('../../../crm.yaml', join(folder, crm));
        },
      ],
      [
        'becomes a link that leads nowhere',
        `${crm} error file-not-found`,
        async (folder) => {
          await rm(join(folder, crm));
          await symlink('nowhere.yaml', join(folder, crm));
        },
      ],
      [
        'becomes a folder behind a link that leads to itself',
        `${crm} error file-unreadable`,
        async (folder) => {
          await rm(join(folder, crm));
          await symlink('crm.yaml', join(folder, crm));
        },
      ],
    ])('%s', async (_, finding, change) => {
      const found = await applyAfter({ globs, prune }, change);
      expect(found).toMatchObject({ exitCode: 1, findings: [finding], deletions: 0 });
    });
  },
);

describe('with prune: removed, nothing is deleted where', () => {
  test('the project file looks elsewhere, and what the base read is still there', async () => {
    const found = await applyAfter({}, (folder) =>
      writeFile(
        join(folder, 'audiencectl.yaml'),
        `${projectFile}manifests: [segments/kept.yaml, "audiences/*.yaml"]\nprune: removed\n`,
      ),
    );
    expect(found).toMatchObject({
      exitCode: 1,
      findings: [`${crm} error manifest-not-read`],
      deletions: 0,
    });
  });

  test.each([
    ['default globs', ''],
    ['explicit ones', ofInit],
  ])('a folder becomes a link, with %s: it is read as before', async (_, globs) => {
    const found = await applyAfter({ globs }, async (folder) => {
      await rename(join(folder, 'segments'), join(folder, '../elsewhere'));
      await symlink('../elsewhere', join(folder, 'segments'));
    });
    expect(found).toMatchObject({ exitCode: 0, findings: [], deletions: 0 });
  });

  test('with default globs, an ending in capitals is read', async () => {
    const found = await applyAfter({ globs: '' }, move('segments/CRM.YML'));
    expect(found).toMatchObject({ exitCode: 0, findings: [], deletions: 0 });
  });

  test('with default globs, a file is hidden', async () => {
    const found = await applyAfter({ globs: '' }, move('.crm.yaml'));
    const findings = ['.crm.yaml error manifest-not-read'];
    expect(found).toMatchObject({ exitCode: 1, findings, deletions: 0 });
  });
});

describe('a manifest goes into a folder that is passed over', () => {
  const anyFile = 'manifests: ["**/*.yaml"]\n';
  const places = [
    ['a narrow glob', ofInit, 'segments/node_modules/a/crm.yaml'],
    [
      'a narrow glob for all endings',
      'manifests: ["{segments,audiences}/**/*"]\n',
      'segments/node_modules/crm.yml',
    ],
    ['a glob of everything', anyFile, '.old/crm.yaml'],
    ['a glob of everything', anyFile, 'segments/.old/a/crm.yml'],
    ['a glob of everything', anyFile, 'node_modules/a/crm.yaml'],
    ['no glob', '', '.old/crm.yaml'],
    ['no glob', '', 'node_modules/.a/crm.yaml'],
  ] as const;

  test.each(places)('and is named, with %s: %s %s', async (_, globs, file) => {
    const found = await applyAfter({ globs }, move(file));
    expect(found).toMatchObject({
      exitCode: 1,
      findings: [`${file} error manifest-not-read`],
      deletions: 0,
    });
  });

  test.each(places)(
    'and is no business of ours without prune, with %s: %s %s',
    async (_, globs, file) => {
      const found = await applyAfter({ globs, prune: 'off' }, move(file));
      expect(found).toMatchObject({ exitCode: 0, deletions: 0 });
      expect(found.findings).toEqual([]);
    },
  );

  test('that holds what is none of ours', async () => {
    const found = await applyAfter({ globs: anyFile }, async (folder) => {
      const write = async (path: string, text: string) => {
        await mkdir(join(folder, path, '..'), { recursive: true });
        await writeFile(join(folder, path), text);
      };
      await write('.github/workflows/ci.yml', 'on: push\njobs: {}\n');
      await write('node_modules/a/.travis.yml', 'language: node_js\n');
      await write('.other/audiencectl.yaml', projectFile);
      await write('.other/lists.yaml', segment('Theirs'));
      await write('.tree/.git', 'gitdir: ../.git/worktrees/tree\n');
      await write('.tree/lists.yaml', segment('Theirs'));
      await symlink('../../../..', join(folder, 'node_modules/linked'));
      await symlink('../../../../..', join(folder, '.other/linked'));
    });
    expect(found).toMatchObject({ exitCode: 0, findings: [], deletions: 0 });
  });
});

describe('a file is left out on purpose', () => {
  test('only by its name, and then what it declared is gone', async () => {
    const globs = ofInit.replace(']', ', "!segments/CRM.yml"]');
    const found = await applyAfter({ globs }, move('segments/CRM.yml'));
    expect(found).toMatchObject({ exitCode: 0, findings: [], deletions: 1 });
  });

  test('and not by ignoring the code, with which prune would have nothing to hold it', async () => {
    const ignore = `${ofInit}ignore: [manifest-not-read]\n`;
    const withPrune = await applyAfter({ globs: ignore }, move('segments/CRM.yml'));
    expect(withPrune).toMatchObject({ exitCode: 1, deletions: 0 });
    const without = await applyAfter({ globs: ignore, prune: 'off' }, move('segments/CRM.yml'));
    expect(without).toMatchObject({
      exitCode: 0,
      findings: ['segments/CRM.yml warning manifest-not-read'],
      deletions: 0,
    });
  });

  test.each([
    ['"!segments/*.yml"', 'error invalid-glob'],
    ['"!segments"', 'error invalid-glob'],
    ['"!segments\\\\\\\\a.yml"', 'error invalid-glob'],
    ['"!segments/gone.yml"', 'warning no-manifests'],
  ])('%s is told: %s', async (glob, finding) => {
    const globs = ofInit.replace(']', `, ${glob}]`);
    await withProject({ files: files(globs, 'off') }, async ({ run }) => {
      const { stdout } = await run('-C r/p validate --format json');
      expect(findingsIn(stdout)).toEqual([`audiencectl.yaml ${finding}`]);
    });
  });
});

describe('the base', () => {
  test('passes a file over that is read here: it is told that all in it looks new', async () => {
    await withProject({ files: files('manifests: ["*/*.yaml"]\n', 'off') }, async (project) => {
      const base = join(project.folder, 'base/p/segments');
      await rename(join(base, 'crm.yaml'), join(base, '.crm.yaml'));
      const here = join(project.folder, 'r/p/segments');
      await rename(join(here, 'crm.yaml'), join(here, '.crm.yaml'));
      await project.write({
        'r/p/audiencectl.yaml': `${projectFile}manifests: ["*/*.yaml", "segments/.crm.yaml"]\n`,
        'base/p/audiencectl.yaml': `${projectFile}manifests: ["segments/*.yaml", "audiences/*.yaml"]\n`,
      });
      const { stdout } = await project.run('-C r/p plan --base ../../base/p --format json');
      expect(findingsIn(stdout)).toEqual(['segments/.crm.yaml warning manifest-not-read']);
    });
  });

  test('may stand in the tool’s own folder, as the GitLab template puts it', async () => {
    await withProject({ files: files(ofInit, 'removed') }, async ({ folder, run }) => {
      await mkdir(join(folder, 'r/.audiencectl'));
      await rename(join(folder, 'base'), join(folder, 'r/.audiencectl/base'));
      await rm(join(folder, 'r/.audiencectl/base/.git'), { recursive: true });
      await run('-C r/p apply --auto-approve');
      await rm(join(folder, 'r/p', crm));
      const { stdout } = await run('-C r/p plan --base ../.audiencectl/base/p --format json');
      expect(JSON.parse(stdout).summary).toMatchObject({ delete: 1 });
    });
  });
});

test('globs as Windows writes paths are answered with the way to write them', async () => {
  const globs = 'manifests: ["segments\\\\\\\\*.yaml", "audiences/*.yaml"]\n'.replaceAll(
    '\\\\\\\\',
    '\\\\',
  );
  await withProject({ files: files(globs, 'off') }, async ({ run }) => {
    const { exitCode, stdout } = await run('-C r/p validate');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^audiencectl\.yaml:5:13 error invalid-glob /mu);
    expect(stdout).toContain('Use / between folders');
    expect(stdout).toContain('"segments/*.yaml"');
  });
});
