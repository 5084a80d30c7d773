import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findByGlob } from '../../../../src/members/source/files/find-by-glob.ts';
import { withFolder } from '../../../support/a-folder.ts';
import { failureOf } from '../../a-task.ts';

const files = {
  'a/1.csv': '',
  'a/2.csv': '',
  'a/b/3.csv': '',
  'a/b/c/4.csv': '',
  'a/.hidden/5.csv': '',
  'a/.6.csv': '',
  'a/.git/7.csv': '',
  'd.csv': '',
};

describe('what a glob of a source finds', () => {
  test.each<[string, readonly string[]]>([
    ['*.csv', ['d.csv']],
    ['a/*.csv', ['a/1.csv', 'a/2.csv']],
    ['a/*/*.csv', ['a/b/3.csv']],
    ['a/**/*.csv', ['a/1.csv', 'a/2.csv', 'a/b/3.csv', 'a/b/c/4.csv']],
    ['**/[34].csv', ['a/b/3.csv', 'a/b/c/4.csv']],
    ['{d,e,a/?}.csv', ['a/1.csv', 'a/2.csv', 'd.csv']],
    ['{a/1,d}.csv', ['a/1.csv', 'd.csv']],
    ['a/.h*/*.csv', ['a/.hidden/5.csv']],
    ['a/.*.csv', ['a/.6.csv']],
    ['a/.g*/*.csv', []],
    ['a/.git/*.csv', ['a/.git/7.csv']],
    ['no/*.csv', []],
    ['a/*', ['a/1.csv', 'a/2.csv']],
  ])('%s', (glob, found) =>
    withFolder(files, async (folder) => {
      expect(await findByGlob(glob, folder)).toEqual(found);
    }),
  );

  test('links are followed, also those that lead back', () =>
    withFolder(files, async (folder) => {
      await symlink('..', join(folder, 'a/up'));
      await symlink('a/b', join(folder, 'other'));
      await symlink('nowhere', join(folder, 'a/dangling.csv'));
      expect(await findByGlob('*/**/3.csv', folder)).toEqual(['a/b/3.csv', 'other/3.csv']);
      expect(await findByGlob('a/*.csv', folder)).toContain('a/dangling.csv');
    }));

  test('one that looks through too much is refused', () =>
    withFolder(files, async (folder) => {
      expect(await failureOf(findByGlob('**/4.csv', folder, 5))).toMatch(
        'members-source-no-files: The source **/4.csv would search too many',
      );
      // No deeper than it has to, and never into what is passed over.
      expect(await findByGlob('*/1.csv', folder, 2 + 6)).toEqual(['a/1.csv']);
    }));
});
