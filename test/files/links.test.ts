import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { head, readIn, withFolders } from './with-folders.ts';

const folderOf = withFolders();

describe('manifests', () => {
  describe('links', () => {
    const secret = 'token: secret\n: [';
    const outside = 'm/link.yaml:1:1 error manifests-outside-repository';

    test.each([
      ['to a file, by the default', head, '../secret.conf'],
      ['to a file, by a glob', `${head}manifests: ["m/*.yaml"]`, '../secret.conf'],
    ])('that lead out of the repository are not followed: %s', async (_, project, to) => {
      const folder = await folderOf({
        'secret.conf': secret,
        'p/.git/HEAD': '',
        'p/audiencectl.yaml': project,
        'p/m/a.yaml': '',
      });
      await symlink(join('..', to), join(folder, 'p/m/link.yaml'));
      const read = await readIn(join(folder, 'p'));
      expect(read).toMatchObject({ names: ['m/a.yaml'], findings: [outside] });
    });

    test('to a folder outside are not followed, where a glob goes through one', async () => {
      const folder = await folderOf({
        'etc/secret.conf': secret,
        'p/.git/HEAD': '',
        'p/audiencectl.yaml': `${head}manifests: [a.yaml, "m/*.conf"]`,
        'p/a.yaml': '',
      });
      await symlink('../etc', join(folder, 'p/m'));
      expect(await readIn(join(folder, 'p'))).toMatchObject({
        names: ['a.yaml'],
        findings: ['audiencectl.yaml:4:21 error manifests-outside-repository'],
      });
    });

    test('the project file may not be one', async () => {
      const folder = await folderOf({ 'secret.conf': secret, 'p/.git/HEAD': '' });
      await symlink('../secret.conf', join(folder, 'p/audiencectl.yaml'));
      expect(await readIn(join(folder, 'p'))).toMatchObject({
        projectSource: null,
        findings: ['audiencectl.yaml:1:1 error manifests-outside-repository'],
      });
    });

    test('inside the repository are, and so is a repository that is reached by one', async () => {
      const folder = await folderOf({
        'r/.git/HEAD': '',
        'r/common/shoes.txt': '',
        'r/p/audiencectl.yaml': head,
      });
      await symlink('../common/shoes.txt', join(folder, 'r/p/link.yaml'));
      await symlink('r', join(folder, 'also'));
      const expected = { names: ['link.yaml'], findings: [] };
      expect(await readIn(join(folder, 'r/p'))).toMatchObject(expected);
      expect(await readIn(join(folder, 'also/p'))).toMatchObject(expected);
    });

    test('where there is no repository, those inside the folder are', async () => {
      const folder = await folderOf({
        'secret.conf': secret,
        'p/audiencectl.yaml': head,
        'p/data/x.txt': '',
        'p/m/a.yaml': '',
      });
      await symlink('data/x.txt', join(folder, 'p/x.yaml'));
      await symlink('../../secret.conf', join(folder, 'p/m/link.yaml'));
      const read = await readIn(join(folder, 'p'));
      expect(read).toMatchObject({ names: ['m/a.yaml', 'x.yaml'], findings: [outside] });
    });
  });

  describe('links to folders', () => {
    const globs: readonly (readonly [string, string])[] = [
      ['the default', head],
      ['a glob', `${head}manifests: ["**/*.yaml"]`],
      ['a glob that names the folder', `${head}manifests: ["s/**/*.yaml", "x.yaml"]`],
    ];

    test.each(globs)('inside the repository are followed, with %s', async (_, project) => {
      const folder = await folderOf({
        '.git/HEAD': '',
        'common/a.yaml': 'a',
        'common/b/c.yaml': 'c',
        'p/audiencectl.yaml': project,
        'p/x.yaml': 'x',
        'p/s/.keep': '',
      });
      await symlink('../../common', join(folder, 'p/s/common'));
      const read = await readIn(join(folder, 'p'));
      expect(read.names).toEqual(['s/common/a.yaml', 's/common/b/c.yaml', 'x.yaml']);
      expect(read.findings).toEqual([]);
    });

    test.each(globs)('that lead round and round come to an end, with %s', async (_, project) => {
      const folder = await folderOf({
        'audiencectl.yaml': project,
        's/a.yaml': 'a',
        'x.yaml': 'x',
      });
      await symlink('..', join(folder, 's/up'));
      await symlink('.', join(folder, 's/here'));
      await symlink('../s', join(folder, 's/again'));
      await symlink('loop', join(folder, 's/loop'));
      const read = await readIn(folder);
      expect(read.names).toContain('s/a.yaml');
      expect(read.findings).toEqual([]);
    });

    test('that lead to one folder by more ways than can be walked, too', async () => {
      const files = Array.from({ length: 40 }, (_, n) => [`s/${n}/m.yaml`, String(n)] as const);
      const project = `${head}manifests: ["s/0/**/*.yaml"]`;
      const folder = await folderOf({ 'audiencectl.yaml': project, ...Object.fromEntries(files) });
      for (let n = 0; n < 39; n += 1) {
        for (const way of ['left', 'right']) {
          await symlink(`../${n + 1}`, join(folder, `s/${n}/${way}`));
        }
      }
      const read = await readIn(folder);
      // Each of them once, though there are a billion ways to the last.
      const texts = read.files.map(({ text }) => Number(text)).toSorted((a, b) => a - b);
      expect(texts).toEqual(Array.from({ length: 40 }, (_, n) => n));
      expect(read.findings).toEqual([]);
    });

    test.each(globs)(
      'out of the repository are named and not listed, with %s',
      async (_, project) => {
        const folder = await folderOf({
          'out/secret.yaml': 'segments: [a]',
          'p/.git/HEAD': '',
          'p/audiencectl.yaml': project,
          'p/s/a.yaml': 'a',
          'p/x.yaml': 'x',
        });
        await symlink('../../out', join(folder, 'p/s/out'));
        const read = await readIn(join(folder, 'p'));
        expect(read.names).toEqual(['s/a.yaml', 'x.yaml']);
        expect(read.findings).toEqual(['s/out:1:1 warning manifest-not-read']);
      },
    );
  });
});
