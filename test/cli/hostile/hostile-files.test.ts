/** A file that was made to stop us ends in a finding, and soon. */
import { describe, expect, test } from '@jest/globals';
import { projectFile, smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const lists = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
const maps = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
const head = '"formatVersion":1,"platform":"retail-media","accountId":"625702934721171442"';
const snapshots = {
  'lists in lists': lists,
  'maps in maps': maps,
  'rows in rows': `{${head},"audiences":[],"segments":${lists}}`,
  'an algebra without end': `{${head},"segments":[],"audiences":[{"id":"1","attributes":{"algebra":${maps}}}]}`,
  'a text that is not closed': `{"a":"${'\\\\'.repeat(100_000)}`,
  'very many values': `[${'{},'.repeat(10_000_000)}{}]`,
};
const lines = [
  'apply FILE',
  'show FILE',
  'plan --snapshot FILE',
  'graph --snapshot FILE',
  'plan --sandbox --data FILE',
];

describe.each(lines)('%s', (line) => {
  test.each(Object.entries(snapshots))('with %s', async (_, text) => {
    await withProject({ files: { ...smallProject, 'a.json': text } }, async ({ run }) => {
      const { exitCode, stdout, stderr } = await run(line.replace('FILE', 'a.json'));
      expect(stdout + stderr).toMatch(
        /^error (?:plan-file-invalid|snapshot-invalid|sandbox-not-started) /mu,
      );
      expect(exitCode).toBe(1);
      expect(stdout + stderr).not.toMatch(/report it|\bat .*:\d+:\d+/u);
    });
  });
});

test('what is nested too deeply is said to be', async () => {
  await withProject({ files: { ...smallProject, 'a.json': maps } }, async ({ run }) => {
    const { stderr } = await run('apply a.json');
    expect(stderr).toMatch(
      /^error plan-file-invalid "a.json" is JSON nested deeper than 100 levels\n {2}hint: /u,
    );
  });
});

describe('a project', () => {
  const many = (count: number, write: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => write(index)).join(', ');

  test.each([
    ['a glob of eighteen stars', `manifests: ["${'*a'.repeat(18)}*b.yaml", manifest.yaml]`, 0],
    [
      'a glob of folders without end',
      `manifests: ["${'**/'.repeat(500)}b.yaml", manifest.yaml]`,
      0,
    ],
    ['a glob of braces without end', `manifests: ["${'{a,a}'.repeat(300)}", manifest.yaml]`, 1],
    [
      'names by a glob of stars',
      `owns: { segments: { names: ["${'*e'.repeat(3000)}*b", "*"] } }`,
      0,
    ],
    ['more globs than anyone writes', `manifests: [${many(300, (n) => `"${n}/*.yaml"`)}]`, 1],
    ['more names than anyone writes', `protect: [${many(3000, (n) => `"segment/*${n}*"`)}]`, 1],
    ['more environments than anyone has', `environments: { ${many(2000, (n) => `e${n}: {}`)} }`, 1],
    ['a list without end', `ignore: ${'['.repeat(100_000)}`, 1],
  ])('with %s', async (_, line, code) => {
    const files = {
      ...smallProject,
      [`${'a'.repeat(60)}.yaml`]: 'segments: []',
      'audiencectl.yaml': `${projectFile}${line}\n`,
    };
    await withProject({ files }, async ({ run }) => {
      const { exitCode, stdout } = await run('validate');
      expect({ exitCode, report: /report it/u.test(stdout) }).toEqual({
        exitCode: code,
        report: false,
      });
    });
  });

  test('of a hundred thousand bytes is read as a whole', async () => {
    const vars = Array.from({ length: 4000 }, (_, n) => `  variable_${n}: "${n}"\n`).join('');
    const used = `x-all: "${Array.from({ length: 4000 }, (_, n) => `\${var.variable_${n}}`).join('')}"\n`;
    const files = {
      'audiencectl.yaml': `version: 1\nvars:\n${vars}name: acme\nplatform: retail-media\naccountId: "1"\n`,
      'manifest.yaml': `${used}${smallProject['manifest.yaml']}`,
    };
    await withProject({ files }, async ({ run }) => {
      const { exitCode, stdout } = await run('validate --format json');
      expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 0, diagnostics: [] });
    });
  });
});

describe('a manifest', () => {
  test.each([
    ['brackets', '['.repeat(100_000), 'yaml-too-deep'],
    ['maps', '{ a: '.repeat(100_000), 'yaml-too-deep'],
    ['dashes', '- '.repeat(100_000), 'yaml-too-deep'],
    ['question marks', '? '.repeat(100_000), 'yaml-too-deep'],
    ['commas', `[${',-'.repeat(50_000)}`, 'yaml-syntax'],
    ['aliases', '*a}'.repeat(50_000), 'yaml-syntax'],
    [
      'aliases of deep lists',
      Array.from({ length: 40 }, (_, n) => {
        const inner = n === 0 ? '1' : `*a${n - 1}`;
        return `x-${n}: &a${n} ${'['.repeat(150)}${inner}${']'.repeat(150)}\n`;
      }).join(''),
      'yaml-too-deep',
    ],
    ['a map that merges itself', '<<: &a [*a]\nsegments: [{ name: a }]\n', 'yaml-syntax'],
  ])('of nothing but %s', async (_, text, code) => {
    await withProject({ files: { ...smallProject, 'b.yaml': text } }, async ({ run }) => {
      const { exitCode, stdout } = await run('validate --format json');
      const { diagnostics }: { diagnostics: readonly { code: string; severity: string }[] } =
        JSON.parse(stdout);
      expect(exitCode).toBe(1);
      expect(diagnostics.map((each) => each.code)).toContain(code);
    });
  });
});
