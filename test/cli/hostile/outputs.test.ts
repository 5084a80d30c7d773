/** What a command is told to write: refused, or opened, before anything is sent. */
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { link, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile, smallProject } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';
import { program } from '../../support/run-cli.ts';

const list = `segments:
  - name: CRM
    retailerId: "1"
    contactList:
      identifierType: Email
      members: { source: people.txt, exclude: { source: "optouts/*.csv", column: email } }
`;

/** A project with every kind of file that a run reads. */
const files = {
  'audiencectl.yaml': `${projectFile}manifests: ["m/**/*.yaml", "more.yaml"]\n`,
  'm/a.yaml': list,
  'more.yaml': smallProject['manifest.yaml'] ?? '',
  'other/audiencectl.yaml': 'version: 1\n',
  'm/people.txt': 'a@example.com\n',
  'others.txt': 'c@example.com\n',
  'm/optouts/old.csv': 'email\nb@example.com\n',
};

async function prepare({ folder, run, sandbox }: TestProject) {
  expect((await run('snapshot --out s.json')).exitCode).toBe(0);
  expect((await run('plan --out p.json')).exitCode).toBe(0);
  await symlink('m/a.yaml', join(folder, 'linked.json'));
  await link(join(folder, 'm/a.yaml'), join(folder, 'hard.json'));
  await symlink('m', join(folder, 'way'));
  return sandbox.requests().length;
}

/** Every byte below a folder, by path. */
async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const read = names
    .filter((each) => each.isFile())
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const;
    });
  return Object.fromEntries(await Promise.all(read));
}

/** Each takes the file to write as its last word. */
const ways = {
  'plan --out': 'plan --out ',
  'plan --report': 'plan --report html=',
  'plan --snapshot --out': 'plan --snapshot s.json --out ',
  'apply --out': 'apply --auto-approve --out ',
  'apply --report': 'apply --auto-approve --report json=',
  'apply --events': 'apply --auto-approve --events ',
  'apply PLANFILE --report': 'apply p.json --report markdown=',
  'apply PLANFILE --events': 'apply p.json --events ',
  'apply --trust-plan-file': 'apply p.json --trust-plan-file --report text=',
  'snapshot --out': 'snapshot --out ',
  'show --report': 'show p.json --report text=',
  'members stats --report': 'members stats CRM --report text=',
  'members sync --events': 'members sync CRM --source others.txt --events ',
} as const;

describe('what a run is made of is no place to write to', () => {
  test.each(Object.keys(ways) as (keyof typeof ways)[])('%s', async (way) => {
    await withProject({ files }, async (project) => {
      const sent = await prepare(project);
      const before = await contents(project.folder);
      const taken = [
        ...['audiencectl.yaml', './m/../audiencectl.yaml', 'other/audiencectl.yaml'],
        ...['m/a.yaml', 'more.yaml', 'linked.json', 'hard.json', 'way/a.yaml'],
        // Not there yet: the next run would read it.
        ...['m/new.yaml', 'm/deep/new.yaml'],
        ...['m/people.txt', 'm/optouts/old.csv', 'm/optouts/new.csv', '.audiencectl/ledger/x'],
        ...(ways[way].includes(' p.json') ? ['p.json', './p.json'] : []),
        ...(way.includes('--snapshot') ? ['s.json'] : []),
        ...(way.includes('sync') ? ['others.txt'] : []),
      ];
      for (const file of taken) {
        const { exitCode, stdout, stderr } = await project.run(`${ways[way]}${file}`);
        expect({ file, exitCode, stdout, stderr }).toEqual({
          file,
          exitCode: 1,
          stdout: '',
          stderr: expect.stringMatching(/^error output-not-allowed /),
        });
      }
      expect(await contents(project.folder)).toEqual(before);
      expect(project.sandbox.requests()).toHaveLength(sent);
    });
  });

  test.each([
    ['a manifest with errors', {}, { 'm/b.yaml': 'segments:\n  - nmae: x\n' }],
    ['another variable', { AUDIENCECTL_VAR: 'x=1' }, {}],
    ['no such environment', { AUDIENCECTL_ENV: 'test' }, {}],
  ])('and stays so where the run fails for another reason: %s', async (_, env, more) => {
    await withProject({ files: { ...files, ...more } }, async ({ folder, run }) => {
      for (const way of ['plan --out', 'apply --auto-approve --events', 'plan --report text=']) {
        const line = way.endsWith('=') ? `${way}m/a.yaml` : `${way} m/a.yaml`;
        expect((await run(line, env)).exitCode).toBe(1);
      }
      expect(await contents(folder)).toEqual({ ...files, ...more });
    });
  });

  test('a project that reads every YAML file takes none as an output', async () => {
    await withProject({ files: smallProject }, async ({ run, sandbox }) => {
      for (const file of ['plan.yaml', 'sub/plan.YML']) {
        const { exitCode, stderr } = await run(`plan --out ${file}`);
        expect({ exitCode, stderr }).toEqual({
          exitCode: 1,
          stderr: expect.stringMatching(/^error output-not-allowed /),
        });
      }
      expect(sandbox.requests()).toEqual([]);
      expect((await run('plan --out plan.json')).exitCode).toBe(0);
      expect((await run('plan --out plan.json')).exitCode).toBe(0);
    });
  });

  test.each([
    'plan --out x.json --report json=x.json',
    'plan --report text=x.json --report html=./x.json',
    'plan --report text=x.txt --report html=X.TXT',
    'plan --out - --report text=-',
    'apply --auto-approve --events x --report text=x',
    'apply --auto-approve --events - --out -',
    'plan --out linked --report text=real',
  ])('two outputs to one place: %s', async (line) => {
    await withProject({ files: smallProject }, async ({ folder, run, sandbox }) => {
      await symlink('real', join(folder, 'linked'));
      const { exitCode, stderr } = await run(line);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringMatching(/^error output-not-allowed /),
      });
      expect(sandbox.requests()).toEqual([]);
    });
  });

  const withPipes = process.platform === 'win32' ? test.skip : test;
  withPipes('a pipe is written to, and not replaced', async () => {
    await withProject({ files: smallProject }, async ({ folder, run }) => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const [read] = await Promise.all([readFile(pipe, 'utf8'), run('plan --report json=pipe')]);
      expect(JSON.parse(read)).toHaveProperty('checksum');
      expect(statSync(pipe).isFIFO()).toBe(true);
    });
  });

  withPipes.each([
    ['plan --report json=/dev/stdout', '| cat'],
    ['plan --out /dev/stdout', '| cat'],
    ['plan --report json=result.json', '> result.json'],
    ['plan --report markdown=/dev/fd/1', '> result.json'],
  ])('%s %s: standard output by another name is refused', async (line, end) => {
    await withProject({ files: smallProject }, async ({ folder }) => {
      const command = `'${process.execPath}' '${program}' ${line} --sandbox --format json ${end}; true`;
      const piped = execFileSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
      const stdout = end.startsWith('|')
        ? piped
        : await readFile(join(folder, 'result.json'), 'utf8');
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'output-not-allowed' }]);
    });
  });

  test('what is no file may be written to twice', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const line = 'plan --out /dev/null --report text=/dev/null';
      expect((await run(line)).exitCode).toBe(0);
    });
  });
});

/** What helps, and that there is nothing to undo. */
function hintOf(line: string): RegExp {
  if (line.includes('missing')) {
    return /^Create the folder "missing", which does not exist\. Nothing was sent\.$/u;
  }
  return /^Give the name of a file\. "folder" is a folder\. Nothing was sent\.$/u;
}

test.each([
  ['plan --report xml=a.json', /unknown format "xml"/u, /text, json, markdown, html, gitlab/u],
  ['plan --report a.json', /"a\.json", which is not FORMAT=FILE/u, /text, json, markdown/u],
  [
    'apply --auto-approve --events - --format json',
    /--events - and --format json both write to stdout$/u,
    /^Leave out --format, or give a file instead of "-"\.$/u,
  ],
])('%s is refused in plain words', async (line, message, hint) => {
  await withProject({ files: smallProject }, async ({ run }) => {
    const { exitCode, stdout, stderr } = await run(line);
    const [finding] = line.includes('json') && stdout !== '' ? JSON.parse(stdout).diagnostics : [];
    const [first = '', second = ''] = stderr.split('\n');
    expect(exitCode).toBe(1);
    expect(finding?.message ?? first).toMatch(message);
    expect(finding?.hint ?? second).toMatch(hint);
  });
});

describe('an output is opened before anything is sent', () => {
  test.each([
    'plan --out missing/p.json',
    'plan --report text=missing/p.txt',
    'apply --auto-approve --out missing/p.json',
    'apply --auto-approve --report json=missing/r.json',
    'apply --auto-approve --report json=folder',
    'apply --auto-approve --events missing/e',
    'apply --auto-approve --events folder',
    'snapshot --out missing/s.json',
    'snapshot --out folder',
    'export --out manifest.yaml/sub',
    'export --out manifest.yaml',
  ])('%s', async (line) => {
    const folders = { ...smallProject, 'folder/keep.txt': '' };
    await withProject({ files: folders }, async ({ run, sandbox, folder }) => {
      const before = await contents(folder);
      for (const format of line.startsWith('plan') || line.startsWith('apply') ? ['json'] : []) {
        const { exitCode, stdout } = await run(`${line} --format ${format}`);
        expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({
          exitCode: 1,
          diagnostics: [
            {
              code: 'file-not-writable',
              hint: expect.stringMatching(hintOf(line)),
            },
          ],
        });
      }
      const { exitCode, stdout, stderr } = await run(line);
      expect({ exitCode, stdout, stderr }).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(/^error file-not-writable /),
      });
      expect(sandbox.requests()).toEqual([]);
      expect(await contents(folder)).toEqual(before);
    });
  });

  test('a run that fails later leaves an older file as it was', async () => {
    const settings = { faults: [{ effect: { kind: 'status', status: 403 } as const }] };
    const old = { ...smallProject, 'p.json': 'old\n', 's.json': 'old\n', 'r.txt': 'old\n' };
    await withProject({ files: old, settings }, async ({ run, folder }) => {
      for (const line of ['plan --out p.json --report text=r.txt', 'snapshot --out s.json']) {
        expect((await run(line)).exitCode).toBe(1);
      }
      expect(await contents(folder)).toEqual(old);
    });
  });
});

describe('plan --out says what to run next', () => {
  test('where there is something to apply, where there is nothing, and where it is refused', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const saved = await run('plan --out plan.json');
      const command = /^Saved\. To apply exactly this plan: audiencectl (.*)\n$/u.exec(
        saved.stderr,
      );
      const refused = await run('plan --out refused.json --fail-on new-list-empty');
      expect(refused).toMatchObject({
        exitCode: 3,
        stderr: expect.stringMatching(/^Saved, but apply will refuse/mu),
      });
      expect((await run(command?.[1] ?? '')).exitCode).toBe(0);
      const nothing = await run('plan --out plan.json');
      expect(nothing).toMatchObject({ exitCode: 0, stderr: 'Saved. There is nothing to apply.\n' });
    });
  });
});

describe('- is standard output', () => {
  test('the result goes to stderr, and no file is called -', async () => {
    await withProject({ files: smallProject }, async ({ run, folder }) => {
      const plan = await run('plan');
      const out = await run('plan --out -');
      expect(JSON.parse(out.stdout)).toHaveProperty('checksum');
      expect(out.stderr).toContain(plan.stdout);
      const report = await run('plan --report markdown=-');
      expect(report.stdout).toContain('<!-- audiencectl:acme-fr');
      expect(report.stderr).toContain(plan.stdout);
      const snapshot = await run('snapshot --out -');
      expect(JSON.parse(snapshot.stdout)).toHaveProperty('segments');
      expect((await run('export --out -')).stdout).toBe((await run('export')).stdout);
      const applied = await run('apply --auto-approve --events -');
      const events = applied.stdout.trimEnd().split('\n');
      expect(events.map((line) => JSON.parse(line).event)).toEqual(
        expect.arrayContaining(['start', 'outcome', 'end']),
      );
      expect(applied.stderr).toContain('Applied: 3 done');
      await run('plan --out p.json');
      const shown = await run('show p.json --report json=-');
      expect(shown.stdout).toBe(await readFile(join(folder, 'p.json'), 'utf8'));
      expect(existsSync(join(folder, '-'))).toBe(false);
    });
  });

  test('stdout holds one document, so that a format of the result is refused beside it', async () => {
    await withProject({ files: smallProject }, async ({ run, sandbox }) => {
      const { exitCode, stdout } = await run('plan --out - --format json');
      expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({
        exitCode: 1,
        diagnostics: [{ code: 'conflicting-options' }],
      });
      expect(sandbox.requests()).toEqual([]);
    });
  });
});
