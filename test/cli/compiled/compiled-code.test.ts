import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  copyFile,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCompiled, writeCompiled } from '../../../src/cli/compiled/compiled-code.ts';

const source = Buffer.from('the source of a part');
const code = randomBytes(300);

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'compiled-'));
  await writeFile(join(root, 'program'), '');
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

const place = () => ({
  folder: join(root, 'compiled'),
  part: 'part',
  tag: 'a1',
  program: join(root, 'program'),
});
const file = () => join(root, 'compiled', 'part-a1');

test('code that was kept is read again, and nothing else is left', async () => {
  expect(readCompiled(place(), source)).toBeNull();
  writeCompiled(place(), source, true, () => code);
  expect(readCompiled(place(), source)?.code).toEqual(code);
  writeCompiled(place(), source, true, () => code.subarray(7));
  expect(readCompiled(place(), source)?.code).toEqual(code.subarray(7));
  expect(await readdir(join(root, 'compiled'))).toEqual(['part-a1']);
});

test('damaged or cut code, and that of another source, is not used', async () => {
  writeCompiled(place(), source, true, () => code);
  const whole = await readFile(file());
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ by;
      await writeFile(file(), damaged);
      expect(readCompiled(place(), source)).toBeNull();
      await writeFile(file(), whole.subarray(0, at));
      expect(readCompiled(place(), source)).toBeNull();
    }),
    { numRuns: 200 },
  );
  await writeFile(file(), whole);
  expect(readCompiled(place(), Buffer.from('the source of a pArt'))).toBeNull();
  expect(readCompiled(place(), source)?.code).toEqual(code);
});

const onPosix = getuid === undefined ? test.skip : test;

onPosix.each([0o664, 0o646, 0o666])('code that others may write is not used: %o', async (mode) => {
  writeCompiled(place(), source, true, () => code);
  await chmod(file(), mode);
  expect(readCompiled(place(), source)).toBeNull();
});

onPosix('code behind a link is not used', async () => {
  writeCompiled(place(), source, true, () => code);
  const other = { ...place(), part: 'other' };
  await symlink(file(), join(root, 'compiled', 'other-a1'));
  expect(readCompiled(other, source)).toBeNull();
});

const asRoot = getuid?.() === 0 ? test : test.skip;

asRoot('code of another owner than the program is not used, and none is kept for it', async () => {
  writeCompiled(place(), source, true, () => code);
  await chown(file(), 12_345, 12_345);
  expect(readCompiled(place(), source)).toBeNull();
  await chown(place().program, 12_345, 12_345);
  expect(readCompiled(place(), source)).toBeNull();
  await chown(place().folder, 12_345, 12_345);
  expect(readCompiled(place(), source)?.code).toEqual(code);
  writeCompiled({ ...place(), part: 'other' }, source, true, () => code);
  expect(await readdir(join(root, 'compiled'))).toEqual(['part-a1']);
});

test('where it cannot be made or kept, nothing happens', async () => {
  writeCompiled(place(), source, true, () => {
    throw new Error('out of memory');
  });
  expect(await readdir(join(root, 'compiled'))).toEqual([]);
  await rm(join(root, 'compiled'), { recursive: true });
  await writeFile(join(root, 'compiled'), 'a file');
  writeCompiled(place(), source, true, () => code);
  expect(readCompiled(place(), source)).toBeNull();
  expect(await readdir(root)).toEqual(['compiled', 'program']);
});

test('code of a program that was moved is not used: it may have the old place in it', async () => {
  writeCompiled(place(), source, true, () => code);
  await copyFile(join(root, 'program'), join(root, 'moved'));
  expect(readCompiled({ ...place(), program: join(root, 'moved') }, source)).toBeNull();
});

test('what is larger than any part, or no file, is not read', async () => {
  writeCompiled(place(), source, true, () => code);
  await truncate(file(), 3_000_000_000);
  const started = performance.now();
  expect(readCompiled(place(), source)).toBeNull();
  expect(performance.now() - started).toBeLessThan(1000);
});

onPosix('a folder behind a link, or that others may write to, is not used', async () => {
  writeCompiled(place(), source, true, () => code);
  await chmod(place().folder, 0o777);
  expect(readCompiled(place(), source)).toBeNull();
  await chmod(place().folder, 0o755);
  await rename(place().folder, join(root, 'elsewhere'));
  await symlink(join(root, 'elsewhere'), place().folder);
  expect(readCompiled(place(), source)).toBeNull();
  writeCompiled({ ...place(), part: 'other' }, source, true, () => code);
  expect(await readdir(join(root, 'elsewhere'))).toEqual(['part-a1']);
});

test('it is not made where there is no place for it', async () => {
  await writeFile(join(root, 'compiled'), 'a file');
  let made = 0;
  writeCompiled(place(), source, true, () => {
    made += 1;
    return code;
  });
  expect(made).toBe(0);
});

test('of one part the latest four are kept, and no draft of a run that was killed', async () => {
  writeCompiled({ ...place(), part: 'other' }, source, true, () => code);
  const folder = join(root, 'compiled');
  for (let number = 0; number < 9; number += 1) {
    const tag = `b${number}`;
    writeCompiled({ ...place(), tag }, source, true, () => code);
    await utimes(join(folder, `part-${tag}`), number, number);
  }
  const drafts = ['part-a1.11', 'other-a1.12', 'part-a1.13'];
  for (const name of drafts) await writeFile(join(folder, name), code);
  for (const name of drafts.slice(0, 2)) await utimes(join(folder, name), 1, 1);
  await writeFile(join(folder, 'of-somebody-else'), '');
  writeCompiled(place(), source, true, () => code);
  expect((await readdir(folder)).toSorted()).toEqual([
    ...['of-somebody-else', 'other-a1', 'part-a1', 'part-a1.13'],
    ...['part-b6', 'part-b7', 'part-b8'],
  ]);
});
