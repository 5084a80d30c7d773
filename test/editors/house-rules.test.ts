/** Rules and expected people, as an editor completes, explains and checks them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withFolder } from '../support/a-folder.ts';
import { runCli } from '../support/run-cli.ts';
import { openYamlEditor, type YamlEditor } from './a-yaml-editor.ts';

let editor: YamlEditor;
beforeAll(async () => {
  editor = await openYamlEditor();
});
afterAll(() => editor.close());

const projects = {
  'retail-media': '--account-id 1',
  'marketing-solutions': '--advertiser-id 1',
  'commerce-grid': '--data-provider-id 1',
};
const withAudiences = ['retail-media', 'marketing-solutions'] as const;

/** A file that `init` wrote, and its text with other lines at its end. */
async function withFile<Result>(
  platform: keyof typeof projects,
  name: string,
  use: (file: string, write: (text: string) => string) => Promise<Result>,
): Promise<Result> {
  return withFolder({}, async (folder) => {
    const words = ['init', '--platform', platform, ...projects[platform].split(' ')];
    const { exitCode } = await runCli(words, { cwd: folder });
    expect(exitCode).toBe(0);
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    // A manifest has these lists already, as comments.
    const start = name === 'rules.yaml' ? `${text.split('\n')[0]}\n` : text;
    return use(file, (more) => start + more);
  });
}

const ruleKeys = ['disjoint', 'except', 'excludes', 'level', 'schema', 'segments', 'within'];

describe.each(['rules.yaml', 'audiencectl.yaml'])('in %s', (name) => {
  test.each(withAudiences)('%s: keys are offered', async (platform) => {
    await withFile(platform, name, async (file, write) => {
      const rules = await editor.complete(file, write('rules:\n  - name: A\n    |\n'));
      expect(rules).toEqual(expect.arrayContaining(['audiences', ...ruleKeys]));
      const people = await editor.complete(file, write('people:\n  - name: A\n    |\n'));
      expect(people).toEqual(expect.arrayContaining(['in', 'notIn', 'notReachedBy', 'reachedBy']));
      const level = await editor.complete(file, write('rules:\n  - name: A\n    level: |\n'));
      expect(level).toEqual(expect.arrayContaining(['error', 'warning']));
    });
  });

  test.each(withAudiences)('%s: keys are explained', async (platform) => {
    await withFile(platform, name, async (file, write) => {
      const rule = 'rules:\n  - name: A\n    ';
      expect(await editor.hover(file, write(`${rule}exclu|des: B\n`))).toContain('no one in any');
      expect(await editor.hover(file, write(`${rule}with|in: B\n`))).toContain('everyone in the');
      const person = 'people:\n  - name: A\n    ';
      expect(await editor.hover(file, write(`${person}reach|edBy: B\n`))).toContain('every one');
    });
  });

  test.each([
    ['rules:\n  - { name: A, exclude: B }\n', 'exclude'],
    ['rules:\n  - { excludes: B }\n', 'name'],
    ['rules:\n  - { name: A, disjoint: [B] }\n', 'too few items'],
    ['rules:\n  - { name: A, within: [B] }\n', 'string'],
    ['rules:\n  - { name: A, excludes: B, level: fatal }\n', 'Valid values'],
    ['people:\n  - { name: A, into: B }\n', 'into'],
  ])('%j is underlined', async (text, message) => {
    await withFile('retail-media', name, async (file, write) => {
      expect((await editor.open(file, write(text))).join('\n')).toContain(message);
    });
  });

  test.each(withAudiences)('%s: what is right is not underlined', async (platform) => {
    const text = `rules:
  - { name: A, audiences: "FR *", except: [B], excludes: [C, D], level: warning }
  - { name: E, within: C }
  - { name: F, disjoint: ["G *", "H *"] }
  - { name: I, segments: "*", schema: { required: [meta], properties: { meta: { type: object } } } }
people:
  - { name: J, in: [C], notIn: D, reachedBy: "G *", notReachedBy: ["H *"] }
`;
    await withFile(platform, name, async (file, write) => {
      expect(await editor.open(file, write(text))).toEqual([]);
    });
  });
});

describe('Commerce Grid, which has no audiences', () => {
  test('a rule is a schema of segments, and there are no people', async () => {
    await withFile('commerce-grid', 'rules.yaml', async (file, write) => {
      const top = await editor.complete(file, write('|\n'));
      expect(top).toContain('rules');
      expect(top).not.toContain('people');
      const offered = await editor.complete(file, write('rules:\n  - name: A\n    |\n'));
      const keys = offered.filter((each) => /^[a-z]/u.test(each));
      expect(keys.toSorted()).toEqual(['except', 'level', 'schema', 'segments']);
      const schema = 'rules:\n  - { name: A, schema: { required: [description] } }\n';
      expect(await editor.open(file, write(schema))).toEqual([]);
    });
  });

  test.each([
    ['rules:\n  - { name: A, excludes: B }\n', 'excludes'],
    ['people: []\n', 'people'],
  ])('%j is underlined', async (text, message) => {
    for (const name of ['rules.yaml', 'audiencectl.yaml']) {
      await withFile('commerce-grid', name, async (file, write) => {
        expect((await editor.open(file, write(text))).join('\n')).toContain(message);
      });
    }
  });
});
