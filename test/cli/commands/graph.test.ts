import { expect, test } from '@jest/globals';
import { smallProject, withFolder } from '../../support/a-folder.ts';
import { aSegmentRow, aSnapshot } from '../../support/a-world.ts';
import { runCli } from '../../support/run-cli.ts';

const files = {
  ...smallProject,
  'remote.json': JSON.stringify(aSnapshot([aSegmentRow('7', 'Handmade')])),
};
const run = (...words: readonly string[]) =>
  withFolder(files, (cwd) => runCli(['graph', ...words], { cwd }));

test('graph needs neither credentials nor network', async () => {
  const { exitCode, stdout, stderr } = await run();
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.split('\n').slice(0, 6)).toEqual([
    'flowchart LR',
    '  s1(["CRM Users 2025"])',
    '  s2(["Recent shoe viewers"])',
    '  a1["Recent viewers not in CRM"]',
    '  s1 -. not .-> a1',
    '  s2 --> a1',
  ]);
});

test('--snapshot adds what is remote, --focus takes a part', async () => {
  expect((await run('--snapshot', 'remote.json')).stdout).toContain('Handmade (not in git');
  const { stdout } = await run('--snapshot', 'remote.json', '--focus', 'segment/CRM Users 2025');
  expect(stdout).not.toContain('Handmade');
  expect(stdout).not.toContain('shoe viewers');
  expect(stdout).toContain('Recent viewers not in CRM');
});

test('an unknown address is an error that names the nearest', async () => {
  const { exitCode, stdout, stderr } = await run('--focus', 'segment/CRM User 2025');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('error address-unknown');
  expect(stderr).toContain('"segment/CRM Users 2025"');
});
