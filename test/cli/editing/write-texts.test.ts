import { chmod, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makePatch } from '../../../src/cli/editing/make-patch.ts';
import { writeTexts } from '../../../src/cli/editing/write-texts.ts';
import { withFolder } from '../../support/a-folder.ts';

const edited = (file: string, before: string | null, after: string) => ({ file, before, after });

async function contentsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile());
  return Object.fromEntries(
    await Promise.all(
      files.map(async ({ name, parentPath }) => {
        const path = join(parentPath, name);
        return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const;
      }),
    ),
  );
}

test('writes all, with modes and byte order marks as they were', async () => {
  await withFolder({ 'a.yaml': '\uFEFFa\r\n', 'b/b.yaml': 'b\n' }, async (folder) => {
    await chmod(join(folder, 'b/b.yaml'), 0o640);
    await writeTexts(
      [
        edited('a.yaml', 'a\r\n', 'A\r\n'),
        edited('b/b.yaml', 'b\n', 'B\n'),
        edited('c/c.yaml', null, 'C\n'),
      ],
      folder,
    );
    expect(await contentsOf(folder)).toEqual({
      'a.yaml': '\uFEFFA\r\n',
      'b/b.yaml': 'B\n',
      'c/c.yaml': 'C\n',
    });
    expect((await stat(join(folder, 'b/b.yaml'))).mode & 0o777).toBe(0o640);
  });
});

test('a text that stays is not touched, even where it could not be written', async () => {
  await withFolder({ 'a.yaml': 'a\n' }, async (folder) => {
    await chmod(join(folder, 'a.yaml'), 0o444);
    await writeTexts([edited('a.yaml', 'a\n', 'a\n')], folder);
    expect(await contentsOf(folder)).toEqual({ 'a.yaml': 'a\n' });
  });
});

test.each(['new.yaml', 'deep/new.yaml'])(
  'nothing is written through a link that leads out: %s',
  async (name) => {
    await withFolder({ 'a.yaml': 'a\n' }, async (folder) => {
      await withFolder({}, async (outside) => {
        await symlink(outside, join(folder, 'linked'));
        const files = [edited('a.yaml', 'a\n', 'A\n'), edited(`linked/${name}`, null, 'new\n')];
        await expect(writeTexts(files, folder)).rejects.toMatchObject({
          diagnostics: [{ code: 'manifests-outside-repository' }],
        });
        expect(await readdir(outside)).toEqual([]);
        expect(await readFile(join(folder, 'a.yaml'), 'utf8')).toBe('a\n');
      });
    });
  },
);

describe('none is written where one cannot be', () => {
  const good = edited('a.yaml', 'a\n', 'A\n');
  const untouched = { 'a.yaml': 'a\n', 'b.yaml': 'b\n' };
  const cases: readonly (readonly [
    string,
    (folder: string) => Promise<unknown>,
    ReturnType<typeof edited>,
    string,
  ])[] = [
    [
      'a link',
      (folder) => symlink('b.yaml', join(folder, 'l.yaml')),
      edited('l.yaml', 'b\n', 'B\n'),
      'is a link',
    ],
    [
      'a file without permission to write',
      (folder) => chmod(join(folder, 'b.yaml'), 0o444),
      edited('b.yaml', 'b\n', 'B\n'),
      'is read-only',
    ],
    [
      'a file that was changed after it was read',
      async () => undefined,
      edited('b.yaml', 'old\n', 'B\n'),
      'was changed',
    ],
    [
      'a file that was removed',
      async () => undefined,
      edited('gone.yaml', 'b\n', 'B\n'),
      'was removed',
    ],
    [
      'a new file that is there already',
      async () => undefined,
      edited('b.yaml', null, 'B\n'),
      'was created',
    ],
    [
      'a new file below a file',
      async () => undefined,
      edited('b.yaml/c.yaml', null, 'C\n'),
      '"b.yaml" is not a folder',
    ],
    [
      'a new file below a link that leads nowhere',
      (folder) => symlink('nowhere', join(folder, 'l.yaml')),
      edited('l.yaml/c.yaml', null, 'C\n'),
      '"l.yaml" is not a folder',
    ],
  ];
  test.each(cases)('%s', async (_, prepare, bad, message) => {
    await withFolder(untouched, async (folder) => {
      await prepare(folder);
      for (const files of [
        [good, bad],
        [bad, good],
      ]) {
        await expect(writeTexts(files, folder)).rejects.toThrow(message);
        await expect(makePatch(files, folder)).rejects.toThrow(message);
      }
      const { 'l.yaml': _link, ...contents } = await contentsOf(folder);
      expect(contents).toEqual(untouched);
    });
  });
});

test('of two that make one new file, one fails and writes nothing', async () => {
  await withFolder({ 'a.yaml': 'a\n', 'b.yaml': 'b\n' }, async (folder) => {
    const make = (name: string) =>
      writeTexts(
        [edited(`${name}.yaml`, `${name}\n`, 'edited\n'), edited('new.yaml', null, `${name}\n`)],
        folder,
      );
    const results = await Promise.allSettled([make('a'), make('b')]);
    const [won] = ['a', 'b'].filter((_, at) => results[at]?.status === 'fulfilled');
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await contentsOf(folder)).toEqual({
      'a.yaml': won === 'a' ? 'edited\n' : 'a\n',
      'b.yaml': won === 'b' ? 'edited\n' : 'b\n',
      'new.yaml': `${won}\n`,
    });
  });
});

describe('a patch', () => {
  test('applies in the project folder', async () => {
    await withFolder({ 'a.yaml': '\uFEFFa\nb\n' }, async (folder) => {
      expect(await makePatch([edited('a.yaml', 'a\nb\n', 'a\nc\n')], folder)).toEqual({
        patch: '--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,2 @@\n \uFEFFa\n-b\n+c\n',
        folder,
      });
    });
  });

  test('applies in the repository where a file lies outside of the project', async () => {
    const files = { '.git/HEAD': '', 'teams/one/a.yaml': 'a\n', 'shared/b.yaml': 'b\n' };
    await withFolder(files, async (folder) => {
      const one = join(folder, 'teams/one');
      const { patch, folder: root } = await makePatch(
        [edited('a.yaml', 'a\n', 'A\n'), edited('../../shared/b.yaml', 'b\n', 'B\n')],
        one,
      );
      expect(root).toBe(folder);
      expect(patch).toContain('+++ b/teams/one/a.yaml\n');
      expect(patch).toContain('+++ b/shared/b.yaml\n');
    });
  });
});
