/** Each report of a rule that does not hold names the rule, someone who shows it, and what to do. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with {
  type: 'json',
};
import Ajv from 'ajv-draft-04';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { projectFile, withFolder } from '../../support/a-folder.ts';
import { harmsIn, hostileTexts } from '../../support/hostile-text.ts';
import { runCli } from '../../support/run-cli.ts';

// A pattern of the schema is no Unicode pattern.
const isSarif = new Ajv.default({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(sarifSchema);

const list = 'contactList: { identifierType: Email }';
const manifest = (algebra: string) => `defaults: { retailerId: "1234" }
segments:
  - { name: Buyers, ${list} }
  - { name: Opted out, ${list} }
audiences:
  - name: Win back
    algebra: ${algebra}
`;
const rules = `rules:
  - { name: Never reached, excludes: Opted out }
  - { name: Kept, within: Buyers }
people:
  - { name: Ana, in: Opted out, notReachedBy: "*" }
  - { name: Ben, in: Buyers, notIn: Opted out, reachedBy: "*" }
`;
const leaking = 'Buyers';

const person = 'a person in "Buyers" and "Opted out"';
const advice = 'Exclude "Opted out" from the whole audience: and: [Buyers, { not: Opted out }].';

const files = (more: Readonly<Record<string, string>> = {}) => ({
  'audiencectl.yaml': projectFile,
  'a.yaml': manifest(leaking),
  'rules.yaml': rules,
  ...more,
});

/** What `validate` writes, in each format. */
async function reportsOf(given: Readonly<Record<string, string>>) {
  return withFolder(given, async (cwd) => {
    await mkdir(join(cwd, '.git'));
    const formats = ['sarif', 'junit', 'codequality', 'json'];
    const words = ['validate', ...formats.map((format) => `--report=${format}=${format}.out`)];
    const env = { GITHUB_ACTIONS: 'true' };
    const run = await runCli(words, { cwd, env });
    const read = (format: string) => readFile(join(cwd, `${format}.out`), 'utf8');
    const [sarif, junit, codequality, json] = await Promise.all(formats.map(read));
    return { ...run, sarif, junit, codequality, json };
  });
}

const parse = (text = ''): ReturnType<typeof JSON.parse> => JSON.parse(text);
const casesOf = (
  junit = '',
): readonly { name: string; classname: string; failure?: { message: string } }[] => {
  expect(XMLValidator.validate(junit)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  return parser.parse(junit).testsuites.testsuite.testcase;
};

describe('validate', () => {
  test('as text', async () => {
    const { exitCode, stdout } = await reportsOf(files());
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'a.yaml:7:5 error rule-broken "Win back" may reach people in "Opted out"',
    );
    expect(stdout).toContain('rule "Never reached": rules.yaml:2:7');
    expect(stdout).toContain(`for example: ${person}`);
    expect(stdout).toContain(`hint: ${advice}`);
    expect(stdout).toContain('people-not-as-expected "Win back" may reach "Ana"');
    expect(stdout).not.toContain('Kept');
    expect(stdout).not.toContain('"Ben"');
  });

  test('as annotations', async () => {
    const { stderr } = await reportsOf(files());
    const [line = ''] = stderr.split('\n').filter((each) => each.includes('title=rule-broken'));
    expect(line).toMatch(/^::error file=a\.yaml,line=7,col=5/u);
    for (const text of ['(rule "Never reached")', person, advice]) expect(line).toContain(text);
  });

  test('as JSON', async () => {
    const { json } = await reportsOf(files());
    const { diagnostics } = parse(json);
    expect(diagnostics).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ code: 'rule-broken', rule: 'Never reached', hint: advice },
          ...{ address: 'audience/Win back', example: person },
          related: [
            {
              label: 'rule "Never reached"',
              source: expect.objectContaining({ file: 'rules.yaml' }),
            },
          ],
        }),
        expect.objectContaining({
          code: 'people-not-as-expected',
          rule: 'Ana',
          example: expect.stringContaining('a person in'),
        }),
      ]),
    );
  });

  test('as SARIF and Code Quality', async () => {
    const { sarif, codequality } = await reportsOf(files());
    const log = parse(sarif);
    expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
    const { results } = log.runs[0];
    const result = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'rule-broken');
    expect(result.relatedLocations).toHaveLength(1);
    const issue = parse(codequality).find(
      ({ check_name }: { check_name: string }) => check_name === 'rule-broken',
    );
    for (const message of [result.message.text.replace(/([{}])\1/gu, '$1'), issue.description]) {
      for (const text of ['(rule "Never reached")', person, advice])
        expect(message).toContain(text);
    }
  });

  test('as JUnit: a case for each rule and each person, of which those fail that do not hold', async () => {
    const { junit } = await reportsOf(files());
    const cases = casesOf(junit).filter(({ name }) => !name.endsWith('.yaml'));
    expect(cases.map(({ name, failure }) => [name, failure !== undefined])).toEqual([
      ['Never reached', true],
      ['Kept', false],
      ['Ana', true],
      ['Ben', false],
    ]);
    expect(cases[0]?.failure?.message).toContain(person);
    const named = rules.replace('name: Kept', 'name: a.yaml');
    const both = casesOf((await reportsOf(files({ 'rules.yaml': named }))).junit);
    const groups = both.filter(({ name }) => name === 'a.yaml').map(({ classname }) => classname);
    expect(groups).toEqual(['audiencectl.validate', 'audiencectl.rules']);
    expect(junit).toContain(advice.replaceAll('"', '&quot;').replaceAll('&quot;', '"'));
  });
});

describe('plan', () => {
  test.each(['text', 'json', 'markdown', 'html', 'gitlab'])('as %s', async (format) => {
    await withFolder(files(), async (cwd) => {
      const { exitCode, stdout } = await runCli(['plan', '--sandbox', '--format', format], { cwd });
      expect(exitCode).toBe(3);
      if (format === 'gitlab') return;
      const bare = stdout
        .replaceAll(/\\?"|`|&quot;|<\/?(?:code|q)[^>]*>|&#34;/gu, '')
        .replaceAll(/\s+/gu, ' ');
      expect(bare).toContain('Never reached');
      expect(bare).toContain('a person in Buyers and Opted out');
      expect(bare).toContain('Exclude Opted out from the whole audience');
    });
  });
});

const hostile = [
  ...hostileTexts,
  ']]></failure>',
  'a | b `c`',
  '"]; click A "x"',
  '<b>&amp;',
  '%0A',
  '"x" @everyone [a](http://b.c) '.repeat(7),
]
  .map((text) => text.replaceAll('\u0000', '').trim())
  .filter((text) => !text.includes('\n'));

/** Everything of a rule that can be named, with such a name. */
function hostileProject(): Readonly<Record<string, string>> {
  const names = hostile.map((text, index) => JSON.stringify(`${text} ${index} pwned`));
  // The same in capitals: names that look like a match.
  const upper = (name: string) => JSON.stringify(JSON.parse(name).toUpperCase());
  const more = (name: string, end: string) => JSON.stringify(`${JSON.parse(name)}${end}`);
  return {
    'audiencectl.yaml': projectFile,
    'a.yaml': `defaults: { retailerId: "1234" }
segments:
${names.map((name) => `  - { name: ${name}, ${list} }\n`).join('')}audiences:
${names.map((name) => `  - { name: ${name}, algebra: { segment: ${name} } }\n`).join('')}`,
    'rules.yaml': `rules:
${names.map((name) => `  - { name: ${name}, audiences: ${name}, excludes: [segment/X, ${name}] }\n  - { name: ${more(name, 'S')}, schema: { required: [${name}], properties: { name: { const: ${name} } } } }\n  - { name: ${more(name, 'T')}, audiences: ${name}, schema: { ${name}: 1 } }\n  - { name: ${more(name, 'N')}, audiences: ${upper(name)}, schema: true }\n`).join('')}people:
${names.map((name) => `  - { name: ${more(name, 'P')}, in: ${name}, notReachedBy: [${name}, ${name}] }\n`).join('')}`,
  };
}

describe('hostile names', () => {
  test('of rules and people stay text in every report of validate', async () => {
    const { stdout, stderr, sarif, junit, codequality, json } = await reportsOf(hostileProject());
    const ours =
      /^::(?:error|warning) file=[^,:]*,line=\d+,col=\d+(?:,endColumn=\d+)?,title=[a-z-]+::/gmu;
    const all = { stdout, stderr: stderr.replaceAll(ours, ''), sarif, junit, codequality, json };
    for (const [name, text = ''] of Object.entries(all)) {
      expect([name, harmsIn(text)]).toEqual([name, []]);
      expect(text).toContain('pwned');
    }
    expect(stdout).toContain('name-near-rule');
    const log = parse(sarif);
    expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
    expect(casesOf(junit).length).toBeGreaterThan(hostile.length);
    parse(codequality);
  });

  test.each(['text', 'json', 'markdown', 'html', 'gitlab'])(
    'of rules in plans: %s',
    async (format) => {
      const { 'rules.yaml': text = '', ...others } = hostileProject();
      // Sound schemas: with a wrong one there is no plan.
      const sound = text
        .split('\n')
        .filter((line) => !/schema: \{ ".*": 1 \}/su.test(line))
        .join('\n');
      await withFolder(
        { ...others, 'rules.yaml': sound.replaceAll('segment/X, ', '') },
        async (cwd) => {
          const words = ['plan', '--sandbox', '--verbose', '--format', format];
          const { exitCode, stdout, stderr } = await runCli(words, { cwd });
          expect([exitCode, exitCode === 3 ? '' : stderr]).toEqual([3, '']);
          expect(harmsIn(stdout)).toEqual([]);
          expect(harmsIn(stderr)).toEqual([]);
          if (format === 'json')
            expect(parse(stdout).refusals.length).toBeGreaterThan(hostile.length);
        },
      );
    },
  );
});
