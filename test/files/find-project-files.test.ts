import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findProjectFiles, type SearchOptions } from '../../src/files/find-project-files.ts';
import { type FolderFiles, withFolder } from '../support/a-folder.ts';

const project = 'version: 1\nplatform: retail-media\naccountId: "1"\n';
function findIn(files: FolderFiles, options: Partial<SearchOptions> = {}) {
  return withFolder(files, async (folder) => {
    const skip = (options.skip ?? []).map((each) => join(folder, each));
    const known = new Set([...(options.known ?? [])].map((each) => join(folder, each)));
    const found = await findProjectFiles(folder, { ...options, skip, known });
    return {
      isComplete: found.isComplete,
      files: found.files.map((file) => relative(folder, file)),
    };
  });
}

describe('the project files of a repository', () => {
  test('are found by their name, or by what they say', async () => {
    const files = {
      'audiencectl.yaml': '',
      'a/b/audiencectl.yaml': project,
      'a/germany.yml': project,
      'a/QUOTED.YAML': '{ "version": 1, "platform": "retail-media" }',
      'a/manifest.yaml': 'segments: []\n',
      'a/compose.yaml': 'version: 3\nservices: {}\n',
      'a/text.txt': project,
    };
    expect(await findIn(files)).toEqual({
      files: ['a/QUOTED.YAML', 'a/b/audiencectl.yaml', 'a/germany.yml', 'audiencectl.yaml'],
      isComplete: true,
    });
  });

  test('are none of another repository, of hidden folders, of packages or of what is skipped', async () => {
    const files = {
      '.git/HEAD': '',
      '.audiencectl/audiencectl.yaml': project,
      'node_modules/a/audiencectl.yaml': project,
      'worktree/.git': 'gitdir: elsewhere\n',
      'worktree/audiencectl.yaml': project,
      'base/audiencectl.yaml': project,
      'known.yaml': project,
      'left.yaml': project,
    };
    const options = { skip: ['base'], known: new Set(['known.yaml']) };
    expect((await findIn(files, options)).files).toEqual(['left.yaml']);
  });

  test('cannot be told where there is too much to look through', async () => {
    const files = { 'audiencectl.yaml': project, 'a/audiencectl.yaml': project, 'a/b.txt': '' };
    expect(await findIn(files, { most: 3 })).toMatchObject({ isComplete: false });
    expect(await findIn(files, { most: 4 })).toMatchObject({ isComplete: true });
  });
});
