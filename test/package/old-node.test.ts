/** A Node.js that is too old: one line that says so, and not a page of the program. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const older = 'data:text/javascript,delete process.getBuiltinModule';

test.each(['audiencectl', 'audiencectl-review'])('%s says which Node.js it needs', (name) => {
  const program = fileURLToPath(new URL(`../../dist/bin/${name}.js`, import.meta.url));
  const run = spawnSync(process.execPath, ['--import', older, program, '--version'], {
    encoding: 'utf8',
  });
  expect(run).toMatchObject({ status: 1, stdout: '' });
  expect(run.stderr).toBe(
    `error: this program needs Node.js 20.19 or later, and this is ${process.version}. Install a later version.\n`,
  );
});
