/** The plans of many projects on their way from the review to the job that applies. */
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checksumOfPlans, filesInIndex, readPlanFiles } from '../../src/review/plans/kept-plans.ts';
import { runReviewIn } from './run-review-in.ts';

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-kept-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function put(folder: string, files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [path, value] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value));
  }
}

const planOf = (sign: string) => ({ checksum: sign.repeat(64) });
const two = {
  'clients/at/audiencectl.json': planOf('a'),
  'clients/be/audiencectl.json': planOf('b'),
};
const index = { 'audiencectl-each.json': { formatVersion: 1, files: Object.keys(two) } };

describe('one checksum for the plans of many projects', () => {
  test('is the same for the same plans and their list, and there is none without the list', async () => {
    await inFolder(async (folder) => {
      await put(join(folder, 'one'), { ...two, ...index });
      await put(join(folder, 'other'), { ...index, ...two });
      await put(join(folder, 'bare'), two);
      const checksum = await checksumOfPlans(join(folder, 'one'));
      expect(checksum).toMatch(/^[0-9a-f]{64}$/u);
      expect(await checksumOfPlans(join(folder, 'other'))).toBe(checksum);
      expect(await checksumOfPlans(join(folder, 'bare'))).toBeNull();
    });
  });

  test('is there for a list of nothing, and not where all of a list are missing', async () => {
    await inFolder(async (folder) => {
      await put(join(folder, 'nothing'), { 'audiencectl-each.json': { files: [] } });
      await put(join(folder, 'failed'), index);
      const checksum = (await checksumOfPlans(join(folder, 'nothing'))) ?? '';
      expect(checksum).toMatch(/^[0-9a-f]{64}$/u);
      expect(await checksumOfPlans(join(folder, 'failed'))).toBeNull();
      const check = (from: string) =>
        runReviewIn(['check', '--from', join(folder, from), '--checksum', checksum], {});
      expect((await check('nothing')).exitCode).toBe(0);
      expect((await check('failed')).exitCode).toBe(3);
    });
  });

  test.each([['no JSON'], ['[]'], ['{}'], ['{"files":"x"}']])(
    'a list that is none is not taken for an empty one: %s',
    async (text) => {
      await inFolder(async (folder) => {
        await put(folder, { 'audiencectl-each.json': text });
        await expect(checksumOfPlans(folder)).rejects.toThrow('is not a list of plans');
      });
    },
  );

  test.each<[string, (folder: string) => Promise<void>]>([
    ['another plan', (folder) => put(folder, { 'clients/be/audiencectl.json': planOf('c') })],
    ['one more', (folder) => put(folder, { 'clients/ch/audiencectl.json': planOf('c') })],
    [
      'a list that names one less',
      (folder) =>
        put(folder, { 'audiencectl-each.json': { files: ['clients/at/audiencectl.json'] } }),
    ],
    ['no list', (folder) => rm(join(folder, 'audiencectl-each.json'))],
    ['one in a hidden folder', (folder) => put(folder, { '.x/audiencectl.json': planOf('c') })],
    ['one less', (folder) => rm(join(folder, 'clients/be/audiencectl.json'))],
    [
      'one of another project',
      (folder) => rename(join(folder, 'clients/be'), join(folder, 'clients/ch')),
    ],
    [
      'two in each other’s place',
      (folder) =>
        put(folder, {
          'clients/at/audiencectl.json': planOf('b'),
          'clients/be/audiencectl.json': planOf('a'),
        }),
    ],
  ])('is another one for %s, and check refuses it', async (_, change) => {
    await inFolder(async (folder) => {
      await put(folder, { ...two, ...index });
      const checksum = (await checksumOfPlans(folder)) ?? '';
      const check = () => runReviewIn(['check', '--from', folder, '--checksum', checksum], {});
      expect(await check()).toEqual({ exitCode: 0, stdout: '', stderr: '' });
      await change(folder);
      expect(await checksumOfPlans(folder)).not.toBe(checksum);
      expect(await check()).toMatchObject({
        exitCode: 3,
        stderr: expect.stringContaining('the kept plans are not the plans that were reviewed'),
      });
    });
  });

  test('check refuses a link, which apply does not follow', async () => {
    await inFolder(async (folder) => {
      await put(folder, {
        'plans/x.json': planOf('a'),
        'plans/audiencectl-each.json': { files: ['x.json'] },
      });
      const plans = join(folder, 'plans');
      const checksum = (await checksumOfPlans(plans)) ?? '';
      await rename(join(plans, 'x.json'), join(folder, 'aside.json'));
      await symlink(join(folder, 'aside.json'), join(plans, 'x.json'));
      expect(
        await runReviewIn(['check', '--from', plans, '--checksum', checksum], {}),
      ).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('"x.json" is not a file') });
    });
  });

  test('check refuses a folder that is missing, and a plan without a checksum', async () => {
    await inFolder(async (folder) => {
      const checksum = 'a'.repeat(64);
      const check = (from: string) =>
        runReviewIn(['check', '--from', from, `--checksum=${checksum}`], {});
      expect((await check(join(folder, 'missing'))).exitCode).toBe(3);
      expect((await check(folder)).exitCode).toBe(3);
      await put(folder, {
        'a.json': 'no JSON',
        'audiencectl-each.json': { formatVersion: 1, files: ['a.json'] },
      });
      expect((await check(folder)).exitCode).toBe(3);
    });
  });
});

describe('what planning left behind', () => {
  test('the plan of one project, or those of many, or nothing', async () => {
    await inFolder(async (folder) => {
      expect(await readPlanFiles(folder)).toBeNull();
      await put(folder, { 'plan.md': 'words' });
      expect(await readPlanFiles(folder)).toBeNull();
      await put(join(folder, 'plans'), index);
      // Each of the projects failed, which the words say.
      expect(await readPlanFiles(folder)).toEqual({ checksum: null, markdown: 'words' });
      await put(join(folder, 'plans'), two);
      const checksum = await checksumOfPlans(join(folder, 'plans'));
      expect(await readPlanFiles(folder)).toEqual({ checksum, markdown: 'words' });
      await put(folder, { 'plan.json': planOf('d') });
      expect(await readPlanFiles(folder)).toEqual({ checksum: 'd'.repeat(64), markdown: 'words' });
    });
  });
});

test.each([
  ['../a.json'],
  ['/a.json'],
  ['a/../../b.json'],
  ['a//b.json'],
  ['.'],
  ['a\\b.json'],
  [''],
])('a list of plans that names %j is refused', (path) => {
  expect(() => filesInIndex(JSON.stringify({ files: ['a.json', path] }))).toThrow('not below');
});

test('a list of plans names files below its folder', () => {
  const files = ['a.json', '.x/b.json'];
  expect(filesInIndex(JSON.stringify({ files }))).toEqual(files);
  expect(() => filesInIndex(JSON.stringify({ files: ['a.json', 3] }))).toThrow('not below');
  expect(() => filesInIndex('no JSON')).toThrow('is not a list of plans');
});
