/** What Node.js would end with 0: nothing is left that could happen, and the command has not ended. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { program } from '../../support/run-cli.ts';

const hang = `
const files = require('node:fs/promises');
for (const name of ['mkdir', 'readFile', 'readdir']) files[name] = () => new Promise(() => {});
`;

test.each([
  ['audiencectl', ['init', '--example', 'retail-media'], {}],
  [
    'audiencectl-review',
    ['publish', '--key', 'key', '--from', '.'],
    {
      GITHUB_ACTIONS: 'true',
      GITHUB_TOKEN: 'token',
      GITHUB_REPOSITORY: 'owner/name',
      GITHUB_EVENT_PATH: 'hang.cjs',
      GITHUB_RUN_ID: '1',
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_API_URL: 'http://127.0.0.1:9',
    },
  ],
])('%s that waits for what never comes fails', async (name, words, env) => {
  await withFolder({ 'hang.cjs': hang }, async (folder) => {
    const run = spawnSync(
      process.execPath,
      ['--require', join(folder, 'hang.cjs'), join(dirname(program), `${name}.js`), ...words],
      { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } },
    );
    expect(run).toMatchObject({
      status: 1,
      stdout: '',
      stderr: `error unexpected ${name} failed because of a bug: it stopped before its end\n`,
    });
  });
});
