/** Commands that one action prints for another one never repeat its source: pasted, they fill a list with other people. */
import { rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFile } from '../../../support/a-folder.ts';
import { withProject } from '../../../support/a-project.ts';
import { sha256 } from '../../../support/members/member-lists.ts';
import { address, key, lines, ten, withFilled, without } from './with-filled-lists.ts';

const rebuild = (text: string) => /"audiencectl (members sync [^"]*)"/u.exec(text)?.[1] ?? 'none';
const reading = '--identifier-format sha256 --identifier-type Email';

test('forget prints a rebuild that does not add back those whom it removed', () =>
  withFilled(
    async ({ run, write, file, remote }) => {
      await rm(await file('Appended'));
      await run('members add Appended', key);
      const left = lines(ten.filter((each) => each !== 3).map(address));
      await write({ 'asked.txt': lines([sha256(address(3))]), 'data/plain.txt': left });
      const line = `members forget --source asked.txt ${reading} --auto-approve`;
      const forgot = await run(line, key);
      expect(forgot).toMatchObject({ exitCode: 4, stdout: expect.stringMatching('form-unknown') });
      const printed = rebuild(forgot.stdout);
      const rebuilt = await run(`${printed} --allow-member-removal`, key);
      expect([printed, rebuilt]).toMatchObject([
        'members sync Appended --allow-members-rebuild',
        { exitCode: 0 },
      ]);
      expect(remote('Appended')).toEqual(without('Appended', [3]));
    },
    ['Appended'],
  ));

test.each(['add', 'remove'])('%s prints a rebuild from the source of the list', (action) =>
  withFilled(
    async ({ run, write, file, remote }) => {
      await truncate(await file('Appended'), 1700);
      await write({ 'asked.txt': lines([sha256(address(3))]) });
      const line = `members ${action} Appended --source asked.txt ${reading}`;
      const failed = await run(line, key);
      expect(failed).toMatchObject({ exitCode: 1, stderr: expect.stringMatching('damaged') });
      const printed = rebuild(failed.stderr);
      await rm(await file('Appended'));
      const rebuilt = await run(printed, key);
      expect([printed, rebuilt]).toMatchObject([
        'members sync Appended --allow-members-rebuild',
        { exitCode: 0 },
      ]);
      expect(remote('Appended')).toEqual(without('Appended', []));
    },
    ['Appended'],
  ),
);

test('a list whose name cannot be typed is called by its ID, and the type is given where no manifest says it', () => {
  const named = (name: string) =>
    `  - { name: "${name}", contactList: { identifierType: Email } }\n`;
  const names = ['200', 'odd\\u202ename', 'Usual'];
  const files = {
    'audiencectl.yaml': projectFile,
    'lists.yaml': `defaults: { retailerId: "1" }\nsegments:\n${names.map(named).join('')}`,
    'asked.txt': lines([address(3)]),
  };
  return withProject({ files }, async ({ run, folder, write }) => {
    const { stdout } = await run('apply --auto-approve --format json');
    const results: readonly { readonly id: string; readonly address: string }[] =
      JSON.parse(stdout).results;
    const typed = results.map(({ id, address: own }) => (own === 'segment/Usual' ? 'Usual' : id));
    await rm(join(folder, '.audiencectl'), { recursive: true });
    await write({ 'lists.yaml': `defaults: { retailerId: "1" }\nsegments:\n${named('Other')}` });
    const forgot = await run('members forget --source asked.txt --auto-approve');
    expect(forgot.exitCode).toBe(4);
    const printed = [...forgot.stdout.matchAll(/"audiencectl members remove (\S+) ([^"]*)"/gu)];
    expect(printed.map(([, list]) => list).sort()).toEqual([...typed].sort());
    for (const [, list, rest] of printed) {
      expect(rest).toBe('--source - --identifier-type Email');
      const line = `members remove ${list} ${rest}`.replace('--source -', '--source asked.txt');
      const removed = await run(`${line} --allow-member-removal`);
      expect([line, removed]).toMatchObject([line, { exitCode: 0 }]);
    }
  });
});
