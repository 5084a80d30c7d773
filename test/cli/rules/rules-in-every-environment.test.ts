/** No environment and no variable from outside takes a rule away. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type FolderFiles, projectFile, withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const entities = `defaults: { retailerId: "1234" }
segments:
  - { name: Viewers, events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["1"] } }
  - { name: Opted out, contactList: { identifierType: Email } }
audiences:
  - { name: Win back, algebra: Viewers }
`;
const rule = 'rules:\n  - { name: R, excludes: Opted out }\n';

/** Each error as its place and its code. */
async function errorsOf(files: FolderFiles, line: string): Promise<readonly string[]> {
  return withFolder(files, async (cwd) => {
    const { stdout } = await runCli([...line.split(' '), '--format', 'json'], { cwd });
    const { diagnostics }: { diagnostics: readonly Found[] } = JSON.parse(stdout);
    return diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, source }) => `${source?.file}:${source?.line} ${code}`);
  });
}

interface Found {
  readonly severity: string;
  readonly code: string;
  readonly source?: { readonly file: string; readonly line: number };
}

const broken = 'entities.yaml:6 rule-broken';

test('the rules.yaml that init writes is read', async () => {
  await withFolder({}, async (cwd) => {
    await runCli('init --account-id 1'.split(' '), { cwd });
    const file = join(cwd, 'rules.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(/^#( {2}|$)/gm, '$1'));
    await writeFile(join(cwd, 'audiences/win-back.yaml'), entities);
    const { stdout, exitCode } = await runCli(['validate'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('rule "Opted-out people are never reached": rules.yaml:');
  });
});

describe('manifests of an environment', () => {
  const files = (settings: string, more: FolderFiles = {}) => ({
    'audiencectl.yaml': projectFile + settings,
    'entities.yaml': entities,
    'rules.yaml': rule,
    ...more,
  });
  const left = (line: number) => [`audiencectl.yaml:${line} rules-left-out`];

  test.each<[string, string, string, readonly string[]]>([
    [
      'that are fewer than those of the project',
      'manifests: [entities.yaml, rules.yaml]\nenvironments:\n  prod: { manifests: [entities.yaml] }\n',
      'prod',
      left(7),
    ],
    [
      'that leave out a file by its name',
      'manifests: ["*.yaml"]\nenvironments:\n  prod: { manifests: ["*.yaml", "!rules.yaml"] }\n',
      'prod',
      left(7),
    ],
    [
      'that are fewer than those which other environments have by default',
      'environments:\n  dev: {}\n  prod: { manifests: [entities.yaml] }\n',
      'prod',
      left(7),
    ],
    [
      'whose variable leads elsewhere',
      'vars: { dir: "*" }\nmanifests: ["${var.dir}.yaml"]\nenvironments:\n  prod: { vars: { dir: entities } }\n',
      'prod',
      left(6),
    ],
    [
      'that are more',
      'manifests: [entities.yaml, rules.yaml]\nenvironments:\n  prod: { manifests: ["*.yaml"] }\n',
      'prod',
      [broken],
    ],
    [
      'of which each has its own, and the project has none',
      'environments:\n  dev: { manifests: ["*.yaml"] }\n  prod: { manifests: [entities.yaml] }\n',
      'prod',
      [],
    ],
    [
      'of a rule that only another environment reads',
      'manifests: [entities.yaml]\nenvironments:\n  dev: { manifests: ["*.yaml"] }\n  prod: {}\n',
      'prod',
      [],
    ],
  ])('%s', async (_, settings, environment, expected) => {
    expect(await errorsOf(files(settings), `validate --env ${environment}`)).toEqual(expected);
  });

  test('are not said to be files that may be left out', async () => {
    const settings =
      'manifests: [entities.yaml, rules.yaml]\nprune: removed\nenvironments:\n  prod: { manifests: [entities.yaml] }\n';
    const all = files(settings);
    expect(await errorsOf(all, 'validate --env prod')).toEqual(left(8));
    await withFolder(all, async (cwd) => {
      const { stdout } = await runCli(['validate', '--env', 'prod'], { cwd });
      expect(stdout).not.toContain('to leave it out');
    });
  });

  test('stop a plan, too, and are found where no environment is chosen', async () => {
    const settings =
      'manifests: ["*.yaml"]\nenvironments:\n  prod: { manifests: [entities.yaml] }\n';
    expect(await errorsOf(files(settings), 'plan --sandbox --env prod')).toEqual(left(7));
    expect(await errorsOf(files(settings), 'validate')).toEqual(left(7));
  });

  test('may leave out what has no rules', async () => {
    const more = { 'rules.yaml': 'rules: []\n', 'other.yaml': 'segments: []\n' };
    const settings =
      'manifests: ["*.yaml"]\nenvironments:\n  prod: { manifests: [entities.yaml] }\n';
    expect(await errorsOf(files(settings, more), 'validate --env prod')).toEqual([]);
  });

  test('that come from the command line', async () => {
    const settings = 'vars: { dir: "*" }\nmanifests: ["${var.dir}.yaml"]\n';
    expect(await errorsOf(files(settings), 'validate --var dir=entities')).toEqual(left(6));
  });
});

test.each(['rules: []', 'rules:', 'rules: null', 'people: []'])(
  'an environment takes no rule away with %s',
  async (line) => {
    const files = {
      'audiencectl.yaml': `${projectFile}${rule}environments:\n  prod:\n    ${line}\n`,
      'entities.yaml': entities,
    };
    expect(await errorsOf(files, 'validate --env prod')).toEqual([broken]);
  },
);

describe('variables in rules', () => {
  const files = (rules: string, settings: string) => ({
    'audiencectl.yaml': `${projectFile}vars: { list: Opted out, level: error }\n${settings}`,
    'entities.yaml': entities,
    'rules.yaml': `rules:\n  - ${rules}\n`,
  });
  const environments = (vars: string) => `environments:\n  prod: { vars: ${vars} }\n`;
  const refused = ['rules.yaml:2 variable-in-rule'];

  test.each<[string, string, string, string, readonly string[]]>([
    ['of the project are put in', '{ name: R, excludes: "${var.list}" }', '', '', [broken]],
    [
      'that only an environment has are put in',
      '{ name: R, excludes: "${var.own} out" }',
      environments('{ own: Opted }'),
      ' --env prod',
      [broken],
    ],
    [
      'that an environment replaces are refused',
      '{ name: R, excludes: "${var.list}" }',
      environments('{ list: Viewers 2 }'),
      ' --env prod',
      refused,
    ],
    [
      'that come from the command line are refused',
      '{ name: R, excludes: ["A", "no ${var.list}"] }',
      '',
      ' --var list=Viewers',
      refused,
    ],
    [
      'that only the command line gives are refused',
      '{ name: R, audiences: "${var.over}", excludes: Opted out }',
      '',
      ' --var over=none',
      refused,
    ],
    [
      'are refused in level',
      '{ name: R, excludes: Opted out, level: "${var.level}" }',
      '',
      '',
      [broken, ...refused],
    ],
    [
      'are refused in except',
      '{ name: R, excludes: Opted out, except: ["a", "${var.level}"] }',
      '',
      '',
      [broken, ...refused],
    ],
    [
      'are refused in a name',
      '{ name: "${var.list}", excludes: Opted out }',
      '',
      '',
      [broken, ...refused],
    ],
    [
      'are refused in a schema, however they are written',
      '{ name: R, schema: { properties: { name: { pattern: "\\x24{var.own}" } } } }',
      '',
      ' --var own=W',
      refused,
    ],
  ])('%s', async (_, rules, settings, options, expected) => {
    const all = files(rules, settings);
    expect(await errorsOf(all, `validate${options}`)).toEqual(expected);
    const inPlan = expected.filter((each) => each !== broken);
    if (inPlan.length > 0) {
      expect(await errorsOf(all, `plan --sandbox${options}`)).toEqual(inPlan);
    }
  });

  test('are refused in the project file and in people, too', async () => {
    const settings = `rules: [{ name: R, excludes: "\${var.list}" }]
people:
  - { name: P, in: "\${var.list}", notReachedBy: "*" }
  - { name: "\${var.level}", in: Opted out, notReachedBy: "*" }
environments:
  prod:
    vars: { list: Viewers }
    rules: [{ name: Own, excludes: "\${var.list}", level: "\${var.level}" }]
`;
    const found = await errorsOf(files('{ name: X, schema: true }', settings), 'validate');
    expect(found.filter((each) => each.endsWith('variable-in-rule'))).toEqual([
      'audiencectl.yaml:6 variable-in-rule',
      'audiencectl.yaml:8 variable-in-rule',
      'audiencectl.yaml:9 variable-in-rule',
      'audiencectl.yaml:13 variable-in-rule',
    ]);
  });
});
