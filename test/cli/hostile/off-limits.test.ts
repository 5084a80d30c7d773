/** Nothing below .git, and no link in the tool's own folder, is read, quoted or written. */
import { execFileSync } from 'node:child_process';
import { lstat, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type FolderFiles, projectFile, smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const token = 'AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW46Z2hz';
const config = `[http "https://github.com/"]\n\textraheader = ${token}\n: [ {\n`;
const repository: FolderFiles = {
  ...smallProject,
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.git/config': config,
  '.git/people.csv': 'email\nana@example.com\n',
  '.git/project.yaml': projectFile,
  '.git/manifest.yaml': smallProject['manifest.yaml'] ?? '',
  '.GIT/config': config,
  '.audiencectl/notes.yaml': smallProject['manifest.yaml'] ?? '',
};

interface Attempt {
  readonly files?: FolderFiles;
  /** Links by their path, and where they lead. */
  readonly links?: Readonly<Record<string, string>>;
  readonly line: string;
  readonly code: string;
}

const globs = (...written: readonly string[]) => ({
  'audiencectl.yaml': `${projectFile}manifests: [${written.map((glob) => JSON.stringify(glob)).join(', ')}]\n`,
});
const filledFrom = (source: string) => ({
  'manifest.yaml': `segments:
  - name: CRM
    retailerId: "1234"
    contactList: { identifierType: Email, members: { source: ${source}, column: email } }
`,
});

const attempts: Readonly<Record<string, Attempt>> = {
  'a manifest by its path': {
    files: globs('.git/config'),
    line: 'validate',
    code: 'file-not-allowed',
  },
  'a manifest by another case': {
    files: globs('.GIT/config'),
    line: 'validate',
    code: 'file-not-allowed',
  },
  'a manifest by a detour': {
    files: globs('x/../.git/config'),
    line: 'validate',
    code: 'file-not-allowed',
  },
  'a glob into it': {
    files: globs('manifest.yaml', '.git/*'),
    line: 'validate',
    code: 'file-not-allowed',
  },
  'a glob with braces': { files: globs('{.git,x}/c*'), line: 'validate', code: 'file-not-allowed' },
  'a glob into the tool’s folder': {
    files: globs('.audiencectl/*.yaml'),
    line: 'validate',
    code: 'file-not-allowed',
  },
  'a link to a file': {
    links: { 'm/a.yaml': '../.git/config' },
    line: 'validate',
    code: 'file-not-allowed',
  },
  'a link to a link': {
    links: { 'm/a.yaml': 'b', 'm/b': '../.git/config' },
    line: 'validate',
    code: 'file-not-allowed',
  },
  'a link in place of the project file': {
    links: { 'p/audiencectl.yaml': '../.git/config' },
    line: '-C p validate',
    code: 'file-not-allowed',
  },
  '--project': { line: 'validate --project .git/project.yaml', code: 'file-not-allowed' },
  '-C': { line: '-C .git validate --project project.yaml', code: 'file-not-allowed' },
  '--snapshot': { line: 'plan --snapshot .git/config', code: 'file-not-allowed' },
  '--snapshot, by a link': {
    links: { 'snapshot.json': '.git/config' },
    line: 'plan --snapshot snapshot.json',
    code: 'file-not-allowed',
  },
  'a plan file': { line: 'apply .git/config', code: 'file-not-allowed' },
  'a plan file, by a link': {
    links: { 'plan.json': '.git/config' },
    line: 'show plan.json',
    code: 'file-not-allowed',
  },
  '--data': { line: 'plan --sandbox --data .git/config', code: 'file-not-allowed' },
  'a sandbox of its own': { line: 'sandbox --data .git/config', code: 'file-not-allowed' },
  '--base': { line: 'plan --base .git --snapshot x', code: 'file-not-allowed' },
  'a source of members': {
    files: filledFrom('.git/people.csv'),
    line: 'plan --members',
    code: 'file-not-allowed',
  },
  'a source of members, by a link': {
    files: filledFrom('people.csv'),
    links: { 'people.csv': '.git/people.csv' },
    line: 'plan --members',
    code: 'file-not-allowed',
  },
  '--out': { line: 'plan --out .git/config', code: 'file-not-allowed' },
  '--out, through a linked folder': {
    links: { out: '.git' },
    line: 'snapshot --out out/config',
    code: 'file-not-allowed',
  },
  '--report': { line: 'plan --report json=.git/config', code: 'file-not-allowed' },
  '--events': { line: 'apply --auto-approve --events .git/config', code: 'file-not-allowed' },
  '--events, by a link to nothing yet': {
    links: { 'events.ndjson': '.git/hooks-new' },
    line: 'apply --auto-approve --events events.ndjson',
    code: 'file-not-allowed',
  },
  'export --out': { line: 'export --out .git/hooks', code: 'file-not-allowed' },
  '--ledger': {
    files: { ...filledFrom('people.csv'), 'people.csv': 'email\nana@example.com\n' },
    line: 'plan --members --ledger .git/ledger',
    code: 'file-not-allowed',
  },
};

describe('.git is neither read nor written through', () => {
  test.each(Object.entries(attempts))('%s', async (_, { files, links = {}, line, code }) => {
    await withProject({ files: { ...repository, ...files } }, async ({ folder, run }) => {
      for (const [path, to] of Object.entries(links)) {
        await mkdir(join(folder, path, '..'), { recursive: true });
        await symlink(to, join(folder, path));
      }
      const { exitCode, stdout, stderr } = await run(line);
      expect(stdout + stderr).toMatch(new RegExp(`\\berror ${code} `, 'u'));
      expect(exitCode).toBe(1);
      expect(stdout + stderr).not.toContain(token.slice(-12));
      expect(stdout + stderr).not.toContain('ana@');
      expect(await readFile(join(folder, '.git/config'), 'utf8')).toBe(config);
    });
  });

  test('by whatever name a repository calls it', async () => {
    const files = { ...smallProject, ...globs('manifest.yaml', 'data/*'), 'data/config': config };
    await withProject({ files }, async ({ folder, run }) => {
      await symlink('data', join(folder, '.git'));
      const { exitCode, stdout } = await run('validate');
      expect(exitCode).toBe(1);
      expect(stdout).toContain(' error file-not-allowed ');
      expect(stdout).not.toContain(token);
    });
  });

  test('by a glob that could match it and does not name it', async () => {
    await withProject({ files: { ...repository, ...globs('**/*', '.g*/*') } }, async ({ run }) => {
      const { stdout } = await run('validate');
      expect(stdout).not.toContain(token);
      expect(stdout).not.toContain('.git/');
    });
  });
});

describe('the tool’s own folder holds no links', () => {
  const outside = 'root:x:0:0:\n';
  const filled = { ...filledFrom('people.csv'), 'people.csv': 'email\nana@example.com\n' };
  const ledger = '.audiencectl/ledger/127.0.0.1/retail-media-1000000000000001.ledger';

  test.each<[string, string, string]>([
    ['.audiencectl', '../outside', 'plan --sandbox'],
    ['.audiencectl/sandbox.json', '../../outside/file', 'plan --sandbox'],
    ['.audiencectl/sandbox.json.members', '../../outside/file', 'plan --sandbox'],
    ['.audiencectl/.gitignore', '../../outside/new', 'plan --sandbox'],
    ['.audiencectl', '../outside', 'plan --snapshot .audiencectl/file'],
    ['.audiencectl/base', '../../outside', 'plan --base .audiencectl/base'],
    ['.audiencectl', '../outside', 'plan --members'],
    ['.audiencectl/ledger', '../../outside', 'plan --members'],
    ['.audiencectl/ledger/127.0.0.1', '../../../outside', 'plan --members'],
    ['.audiencectl', '../outside', 'plan --out .audiencectl/plan.json'],
  ])('%s to %s: %s', async (path, to, line) => {
    const files = { ...smallProject, ...filled, 'outside/file': outside };
    const inside = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name.startsWith('outside') ? name : `p/${name}`,
        text,
      ]),
    );
    await withProject({ files: inside }, async ({ folder, run }) => {
      await mkdir(join(folder, 'p', path, '..'), { recursive: true });
      await symlink(to, join(folder, 'p', path));
      const { exitCode, stdout, stderr } = await run(`-C p ${line}`);
      expect(stderr).toMatch(/\berror tool-folder-is-a-link /u);
      expect(exitCode).toBe(1);
      expect(stdout + stderr).not.toContain('root:');
      expect(await readFile(join(folder, 'outside/file'), 'utf8')).toBe(outside);
      const listed = execFileSync('ls', ['-A', join(folder, 'outside')], { encoding: 'utf8' });
      expect(listed).toBe('file\n');
    });
  });

  test.each(['ledger', 'email.ledger', 'lock'])(
    'a linked %s is neither read nor written',
    async (ending) => {
      const files = { ...smallProject, ...filled, outside };
      await withProject({ files }, async ({ folder, run, sandbox }) => {
        await run('apply --auto-approve');
        const id = JSON.stringify(sandbox.document()).match(/"id":"(\d+)"/u)?.[1] ?? '';
        const file = ledger.replace('1000000000000001', id).replace(/ledger$/u, ending);
        await mkdir(join(folder, file, '..'), { recursive: true });
        await rm(join(folder, file), { force: true });
        await symlink(join(folder, 'outside'), join(folder, file));
        const { exitCode, stderr } = await run('members sync CRM');
        expect(stderr).toMatch(/\berror tool-folder-is-a-link /u);
        expect(exitCode).toBe(1);
        expect(await readFile(join(folder, 'outside'), 'utf8')).toBe(outside);
      });
    },
  );

  test('init leaves a linked .gitignore alone', async () => {
    await withProject({ files: { outside: 'root:x:0:0:\n' } }, async ({ folder, run }) => {
      await symlink('outside', join(folder, '.gitignore'));
      expect((await run('init --example retail-media')).exitCode).toBe(0);
      expect(await readFile(join(folder, 'outside'), 'utf8')).toBe('root:x:0:0:\n');
      expect((await lstat(join(folder, '.gitignore'))).isSymbolicLink()).toBe(true);
    });
  });
});

describe('where a file is expected, nothing that would be waited for is read', () => {
  const kinds: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
    pipe: async (path) => execFileSync('mkfifo', [path]),
    folder: (path) => mkdir(path),
    device: (path) => symlink('/dev/zero', path),
    socket: (path) =>
      new Promise<void>((resolve) => {
        const server = createServer().listen(path, () => {
          resolve();
          server.unref();
        });
      }),
  };
  const places: Readonly<Record<string, { readonly line: string; readonly files?: FolderFiles }>> =
    {
      'manifest.yaml': { line: 'validate' },
      'audiencectl.yaml': { line: 'validate' },
      'plan.json': { line: 'apply plan.json' },
      'snapshot.json': { line: 'plan --snapshot snapshot.json' },
      'data.json': { line: 'plan --sandbox --data data.json' },
      'data.json.members': { line: 'plan --sandbox --data data.json' },
      'people.csv': { line: 'plan --members', files: filledFrom('people.csv') },
    };
  const cases = Object.keys(places).flatMap((place) =>
    Object.keys(kinds).map((kind) => [place, kind] as const),
  );

  test.each(cases)('%s as a %s', async (place, kind) => {
    const { line, files } = places[place] ?? { line: '' };
    const named = { ...smallProject, ...files, ...globs('manifest.yaml') };
    await withProject({ files: named }, async ({ folder, run }) => {
      await rm(join(folder, place), { force: true });
      await kinds[kind]?.(join(folder, place));
      const { exitCode, stdout, stderr } = await run(line);
      expect(exitCode).toBe(1);
      expect(stdout + stderr).toMatch(
        /\berror (?:file-is-special|file-is-a-folder|file-not-readable|members-source-no-files|manifests-outside-repository) /u,
      );
    });
  });

  test('a file of one bit too many is not read', async () => {
    await withProject({ files: smallProject }, async ({ folder, run }) => {
      await writeFile(join(folder, 'snapshot.json'), '');
      await truncate(join(folder, 'snapshot.json'), 400_000_001);
      const { exitCode, stderr } = await run('plan --snapshot snapshot.json');
      expect(stderr).toMatch(/\berror file-not-readable .* at most 400 MB are read/u);
      expect(exitCode).toBe(1);
    });
  });
});
