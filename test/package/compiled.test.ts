/** The code that the program keeps of itself: whatever happens to it, the program does what it does without. */
import { spawnSync } from 'node:child_process';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

const product = fileURLToPath(new URL('../..', import.meta.url));

let installed = '';
let kept = '';
let expected: ReturnType<typeof run>;

beforeAll(async () => {
  installed = await mkdtemp(join(tmpdir(), 'kept-'));
  kept = join(installed, 'dist/compiled');
  for (const each of ['dist/bin', 'schemas', 'package.json']) {
    await cp(join(product, each), join(installed, each), { recursive: true });
  }
  await symlink(join(product, 'node_modules'), join(installed, 'node_modules'));
  await cp(join(product, 'examples/retail-media'), join(installed, 'project'), { recursive: true });
  const file = join(installed, 'project/segments/wrong.yaml');
  await writeFile(file, 'segments:\n  - name: A\n    nmae: B\n');
  await writeFile(
    join(installed, 'project/right.yaml'),
    'version: 1\nplatform: retail-media\naccountId: "1"\nmanifests: [segments/crm.yaml]\n',
  );
  expected = run(['validate', '--format', 'json'], { NODE_DISABLE_COMPILE_CACHE: '1' });
});

beforeEach(async () => {
  await rm(kept, { recursive: true, force: true });
});

afterAll(async () => {
  await rm(installed, { recursive: true });
});

function run(words = ['validate', '--format', 'json'], environment: NodeJS.ProcessEnv = {}) {
  const program = join(installed, 'dist/bin/audiencectl.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: join(installed, 'project'),
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return { status, stdout, stderr };
}

const list = async () => (await readdir(kept).catch(() => [])).toSorted();
const timesOf = async (names: readonly string[]) =>
  Promise.all(names.map(async (name) => (await stat(join(kept, name))).mtimeMs));

test('the first run keeps it and the second uses it', async () => {
  expect(expected).toMatchObject({ status: 1, stdout: expect.stringContaining('nmae') });
  expect(run()).toEqual(expected);
  const names = await list();
  expect(names).toEqual([
    expect.stringMatching(/^run-command-validate-[0-9a-f]+$/u),
    expect.stringMatching(/^validate-validate-[0-9a-f]+$/u),
  ]);
  const times = await timesOf(names);
  expect(run()).toEqual(expected);
  expect(await list()).toEqual(names);
  expect(await timesOf(names)).toEqual(times);
});

test('what a run kept that ended early is made again by one that does not', async () => {
  const empty = join(installed, 'empty');
  await mkdir(empty, { recursive: true });
  const program = join(installed, 'dist/bin/audiencectl.js');
  const inEmpty = () => spawnSync(process.execPath, [program, 'validate'], { cwd: empty });
  const sizes = async () =>
    Promise.all((await list()).map(async (name) => (await stat(join(kept, name))).size));
  expect(inEmpty().status).toBe(1);
  const sparse = await sizes();
  const times = await timesOf(await list());
  expect(inEmpty().status).toBe(1);
  expect(await timesOf(await list())).toEqual(times);
  expect(run(['validate', '--project', 'right.yaml']).status).toBe(0);
  const whole = await sizes();
  expect(whole).toHaveLength(sparse.length);
  for (const [at, size] of whole.entries()) expect(size).toBeGreaterThan(sparse[at] ?? 0);
  const timesOfWhole = await timesOf(await list());
  expect(inEmpty().status).toBe(1);
  expect(run().status).toBe(1);
  expect(await timesOf(await list())).toEqual(timesOfWhole);
});

test('none is kept and none is used where it is turned off', async () => {
  expect(run(undefined, { NODE_DISABLE_COMPILE_CACHE: '1' })).toMatchObject({ status: 1 });
  expect(await list()).toEqual([]);
});

test('damaged, cut, empty, foreign and unreadable code changes nothing, and is made anew', async () => {
  run();
  const names = await list();
  for (const name of names) {
    const file = join(kept, name);
    const sound = await readFile(file);
    const damages = [
      ...[0, 9, 1000, sound.length - 1].map((place) => {
        const damaged = Buffer.from(sound);
        damaged[place] = (damaged[place] ?? 0) ^ 0xff;
        return damaged;
      }),
      ...[0, 8, 5000].map((length) => sound.subarray(0, length)),
      Buffer.concat([sound, sound]),
      await readFile(join(kept, names.find((other) => other !== name) ?? '')),
    ];
    for (const damaged of damages) {
      await writeFile(file, damaged);
      expect(run()).toEqual(expected);
      expect((await readFile(file)).equals(damaged)).toBe(false);
    }
    await rm(file);
    await mkdir(file);
    expect(run()).toEqual(expected);
    await rm(file, { recursive: true });
    run();
  }
});

test('code of an earlier version of the program is not used', async () => {
  run();
  const part = join(installed, 'dist/bin/validate.script.js');
  const text = await readFile(part, 'utf8');
  // Of the same length, as V8 looks at nothing else.
  const changed = text.replace('Give exactly one of', 'Take exactly one of');
  expect(changed === text).toBe(false);
  await writeFile(part, changed);
  try {
    expect(run().stdout).toContain('Take exactly one of');
  } finally {
    await writeFile(part, text);
  }
});

test('settings of V8 get code of their own', async () => {
  const environment = { NODE_OPTIONS: '--stack-trace-limit=5' };
  run();
  const names = await list();
  expect(run(undefined, environment)).toMatchObject({ status: 1 });
  for (let round = 0; round < 2; round += 1) {
    expect(run(undefined, environment)).toEqual(expected);
    expect(run()).toEqual(expected);
  }
  const all = await list();
  expect(all).toEqual(expect.arrayContaining(names));
  expect(all).toHaveLength(4);
});

test('a folder that cannot be written to, and a file in its place', async () => {
  await writeFile(kept, 'a file');
  expect(run()).toEqual(expected);
  expect(run()).toEqual(expected);
  expect(await readFile(kept, 'utf8')).toBe('a file');
  await rm(kept);
  await mkdir(kept, { mode: 0o555 });
  expect(run()).toEqual(expected);
  await chmod(kept, 0o755);
});

test('many runs at once keep one', async () => {
  const program = join(installed, 'dist/bin/audiencectl.js');
  const command = `for i in 1 2 3 4 5 6; do "${process.execPath}" "${program}" validate --quiet & done; wait`;
  spawnSync('sh', ['-c', command], { cwd: join(installed, 'project') });
  expect(await list()).toHaveLength(2);
  expect(run()).toEqual(expected);
});
