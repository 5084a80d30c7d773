import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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
  name: 'part',
  program: join(root, 'program'),
});
const file = () => join(root, 'compiled', 'part');

test('code that was kept is read again, and nothing else is left', async () => {
  expect(readCompiled(place(), source)).toBeNull();
  writeCompiled(place(), source, () => code);
  expect(readCompiled(place(), source)).toEqual(code);
  writeCompiled(place(), source, () => code.subarray(7));
  expect(readCompiled(place(), source)).toEqual(code.subarray(7));
  expect(await readdir(join(root, 'compiled'))).toEqual(['part']);
});

test('damaged or cut code, and that of another source, is not used', async () => {
  writeCompiled(place(), source, () => code);
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
  expect(readCompiled(place(), source)).toEqual(code);
});

const onPosix = getuid === undefined ? test.skip : test;

onPosix.each([0o664, 0o646, 0o666])('code that others may write is not used: %o', async (mode) => {
  writeCompiled(place(), source, () => code);
  await chmod(file(), mode);
  expect(readCompiled(place(), source)).toBeNull();
});

onPosix('code behind a link is not used', async () => {
  writeCompiled(place(), source, () => code);
  const other = { ...place(), name: 'other' };
  await symlink(file(), join(root, 'compiled', 'other'));
  expect(readCompiled(other, source)).toBeNull();
});

const asRoot = getuid?.() === 0 ? test : test.skip;

asRoot('code of another owner than the program is not used, and none is kept for it', async () => {
  writeCompiled(place(), source, () => code);
  await chown(file(), 12_345, 12_345);
  expect(readCompiled(place(), source)).toBeNull();
  await chown(place().program, 12_345, 12_345);
  expect(readCompiled(place(), source)).toEqual(code);
  writeCompiled({ ...place(), name: 'other' }, source, () => code);
  expect(await readdir(join(root, 'compiled'))).toEqual(['part']);
});

test('where it cannot be made or kept, nothing happens', async () => {
  writeCompiled(place(), source, () => {
    throw new Error('out of memory');
  });
  expect(await readdir(root)).toEqual(['program']);
  await writeFile(join(root, 'compiled'), 'a file');
  writeCompiled(place(), source, () => code);
  expect(readCompiled(place(), source)).toBeNull();
  expect(await readdir(root)).toEqual(['compiled', 'program']);
});
