/** Mobile advertising IDs, of which many are withheld by their owners. */
import { expect, test } from '@jest/globals';
import { withProject } from '../../../support/a-project.ts';
import { remoteOfTexts } from '../../../support/members/member-lists.ts';

const files = {
  'audiencectl.yaml':
    'version: 1\nplatform: marketing-solutions\nname: ms\nadvertiserId: "78462"\n',
  'lists.yaml': `segments:
  - name: Devices
    contactList:
      members: { source: devices.csv, column: id, identifierType: madid, mode: append }
`,
};

const ids = Array.from({ length: 6 }, (_, each) => `6d92078a-8246-4ba4-ae5b-76104861e7d${each}`);
const zeroed = [
  '00000000-0000-0000-0000-000000000000',
  '00000000-0000-0000-0000-000000000000',
  '00000000000000000000000000000000',
  ' 00000000-0000-0000-0000-000000000000 ',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '11111111-1111-1111-1111-111111111111',
];

/** What becomes of a file of these. */
async function sync(devices: readonly string[]) {
  return withProject({ files }, async (project) => {
    await project.write({ 'devices.csv': ['id', ...devices].join('\n') });
    const created = await project.run('apply --auto-approve');
    if (created.exitCode !== 0) throw new Error(created.stderr);
    const { exitCode, stdout, stderr } = await project.run('members sync Devices');
    return { exitCode, stdout: stdout + stderr, remote: Object.values(project.sandbox.members()) };
  });
}

test('zeroed IDs are counted apart, and brake nothing, however many they are', async () => {
  const { exitCode, stdout, remote } = await sync([...ids, ...zeroed]);
  expect([exitCode, stdout.split('\n')[1]]).toEqual([
    0,
    'source: 12 lines, 0 duplicates, 0 invalid, 6 zeroed',
  ]);
  expect(remote).toEqual([remoteOfTexts(ids)]);
});

test('upper-case IDs are sent in lower case', async () => {
  const { remote } = await sync(ids.map((id) => ` ${id.toUpperCase()}`));
  expect(remote).toEqual([remoteOfTexts(ids)]);
});

test('an export of zeroed IDs alone is an empty one', async () => {
  const { exitCode, stdout, remote } = await sync(zeroed);
  expect([exitCode, remote]).toEqual([3, []]);
  expect(stdout).toMatch('6 lines, 0 duplicates, 0 invalid, 6 zeroed');
  expect(stdout).toMatch('refused: The source contains no identifiers');
});

test('IDs without hyphens are invalid, and named', async () => {
  const { exitCode, stdout } = await sync(ids.map((id) => id.replaceAll('-', '')));
  expect([exitCode, stdout]).toEqual([3, expect.stringMatching('look like device IDs without')]);
  expect(stdout).not.toMatch('6d92078a');
});
