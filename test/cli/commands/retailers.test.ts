/** Retailers of an account: looked up, listed by `init`, and named in plans. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { credentials, type TestProject, withProject } from '../../support/a-project.ts';
import { program } from '../../support/run-cli.ts';

const ids = Array.from({ length: 23 }, (_, index) => String(1200 + index));

const manifestOf = (retailers: readonly string[]) => `segments:
${retailers.map((id) => `  - { name: List ${id}, retailerId: ${id}, contactList: { identifierType: Email } }`).join('\n')}
`;

const manifest = manifestOf(ids);

/** An account with these retailers. */
function withRetailers<Result>(
  use: (project: TestProject) => Promise<Result>,
  retailers: readonly string[] = ids,
) {
  const m = manifestOf(retailers);
  const files = { 'audiencectl.yaml': smallProject['audiencectl.yaml'] ?? '', 'm.yaml': m };
  return withProject({ files }, async (project) => {
    expect(await project.run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    return use(project);
  });
}

function searches({ sandbox }: TestProject): readonly string[] {
  const all = sandbox.requests().filter(({ path }) => path.endsWith('/retailers/search'));
  return all.map(({ query }) => `${query['limit']} from ${query['offset']}`);
}

describe('catalog retailers', () => {
  test('lists all of them, ten at a time', async () => {
    await withRetailers(async (project) => {
      const { exitCode, stdout } = await project.run('catalog retailers --format json');
      expect(exitCode).toBe(0);
      const { entries, catalog } = JSON.parse(stdout);
      expect(catalog).toBe('retailers');
      expect(entries.map(({ id }: { id: string }) => id)).toEqual(ids);
      expect(entries[0]).toMatchObject({ id: '1200', name: 'Sandbox retailer 1200' });
      // Nothing counts them, so an empty page has to be empty twice.
      const pages = ['10 from 0', '10 from 10', '10 from 20', '10 from 23', '10 from 23'];
      expect(searches(project)).toEqual(pages);
    });
  });

  test('finds one by its name, and says how plans show it', async () => {
    await withRetailers(async ({ run, write }) => {
      const found = await run('catalog retailers 1207');
      expect(found.stdout).toMatch(/^ID +Name\n1207 +Sandbox retailer 1207\n\n1 entry\.\n$/u);
      const [, example = ''] = /such as (labels: .*)\.$/mu.exec(found.stderr) ?? [];
      const project = `${smallProject['audiencectl.yaml']}${example}\n`;
      await write({ 'audiencectl.yaml': project, 'm.yaml': manifest.replace('List 1207', 'New') });
      const plan = await run('plan');
      expect(plan.stdout).toContain('retailer 1207 "Sandbox retailer 1207"');
      expect((await run('catalog retailers 1207')).stderr).toBe('');
    });
  });

  test.each([
    ['catalog retailers --country FR', 'conflicting-options'],
    ['catalog interests --country FR', 'audiencectl catalog retailers'],
    ['catalog interests', 'audiencectl catalog retailers'],
  ])('%s is refused', async (line, words) => {
    await withProject({ files: smallProject }, async ({ run, sandbox }) => {
      const { exitCode, stderr } = await run(line);
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining(words)]);
      expect(sandbox.requests()).toEqual([]);
    });
  });

  test('a refusal of the API is an error', async () => {
    const settings = {
      faults: [{ when: { path: '/retailers/' }, effect: { kind: 'status', status: 403 } }],
    } as const;
    await withProject({ files: smallProject, settings }, async ({ run }) => {
      const { exitCode, stderr } = await run('catalog retailers');
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('api-forbidden')]);
      // Planning asks for no names.
      expect(await run('plan')).toMatchObject({ exitCode: 0 });
    });
  });
});

describe('init', () => {
  const init = 'init --account-id 625702934721171442 -C new';
  const written = ({ folder }: TestProject) =>
    readFile(join(folder, 'new', 'audiencectl.yaml'), 'utf8');

  test('lists the retailers of the account, and has plans show their names', async () => {
    await withRetailers(async (project) => {
      const { run, write } = project;
      await write({ 'new/.keep': '' });
      const { exitCode, stdout } = await run(init);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(
        '\n  1209  Sandbox retailer 1209\n  and 13 more: audiencectl catalog',
      );
      expect(await written(project)).toContain('    "1222": "Sandbox retailer 1222"\n');
      expect(await written(project)).not.toContain('defaults');
      expect(await run('validate -C new')).toMatchObject({ exitCode: 0, stdout: '' });
      await write({ 'new/segments/segments.yaml': manifest.replace('List 1207', 'New') });
      expect((await run('plan -C new')).stdout).toContain('1207 "Sandbox retailer 1207"');
    });
  });

  test('reads ten pages at most, and says that there are more', async () => {
    const many = Array.from({ length: 120 }, (_, index) => String(5000 + index));
    await withRetailers(async (project) => {
      await project.write({ 'new/.keep': '' });
      const { exitCode, stdout } = await project.run(init);
      expect(exitCode).toBe(0);
      expect(searches(project)).toHaveLength(10);
      expect(stdout).toContain(
        'The first 100 retailers of the account, whose names plans will show:',
      );
      expect(stdout).toContain('  and 90 more: audiencectl catalog retailers\n');
      expect(stdout).toContain('The account has more, which init did not look up.\n');
      expect(await project.run('validate -C new')).toMatchObject({ exitCode: 0 });
    }, many);
  });

  test('an interrupt during the look-up stops it, and nothing is written', async () => {
    const slow = { kind: 'slow', milliseconds: 60_000 } as const;
    const settings = { faults: [{ when: { path: '/retailers/' }, effect: slow }] };
    await withProject({ files: { 'new/.keep': '' }, settings }, async (project) => {
      const child = spawn(process.execPath, [program, ...init.split(' ')], {
        cwd: project.folder,
        env: { ...process.env, ...credentials, AUDIENCECTL_API_URL: project.url },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const ended = once(child, 'close');
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      while (searches(project).length === 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill('SIGINT');
      expect(await ended).toEqual([1, null]);
      expect(stderr).toContain('interrupted');
      expect(await readdir(join(project.folder, 'new'))).toEqual(['.keep']);
    });
  });

  test('an only retailer is the default', async () => {
    await withProject({ files: { 'new/.keep': '' } }, async (project) => {
      expect(await project.run(init)).toMatchObject({ exitCode: 0 });
      expect(await written(project)).toContain('defaults: { retailerId: "1234" }\n');
      const segment = 'segments:\n  - { name: A, contactList: { identifierType: Email } }\n';
      await project.write({ 'new/segments/segments.yaml': segment });
      const plan = await project.run('plan -C new');
      expect(plan.stdout).toContain('retailer 1234 "Sandbox retailer 1234"');
    });
  });

  test.each([
    ['no credentials', { CRITEO_CLIENT_ID: '', CRITEO_CLIENT_SECRET: '' }, {}, 0, ''],
    [
      'no permission',
      credentials,
      { faults: [{ when: { path: '/retailers/' }, effect: { kind: 'status', status: 403 } }] },
      2,
      'The list of retailers is not available',
    ],
  ] as const)(
    'with %s, it writes the same files without them',
    async (_, env, settings, sent, note) => {
      const files = { 'new/.keep': '' };
      await withProject({ files, settings }, async (project) => {
        const { exitCode, stderr } = await project.run(init, env);
        expect([exitCode, stderr]).toEqual([0, note === '' ? '' : expect.stringContaining(note)]);
        expect(await written(project)).not.toContain('labels');
        expect(project.sandbox.requests()).toHaveLength(sent);
      });
    },
  );
});
