/** What is easily typed wrong with `--each`: the hint names the cause. */
import { expect, test } from '@jest/globals';
import { everyProject, withFleet } from './a-fleet.ts';

test.each([
  [
    'a glob that the shell replaced',
    'validate --each clients/a/audiencectl.yaml clients/b/audiencectl.yaml',
    'Put the glob of --each in quotes',
  ],
  [
    'two globs, of which one would be left out unseen',
    'plan --each clients/a/audiencectl.yaml --each clients/b/audiencectl.yaml',
    'For several projects, give one glob that matches all of them',
  ],
  [
    'another folder than that of the glob',
    'validate -C clients --each clients/*/audiencectl.yaml',
    'Run the command in the folder where the glob begins',
  ],
  [
    'no list for members',
    'members clear --project clients/a/audiencectl.yaml',
    'Give the name of the contact list',
  ],
])('%s', async (_, line, hint) => {
  await withFleet(['a', 'b'], async ({ run }) => {
    const { exitCode, stderr, stdout } = await run(line);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr.replace(/\s+/gu, ' ')).toContain(hint);
  });
});

test('after an apply, nothing advises to look at changes that are no more', async () => {
  const clients = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  await withFleet(clients, async ({ run, write }) => {
    const planned = await run(`plan --each ${everyProject}`);
    for (const client of clients) {
      await write({
        [`clients/${client}/more.yaml`]: `segments:
  - { name: More of ${client}, retailerId: "1234", contactList: { identifierType: Email } }
`,
      });
    }
    expect(planned.stdout).toContain('To see the changes, add --verbose');
    const applied = await run(`apply --each ${everyProject} --auto-approve`);
    expect(applied.exitCode).toBe(0);
    expect(applied.stdout).not.toContain('To see the changes');
  });
});
