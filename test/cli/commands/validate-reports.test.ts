import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with {
  type: 'json',
};
import Ajv from 'ajv-draft-04';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { projectFile, smallProject, withFolder, writeFiles } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

// A pattern of the schema is no Unicode pattern.
const isSarif = new Ajv.default({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(sarifSchema);

const reports = ['sarif', 'junit', 'codequality', 'json'];

interface Reports {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly sarif: ReturnType<typeof JSON.parse>;
  readonly junit: string;
  readonly codequality: ReturnType<typeof JSON.parse>;
  readonly json: ReturnType<typeof JSON.parse>;
}

/** The project lies in a folder of a repository; its name must be encoded in a URI. */
const place = 'teams/sales & más #1';

async function validate(
  files: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): Promise<Reports> {
  return withFolder({}, async (folder) => {
    await mkdir(join(folder, '.git'));
    const cwd = join(folder, place);
    await writeFiles(cwd, files);
    const options = reports.map((format) => `--report=${format}=${join(folder, format)}`);
    const run = await runCli(['validate', ...options, ...words], { cwd });
    const read = (format: string) => readFile(join(folder, format), 'utf8');
    const junit = await read('junit');
    expect(XMLValidator.validate(junit)).toBe(true);
    const sarif = JSON.parse(await read('sarif'));
    expect(isSarif(sarif) ? [] : isSarif.errors).toEqual([]);
    const codequality = JSON.parse(await read('codequality'));
    const json = JSON.parse(await read('json'));
    return { ...run, exitCode: run.exitCode, junit, sarif, codequality, json };
  });
}

const twin = `defaults: { retailerId: "1234" }
segments:
  - name: Twin
    contactList: { identifierType: Email }
  - name: Twin
    contactList: { identifierType: Emial }
`;

describe('validate --report', () => {
  test('writes the findings with code, place, entity, hint and related places, from the root of the repository', async () => {
    const { exitCode, sarif, codequality, junit } = await validate({
      'audiencectl.yaml': projectFile,
      'segments/twin.yaml': twin,
    });
    expect(exitCode).toBe(1);
    const uri = 'teams/sales%20%26%20m%C3%A1s%20%231/segments/twin.yaml';
    const [run] = sarif.runs;
    expect(run.results).toMatchObject([
      {
        ruleId: 'duplicate-name',
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
              region: { startLine: 5, startColumn: 11, endColumn: 15 },
            },
            logicalLocations: [{ fullyQualifiedName: 'segment/Twin' }],
          },
        ],
        relatedLocations: [
          { physicalLocation: { artifactLocation: { uri }, region: { startLine: 3 } } },
        ],
      },
      {
        ruleId: 'unknown-value',
        message: { text: expect.stringContaining('Did you mean Email?') },
        locations: [{ physicalLocation: { region: { startLine: 6, startColumn: 36 } } }],
      },
    ]);
    expect(run.automationDetails.id).toBe('audiencectl/teams/sales%20%26%20m%C3%A1s%20%231/');
    for (const { ruleId, ruleIndex } of run.results) {
      const rule = run.tool.driver.rules[ruleIndex];
      expect(rule.id).toBe(ruleId);
      expect(rule.help.text).not.toBe('');
    }
    const file = `${place}/segments/twin.yaml`;
    expect(codequality).toEqual(
      [
        ['duplicate-name', 5],
        ['unknown-value', 6],
      ].map(([check_name, begin], index) => ({
        check_name,
        description: expect.stringContaining('Hint: '),
        fingerprint: run.results[index].partialFingerprints['audiencectlFinding/v1'],
        severity: 'major',
        location: { path: file, lines: { begin } },
      })),
    );
    const cases = casesOf(junit);
    expect(cases.map(({ name }) => name)).toEqual([`${place}/audiencectl.yaml`, file]);
    expect(cases.map(({ failure }) => failure !== undefined)).toEqual([false, true]);
    expect(cases[1]?.failure).toContain('unknown-value');
    expect(cases[1]?.failure).toContain('hint: Did you mean Email?');
  });

  test('writes valid reports where nothing is found', async () => {
    const { exitCode, sarif, codequality, junit, json } = await validate({
      'audiencectl.yaml': projectFile,
      'manifest.yaml': smallProject['manifest.yaml'] ?? '',
    });
    expect(exitCode).toBe(0);
    expect(sarif.runs[0].results).toEqual([]);
    expect(codequality).toEqual([]);
    expect(json).toEqual({ formatVersion: 1, diagnostics: [] });
    expect(casesOf(junit).map(({ failure }) => failure)).toEqual([undefined, undefined]);
  });

  test('shows a finding without a place in the project file', async () => {
    const { exitCode, sarif, codequality, junit } = await validate(
      { 'audiencectl.yaml': projectFile },
      ['--var', 'none'],
    );
    expect(exitCode).toBe(1);
    const uri = 'teams/sales%20%26%20m%C3%A1s%20%231/audiencectl.yaml';
    expect(sarif.runs[0].results).toMatchObject([
      {
        ruleId: 'invalid-option',
        locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }],
      },
    ]);
    const path = `${place}/audiencectl.yaml`;
    expect(codequality).toMatchObject([{ location: { path, lines: { begin: 1 } } }]);
    expect(casesOf(junit)).toMatchObject([{ name: path, failure: expect.any(String) }]);
  });

  test('keeps a fingerprint when a finding moves down, and gives equal findings different ones', async () => {
    const lists = `segments:
  - name: A
    contactList: { identifierType: Emial }
  - name: A
    contactList: { identifierType: Emial }
`;
    const prints = ({ sarif }: Reports): readonly string[] =>
      sarif.runs[0].results
        .filter(({ ruleId }: { ruleId: string }) => ruleId === 'unknown-value')
        .map(
          ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
            partialFingerprints['audiencectlFinding/v1'],
        );
    const head = 'defaults: { retailerId: "1" }\n';
    const before = prints(
      await validate({ 'audiencectl.yaml': projectFile, 'a.yaml': head + lists }),
    );
    const after = prints(
      await validate({ 'audiencectl.yaml': projectFile, 'a.yaml': `# new\n\n${head}${lists}` }),
    );
    expect(new Set(before).size).toBe(2);
    expect(after).toEqual(before);
  });

  test('leaves hostile names text', async () => {
    const name = ']]></failure> \\u0007 \\u202E \\uFFFE ::error::x <b> & \\" A';
    const { junit, sarif } = await validate({
      'audiencectl.yaml': projectFile,
      'a.yaml': `defaults: { retailerId: "1" }
segments:
  - { name: "${name}", contactList: { identifierType: Email } }
  - { name: "${name}", contactList: { identifierType: Email } }
`,
    });
    // The Char production of XML 1.0.
    expect(junit).toMatch(/^[\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
    expect(junit).not.toMatch(/\u202E|^::error/mu);
    expect(casesOf(junit)[0]?.failure).toContain(']]></failure>');
    expect(JSON.stringify(sarif)).not.toMatch(/\u202E/u);
    expect(sarif.runs[0].results[0].ruleId).toBe('duplicate-name');
  });

  test('leaves a variable with formats of other commands alone, and refuses them on the command line', async () => {
    await withFolder(smallProject, async (cwd) => {
      const env = { AUDIENCECTL_REPORT: 'markdown=-\nsarif=found.json' };
      expect(await runCli(['validate', '--format', 'json'], { cwd, env })).toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining('"diagnostics": []'),
      });
      expect(JSON.parse(await readFile(join(cwd, 'found.json'), 'utf8')).version).toBe('2.1.0');
      const typed = await runCli(['validate', '--report', 'markdown=x.md'], { cwd });
      expect(typed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('sarif, junit') });
    });
  });

  test('reports a file that cannot be written, and still shows the findings', async () => {
    await withFolder({ ...smallProject, 'a.yaml': twin }, async (cwd) => {
      const words = ['validate', '--report', 'sarif=missing/f.json'];
      const { exitCode, stderr } = await runCli(words, { cwd });
      expect(exitCode).toBe(1);
      expect(stderr).toContain('file-not-writable');
      const asManifest = await runCli(['validate', '--report', 'junit=found.yaml'], { cwd });
      expect(asManifest).toMatchObject({ exitCode: 1 });
      expect(asManifest.stderr).toContain('output-not-allowed');
    });
  });

  test('takes stdout with -, and moves the text to stderr', async () => {
    await withFolder({ ...smallProject, 'a.yaml': twin }, async (cwd) => {
      const { stdout, stderr } = await runCli(['validate', '--report', 'sarif=-'], { cwd });
      expect(isSarif(JSON.parse(stdout))).toBe(true);
      expect(stderr).toContain('a.yaml:5:11 error duplicate-name');
    });
  });
});

interface Case {
  readonly name: string;
  readonly failure?: string;
}

function casesOf(junit: string): readonly Case[] {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  const { testsuites } = parser.parse(junit);
  const found: readonly { name: string; failure?: { '#text': string } }[] = [
    testsuites.testsuite.testcase,
  ].flat();
  const failures = found.filter(({ failure }) => failure !== undefined).length;
  expect(testsuites).toMatchObject({ tests: `${found.length}`, failures: `${failures}` });
  return found.map(({ name, failure }) =>
    failure === undefined ? { name } : { name, failure: failure['#text'] },
  );
}
