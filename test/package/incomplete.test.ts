/** A program of which a file is missing: it says so, and not that it has a bug. */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const product = fileURLToPath(new URL('../..', import.meta.url));

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'incomplete-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test.each([
  ['dist/bin/run-command.js', ['validate']],
  ['dist/bin/validate.js', ['validate']],
  ['dist/bin/run-command.script.js', ['validate']],
  ['dist/bin/validate.script.js', ['validate']],
  ['dist/bin/load-script.js', ['validate']],
  ['dist/bin/package.json', ['--version']],
  ['dist/bin/validate.mjs', ['plan', '--snapshot', 'none.json']],
  ['dist/bin/plan.mjs', ['plan', '--snapshot', 'none.json']],
  ['dist/bin/explain.mjs', ['explain', 'unexpected']],
  ['schemas/manifest.schema.json', ['explain', 'lookbackDays']],
  ['schemas/manifest.schema.json', ['schema', 'manifest']],
  ['examples/retail-media', ['init', '--example', 'retail-media', '-C', '..']],
])('without %s: %j', async (part, words) => {
  await expectRefusal(part, words, (file) => rm(file, { recursive: true }));
});

test.each([
  ['dist/bin/run-command.script.js', 0],
  ['dist/bin/validate.script.js', 0],
  ['dist/bin/validate.script.js', 30_000],
  ['dist/bin/validate.mjs', 0],
])('with only the beginning of %s: %d bytes', async (part, length) => {
  const words = part.endsWith('.mjs') ? ['plan', '--snapshot', 'none.json'] : ['validate'];
  await expectRefusal(part, words, (file) => truncate(file, length));
});

async function expectRefusal(
  part: string,
  words: readonly string[],
  damage: (file: string) => Promise<void>,
): Promise<void> {
  const installed = await mkdtemp(join(folder, 'program-'));
  for (const each of ['dist', 'schemas', 'examples', 'package.json']) {
    await cp(join(product, each), join(installed, each), { recursive: true });
  }
  await symlink(join(product, 'node_modules'), join(installed, 'node_modules'));
  await damage(join(installed, part));
  await cp(join(product, 'examples/retail-media'), join(installed, 'project'), { recursive: true });
  const program = join(installed, 'dist/bin/audiencectl.js');
  const run = spawnSync(process.execPath, [program, ...words], {
    cwd: join(installed, 'project'),
    encoding: 'utf8',
  });
  expect(run).toMatchObject({ status: 1, stdout: '' });
  expect(run.stderr).toMatch(
    /^error installation-incomplete the installation of audiencectl is incomplete: \S+ is missing or not whole\n +(?:hint: )?Install audiencectl again, for example with npm ci\.\n$/u,
  );
  expect(run.stderr).toContain(part);
}
