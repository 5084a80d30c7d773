/** What `members` is told to write is held against what it reads and keeps, before anything is opened. */
import { link, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const people = Array.from({ length: 30 }, (_, each) => `secret${each}@example.com`).join('\n');

const files = {
  'audiencectl.yaml': `${projectFile}manifests: ["lists/**/*.yaml"]\n`,
  'lists/crm.yaml': `segments:
  - name: CRM
    retailerId: "1"
    contactList:
      identifierType: Email
      members: { source: ../data/crm.txt, exclude: "../out/*.txt" }
`,
  'data/crm.txt': people,
  'out/all.txt': 'secret99@example.com\n',
  'more/one.txt': people,
  'extra.txt': 'secret98@example.com\n',
};

/** Every byte below a folder, by path. */
async function contents(folder: string): Promise<readonly (readonly [string, string])[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    names
      .filter((each) => each.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path, await readFile(path, 'latin1')] as const;
      }),
  );
}

const given = '--source more --exclude-source extra.txt';
const actions = {
  sync: 'members sync CRM',
  'sync from options': `members sync CRM ${given}`,
  add: `members add CRM ${given}`,
  remove: 'members remove CRM --source more/one.txt',
  clear: 'members clear CRM --auto-approve',
  forget: 'members forget --source more/one.txt --auto-approve',
  stats: 'members stats CRM',
} as const;

describe('a file that members reads or keeps is no place to write to', () => {
  test.each(Object.entries(actions))('%s', (action, line) =>
    withProject({ files }, async (project) => {
      const { folder, run, sandbox } = project;
      expect((await run('apply --members --auto-approve')).exitCode).toBe(0);
      await symlink('data/crm.txt', join(folder, 'linked'));
      await link(join(folder, 'data/crm.txt'), join(folder, 'hard'));
      const ledgers = (await readdir(join(folder, '.audiencectl'), { recursive: true }))
        .filter((name) => name.endsWith('.ledger'))
        .map((name) => join('.audiencectl', name));
      expect(ledgers.length).toBeGreaterThan(0);
      const kept = [
        ...ledgers,
        ...[
          '.audiencectl/ledger/new',
          '.audiencectl/sandbox.json',
          'audiencectl.yaml',
          'lists/crm.yaml',
          'lists/new.yaml',
        ],
        ...['data/crm.txt', 'data/../data/crm.txt', 'linked', 'hard'],
        ...['out/all.txt', 'out/new.txt'],
        ...(line.includes('more/one.txt') ? ['more/one.txt'] : []),
        ...(line.includes(given) ? ['more/one.txt', 'more/new.txt', 'extra.txt'] : []),
      ];
      const before = await contents(folder);
      const sent = sandbox.requests().length;
      for (const file of kept) {
        for (const output of [`--report json=${file}`, `--events ${file}`]) {
          const { exitCode, stdout, stderr } = await run(`${line} ${output}`);
          expect([action, output, exitCode, stdout, stderr]).toEqual([
            ...[action, output, 1, ''],
            expect.stringMatching('error output-not-allowed'),
          ]);
        }
      }
      const twice = await run(`${line} --report json=x.json --events x.json`);
      expect([twice.exitCode, twice.stderr]).toEqual([
        1,
        expect.stringMatching('error output-not-allowed'),
      ]);
      expect(await contents(folder)).toEqual(before);
      expect(sandbox.requests()).toHaveLength(sent);
    }),
  );

  test('a ledger folder that an option names is kept, too', () =>
    withProject({ files }, async ({ run }) => {
      await run('apply --members --auto-approve --ledger kept');
      const line = 'members sync CRM --ledger kept --report json=kept/report.json';
      const { exitCode, stderr } = await run(line);
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching('error output-not-allowed')]);
      expect((await run(line.replace('kept/report', 'report'))).exitCode).toBe(0);
    }));

  test('nor is a ledger by a second name, or in the folder that no option names', () =>
    withProject({ files }, async ({ run, folder }) => {
      await run('apply --members --auto-approve --ledger kept');
      await run('members sync CRM --allow-members-rebuild');
      for (const place of ['.audiencectl/ledger', 'kept']) {
        const names = await readdir(join(folder, place), { recursive: true });
        const ledger = names.find((name) => name.endsWith('.email.ledger')) ?? '';
        await link(join(folder, place, ledger), join(folder, `hard-${place.at(-1)}.txt`));
      }
      const before = await contents(folder);
      for (const file of ['hard-r.txt', 'hard-t.txt', '.audiencectl/ledger/new.txt']) {
        for (const line of ['members stats CRM --events', 'plan --members --out']) {
          const { exitCode, stderr } = await run(`${line} ${file} --ledger kept`);
          expect([line, file, exitCode, stderr]).toEqual([
            ...[line, file, 1],
            expect.stringMatching('error output-not-allowed'),
          ]);
        }
      }
      expect(await contents(folder)).toEqual(before);
    }));
});
