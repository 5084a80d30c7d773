import { mkdir, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readProjectFiles } from '../../src/files/read-project-files.ts';
import { head, readIn, withFolders } from './with-folders.ts';

const folderOf = withFolders();

describe('manifests', () => {
  test('are every YAML file below the folder but some', async () => {
    const folder = await folderOf({
      'audiencectl.yaml': head,
      'b.yaml': 'b',
      'a/c.yml': 'c',
      'a/b/d.yaml': 'd',
      'a/e.json': '',
      '.hidden/f.yaml': '',
      '.g.yaml': '',
      'node_modules/h.yaml': '',
      'a/node_modules/i.yaml': '',
      'folder.yaml/j.yaml': 'j',
    });
    const read = await readIn(folder);
    expect(read.names).toEqual(['a/b/d.yaml', 'a/c.yml', 'b.yaml', 'folder.yaml/j.yaml']);
    expect(read.findings).toEqual([]);
    expect(read.root).toBe(folder);
    expect(read.project?.name).toBe(folder.slice(folder.lastIndexOf('/') + 1));
  });

  test('are what the globs match, each once, without the project file', async () => {
    const folder = await folderOf({
      'audiencectl.yaml': `${head}manifests: ["*.yaml", "s/**/*.yaml", "s/a.yaml"]\n`,
      'x.yaml': '',
      's/a.yaml': '',
      's/b/c.yaml': '',
      'other/d.yaml': '',
    });
    expect((await readIn(folder)).names).toEqual(['s/a.yaml', 's/b/c.yaml', 'x.yaml']);
  });

  test('may lie outside the folder, inside the same repository', async () => {
    const folder = await folderOf({
      '.git/HEAD': '',
      'shared/a.yaml': '',
      'teams/fr/audiencectl.yaml': `${head}manifests: ["../../shared/*.yaml"]\n`,
    });
    const read = await readIn(join(folder, 'teams/fr'));
    expect(read.names).toEqual(['../../shared/a.yaml']);
  });

  test.each(['../b/*.yaml', '/etc/*.yaml', 'x/../../b/*.yaml'])('may not be %s', async (glob) => {
    const folder = await folderOf({
      'b/a.yaml': '',
      'p/.git/HEAD': '',
      'p/m.yaml': '',
      'p/audiencectl.yaml': `${head}manifests: [m.yaml, "${glob}"]\n`,
    });
    const read = await readIn(join(folder, 'p'));
    expect(read.findings).toEqual(['audiencectl.yaml:4:21 error manifests-outside-repository']);
    expect(read.names).toEqual(['m.yaml']);
  });

  test('may not leave the folder of a project that is in no repository', async () => {
    const folder = await folderOf({
      'shared/a.yaml': '',
      'p/audiencectl.yaml': `${head}manifests: ["../shared/*.yaml"]\n`,
    });
    const { diagnostics } = await readProjectFiles({ cwd: join(folder, 'p') });
    expect(diagnostics).toMatchObject([
      {
        code: 'manifests-outside-repository',
        message:
          '"../shared/*.yaml" leads out of the project folder, which is in no git repository',
      },
    ]);
  });

  test.each([
    ['the default', head],
    ['a glob', `${head}manifests: ["**/*.yaml"]`],
  ])('with %s, a link that leads back does no harm', async (_, project) => {
    const folder = await folderOf({ 'audiencectl.yaml': project, 'a/b.yaml': '' });
    await symlink(folder, join(folder, 'a/loop'));
    expect((await readIn(folder)).names).toEqual(['a/b.yaml']);
  });
  describe('what is not read is named', () => {
    const pruning = `${head}prune: removed\n`;
    const segments = 'segments: [{ name: A }]';

    test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
      [
        'below a folder that a glob names, whatever is in it',
        'manifests: ["s/*.yaml"]',
        { 's/b.yml': '', 's/C.YAML': '', 's/d/e.yaml': '', 's/.f.yaml': '', 's/g.txt': '' },
        ['s/.f.yaml', 's/C.YAML', 's/b.yml', 's/d/e.yaml'],
      ],
      [
        'below the project folder, where it declares something',
        'manifests: ["s/*.yaml", "*.yaml"]',
        {
          'b.yml': segments,
          'c/d.yaml': segments,
          'c/e.yaml': 'services: {}',
          'c/f.yaml': '"se\\u0067ments": [{ name: A }]',
          'c/g.yaml': 'audiences: []',
          'c/h.yaml': '# segments\na: 1',
          '.i/j.yaml': segments,
          '.k.yaml': segments,
          'c/l.yaml': 'segments: [',
          'c/m.yaml': 'rules: [{ name: R, schema: {} }]',
        },
        ['.i/j.yaml', '.k.yaml', 'b.yml', 'c/d.yaml', 'c/f.yaml', 'c/l.yaml', 'c/m.yaml'],
      ],
      [
        'but for other projects',
        'manifests: ["s/*.yaml"]',
        { 's/de/audiencectl.yaml': head, 's/de/a.yml': segments, 's/d/a.yml': segments },
        ['s/d/a.yml'],
      ],
      [
        'but for what is elsewhere, and in node_modules what declares nothing',
        'manifests: ["s/*.yaml"]',
        {
          's/node_modules/a.yaml': segments,
          's/node_modules/b.yaml': 'a: 1',
          'other/a.yaml': segments,
        },
        ['s/node_modules/a.yaml'],
      ],
      [
        'but for what is left out by name',
        'manifests: ["s/*.yaml", "!s/b.yml"]',
        { 's/b.yml': segments, 's/c.yml': segments },
        ['s/c.yml'],
      ],
      [
        'in a folder that is shared, too',
        'manifests: ["s/*.yaml", "../common/*.yaml"]',
        { '../common/a.yaml': '', '../common/b.yml': '' },
        ['../common/b.yml'],
      ],
      [
        'and in the folder that holds the project',
        'manifests: ["s/*.yaml", "../*.yaml"]',
        {
          '../a.yaml': '',
          '../b.yml': segments,
          '../c/d.yml': '',
          '../e/audiencectl.yaml': head,
          '../e/f.yaml': segments,
        },
        ['../b.yml'],
      ],
    ])('%s', async (_, globs, files, unread) => {
      const inside = Object.entries({ 's/a.yaml': 'a', ...files }).map(
        ([file, text]) => [join('p', file), text] as const,
      );
      const folder = await folderOf({
        '.git/HEAD': '',
        'p/audiencectl.yaml': pruning + globs,
        ...Object.fromEntries(inside),
      });
      const { findings } = await readIn(join(folder, 'p'));
      expect(findings).toEqual(unread.map((file) => `${file}:1:1 error manifest-not-read`));
    });

    const rules = 'rules: [{ name: R, excludes: A }]';
    test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
      [
        'with rules or people, beside what the globs name',
        {
          'rules.yaml': rules,
          'people.yml': 'people: [{ name: P, in: A }]',
          'both.yaml': `a: 1\n---\n${rules}\n`,
          'house/rules.yaml': rules,
          'house/broken.yaml': 'rules: [',
          '.rules.yaml': rules,
        },
        [
          ...['.rules.yaml:1', 'both.yaml:3', 'house/broken.yaml:1', 'house/rules.yaml:1'],
          ...['people.yml:1', 'rules.yaml:1'],
        ],
      ],
      [
        'but for those of other project files of the folder',
        {
          'fr.yaml': `${head}manifests: ["fr/*.yaml"]\n${rules}\n`,
          'fr/rules.yaml': rules,
          'de.yaml': `${head}environments:\n  a: { manifests: ["de/a.yaml"] }\n`,
          'de/a.yaml': rules,
          'es/rules.yaml': rules,
        },
        ['es/rules.yaml:1'],
      ],
      [
        'but for what is not ours beside them',
        {
          'segments.yaml': segments,
          'other.yaml': `${head}${rules}\n`,
          'lint.yaml': 'rules: { line-length: { max: 80, level: warning } }',
          'role.yaml': 'rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]',
          'grep.yaml': 'rules: [{ id: a, languages: [js], severity: ERROR }]',
          'empty.yaml': 'rules: []\npeople:\n',
          'de/audiencectl.yaml': head,
          'de/rules.yaml': rules,
          'far/down/rules.yaml': rules,
          'node_modules/rules.yaml': rules,
          'house/broken.yaml': 'a: [ # the rules of the house',
          'left/out.yaml': rules,
        },
        [],
      ],
    ])('%s', async (_, files, unread) => {
      const project = `${head}manifests: ["s/*.yaml", "!left/out.yaml"]\n`;
      const out = { 'left/out.yaml': '' };
      const folder = await folderOf({
        ...out,
        'audiencectl.yaml': project,
        's/a.yaml': '',
        ...files,
      });
      const { findings } = await readIn(folder);
      expect(findings).toEqual(unread.map((place) => `${place}:1 warning manifest-not-read`));
    });

    test('and links from packages do not use up the ways to what is read', async () => {
      const project = `${pruning}manifests: ["**/*.yaml"]`;
      const folder = await folderOf({ 'audiencectl.yaml': project, 's/t/a.yaml': segments });
      await mkdir(join(folder, 'node_modules'));
      for (let at = 0; at < 12; at += 1) {
        await symlink('../s', join(folder, 'node_modules', `link${at}`));
      }
      expect(await readIn(folder)).toMatchObject({ names: ['s/t/a.yaml'], findings: [] });
    });

    test('and what is read by another name is not', async () => {
      const project = `${pruning}manifests: ["s/*.yaml"]`;
      const folder = await folderOf({ 'audiencectl.yaml': project, 's/a.yaml': '' });
      await symlink('a.yaml', join(folder, 's/also.yml'));
      expect(await readIn(folder)).toMatchObject({ names: ['s/a.yaml'], findings: [] });
    });
  });

  test.each([
    ['none below the folder', head, ['audiencectl.yaml:1:1 error no-manifests']],
    [
      'none by any glob',
      `${head}manifests: ["x/*.yaml"]`,
      ['audiencectl.yaml:4:13 error no-manifests'],
    ],
    [
      'the project file alone',
      `${head}manifests: ["*.yaml"]`,
      ['audiencectl.yaml:4:12 error no-manifests'],
    ],
    [
      'a folder in place of a file',
      `${head}manifests: [sub]`,
      ['audiencectl.yaml:4:13 error file-is-a-folder'],
    ],
    [
      'a folder in place of a file, with a slash',
      `${head}manifests: [sub/]`,
      ['audiencectl.yaml:4:13 error file-is-a-folder'],
    ],
  ])('missing: %s', async (_, project, expected) => {
    const folder = await folderOf({ 'audiencectl.yaml': project, 'sub/x.txt': '' });
    expect((await readIn(folder)).findings).toEqual(expected);
  });

  test('with prune on, a glob without a match is an error: its folder may have moved', async () => {
    const folder = await folderOf({
      'audiencectl.yaml': `${head}prune: removed\nmanifests: [a.yaml, "x/*.yaml"]`,
      'a.yaml': '',
    });
    expect((await readIn(folder)).findings).toEqual(['audiencectl.yaml:5:21 error no-manifests']);
  });

  test('one glob of several without a match is a warning, a missing file an error', async () => {
    const folder = await folderOf({
      'audiencectl.yaml': `${head}manifests: [a.yaml, "x/*.yaml", b.yaml]`,
      'a.yaml': '',
    });
    expect((await readIn(folder)).findings).toEqual([
      'audiencectl.yaml:4:21 warning no-manifests',
      'audiencectl.yaml:4:33 error no-manifests',
    ]);
  });
});

describe('a project file', () => {
  test('may have another name and place', async () => {
    const folder = await folderOf({ 'fr/acme.yaml': head, 'fr/a.yaml': '' });
    const read = await readIn(folder, 'fr/acme.yaml');
    expect(read.names).toEqual(['a.yaml']);
    expect(read.project?.file).toBe('acme.yaml');
    expect(read.root).toBe(join(folder, 'fr'));
  });

  test.each([
    ['is not there', undefined, 'audiencectl.yaml:1:1 error project-not-found'],
    ['is named and not there', 'x/y.yaml', 'y.yaml:1:1 error project-not-found'],
    ['is a folder', '.', 'FOLDER:1:1 error file-is-a-folder'],
  ])('%s', async (_, projectFile, expected) => {
    const folder = await folderOf({});
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    const read = await readIn(folder, projectFile);
    expect(read.findings).toEqual([expected.replace('FOLDER', name)]);
    expect(read.project).toBeNull();
  });
});

describe('a project file that is not here', () => {
  const hintIn = async (cwd: string, projectFile?: string) => {
    const { diagnostics } = await readProjectFiles({
      cwd,
      ...(projectFile === undefined ? {} : { projectFile }),
    });
    return diagnostics.map(({ code, hint }) => `${code}: ${hint}`);
  };

  test('and is in a folder above, is told of', async () => {
    const folder = await folderOf({
      'audiencectl.yaml': head,
      'a/audiencectl.yaml/x': '',
      'a/b/c': '',
    });
    expect(await hintIn(join(folder, 'a/b'))).toEqual([
      'project-not-found: Give -C ../.., or go there: it contains ../../audiencectl.yaml.',
    ]);
  });

  test('and was named, is not looked for elsewhere', async () => {
    const folder = await folderOf({ 'audiencectl.yaml': head, 'a/b': '' });
    const general =
      'Run the command in the project folder, give --project FILE, or start a project with audiencectl init.';
    expect(await hintIn(join(folder, 'a'), 'x.yaml')).toEqual([`project-not-found: ${general}`]);
    expect(await hintIn(await folderOf({}))).toEqual([`project-not-found: ${general}`]);
  });
});

describe('texts', () => {
  test('lose their byte order mark', async () => {
    const folder = await folderOf({ 'audiencectl.yaml': `\uFEFF${head}`, 'a.yaml': '\uFEFFa: 1' });
    expect((await readIn(folder)).files).toEqual([{ file: 'a.yaml', text: 'a: 1' }]);
  });

  test.each([
    ['a stray byte', [0x61, 0x0a, 0xc3, 0xa9, 0xff, 0x62], '2:2'],
    ['a character cut off', [0x61, 0xe2, 0x82], '1:2'],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00], '1:1'],
  ])('are UTF-8: %s', async (_, bytes, place) => {
    const folder = await folderOf({ 'audiencectl.yaml': head, 'a.yaml': Uint8Array.from(bytes) });
    expect((await readIn(folder)).findings).toEqual([`a.yaml:${place} error invalid-utf8`]);
  });

  test('are not read when they are too large', async () => {
    const folder = await folderOf({ 'audiencectl.yaml': head, 'a.yaml': '' });
    await truncate(join(folder, 'a.yaml'), 40_000_001);
    expect((await readIn(folder)).findings).toEqual(['a.yaml:1:1 error file-too-large']);
  });
});
