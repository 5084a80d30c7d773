/**
 * Text from outside is printed as text: every command, every field that somebody outside can choose, and
 * every way out of the program. Nothing of it moves a cursor, breaks a line or gives an order to a CI system.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile, smallProject, withFolder } from '../../support/a-folder.ts';
import { credentials } from '../../support/a-project.ts';
import { anAudienceRow, aSegmentRow, aSnapshot } from '../../support/a-world.ts';
import { harmsIn, hostileArgument, hostileText, hostileTexts } from '../../support/hostile-text.ts';
import { runCli } from '../../support/run-cli.ts';
import { expectHarmless, formats, hostileProject, quoted, shortNames } from './an-attack.ts';

describe('what stands in manifests and the project file', () => {
  const manifests: readonly (readonly [string, string])[] = [
    ['bytes that YAML does not take', `segments:\n  - nmae: x # pwned \u001b[2J\u0007\b\u009b1m\n`],
    [
      'a name',
      `segments:\n  - name: ${quoted}\n    retailerId: "1"\n    contactList: {}\n    x: 1\n`,
    ],
    ['a key', `segments:\n  - ${quoted}: 1\n`],
    [
      'a value that is none',
      `segments:\n  - name: a\n    contactList: { identifierType: ${quoted} }\n`,
    ],
    ['an ID', `segments:\n  - name: a\n    id: ${quoted}\n`],
    [
      'a reference',
      `audiences:\n  - name: a\n    retailerId: "1"\n    algebra: { and: [${quoted}, b] }\n`,
    ],
    ['a variable', `segments:\n  - name: "\${var.a}${JSON.stringify(hostileText).slice(1)}\n`],
    ['an alias', `segments: [*${'##vso[x]pwned'}]\n`],
    ['a tag', `segments: !<##vso[x]pwned> 1\n`],
  ];
  test.each(
    manifests.flatMap(([what, text]) =>
      [['validate'], ['validate', '--format', 'json'], ['plan', '--sandbox']].map(
        (args) => [`${what}: ${args.join(' ')}`, text, args] as const,
      ),
    ),
  )('%s', async (what, text, args) => {
    // A position in a text of YAML is told without the text around it, but for the excerpt.
    const silent =
      args.includes('json') && /^an alias|^bytes/u.test(what) ? { silent: true as const } : {};
    await expectHarmless({ args, files: { ...smallProject, 'manifest.yaml': text }, ...silent });
  });

  test.each(hostileTexts)('a line above the place, and comments around it: %j', async (text) => {
    const manifest = `segments:\n  # pwned\n  - nmae: x # ${text}\n  # ${text}\n  - nmae: x\n`;
    const files = {
      ...smallProject,
      'manifest.yaml': manifest,
      'b.yaml': `${text}: a\n- nmae: pwned\n`,
    };
    await expectHarmless({ args: ['validate'], files, silent: true });
  });

  test.each([
    ['name', `name: ${quoted}\nx: 1\n`],
    ['platform', `platform: ${quoted}\n`],
    ['ignore', `ignore: [${quoted}]\n`],
    ['protect', `protect: [${quoted}]\n`],
    ['vars', `vars: { ${quoted}: 1 }\n`],
    ['manifests', `manifests: [${JSON.stringify(`pwned${hostileArgument}`)}]\n`],
    ['environments', `environments: { ${quoted}: { accountId: "1", x: 1 } }\n`],
    ['owns', `owns: { segments: { names: [${quoted}], retailerIds: [${quoted}] } }\n`],
    ['accountId', `accountId: ${quoted}\n`],
    ['apiVersion', `apiVersion: ${quoted}\n`],
  ])('the project file: %s', async (_, text) => {
    const base = projectFile
      .split('\n')
      .filter((line) => line !== '' && !text.startsWith(`${line.split(':')[0]}:`))
      .join('\n');
    await expectHarmless({
      args: ['validate'],
      files: { ...smallProject, 'audiencectl.yaml': `${base}\n${text}` },
    });
  });

  test.each([['validate'], ['plan', '--sandbox'], ['validate', '--format', 'json']])(
    'the name of a file: %s',
    async (...args: string[]) => {
      const name = '::error::pwned\u001b[2J\n##[error]\u202e%0A,x:.yaml';
      await expectHarmless({
        args,
        files: { ...smallProject, [name]: 'segments:\n  - nmae: x\n' },
      });
    },
  );

  test('annotations give the orders that are ours, and no other', async () => {
    const name = '::error::pwned\u001b[2J\n##[error]\u202e%0A,x:.yaml';
    const text = `segments:\n  - nmae: x # ##vso[x]pwned ::error::\n  - name: ${quoted}\n    x: 1\n    y: 2\n`;
    const { stdout, stderr } = await withFolder({ ...smallProject, [name]: text }, (cwd) =>
      runCli(['validate'], { cwd, env: { GITHUB_ACTIONS: 'true' } }),
    );
    expect(harmsIn(stdout)).toEqual([]);
    const lines = stderr.split('\n');
    const ours =
      /^::(?:error|warning) file=[^,:]*,line=\d+,col=\d+(?:,endColumn=\d+)?,title=[a-z-]+::/u;
    const orders = lines.filter((line) => line.includes('::'));
    expect(orders.length).toBeGreaterThan(2);
    expect(orders.filter((line) => !ours.test(line))).toEqual([]);
    expect(harmsIn(orders.map((line) => line.replace(ours, '')).join('\n'))).toEqual([]);
    expect(harmsIn(lines.filter((line) => !ours.test(line)).join('\n'))).toEqual([]);
    expect(harmsIn(lines.join('\n').replaceAll(/^::/gmu, ''))).toEqual([]);
  });
});
describe('what stands in a snapshot, and in what is declared beside it', () => {
  test.each(
    formats.flatMap((format): readonly (readonly [string, readonly string[]])[] => [
      [`plan --format ${format}`, ['plan', '--snapshot', 'snapshot.json', '--format', format]],
      [
        `plan --verbose --report ${format}`,
        ['plan', '--verbose', '--snapshot', 'snapshot.json', '--report', `${format}=report`],
      ],
    ]),
  )('%s', async (name, args) => {
    const silent = name.includes('gitlab') ? { silent: true as const } : {};
    await expectHarmless({ args, files: hostileProject, written: ['report'], ...silent });
  });

  test.each([
    ['graph', ['graph', '--snapshot', 'snapshot.json']],
    ...shortNames.slice(0, 3).flatMap(({ text, index }) =>
      [[], ['--check']].map((more): readonly [string, readonly string[]] => {
        const address = `segment/${text} ${index}`;
        return [`rename ${index} ${more}`, ['rename', address, 'New', ...more]];
      }),
    ),
    ['who', ['who', '--in', 'CRM Users 2025', '--verbose']],
    ['who of a snapshot', ['who', '--in', 'CRM Users 2025', '--snapshot', 'snapshot.json']],
    [
      'who as JSON',
      ['who', '--not-in', 'CRM Users 2025', '--snapshot', 'snapshot.json', '--format', 'json'],
    ],
    ['export', ['export', '--snapshot', 'snapshot.json']],
    ['plan of prunes', ['plan', '--snapshot', 'snapshot.json', '--max-deletes', '100']],
    ['a snapshot whose name is hostile', ['plan', '--snapshot', hostileArgument]],
    [
      'a target that nothing has',
      ['plan', '--snapshot', 'snapshot.json', '--target', hostileArgument],
    ],
  ] as const)('%s', async (_, args) => {
    await expectHarmless({ args, files: hostileProject });
  });

  test.each(['retailer', 'entity'])(
    'an export in a file for each %s reads back as it was, and its files are harmless',
    async (layout) => {
      const rows = shortNames.map(({ text, index }) =>
        aSegmentRow(String(index + 1), `${text} ${index}`.normalize(), { description: text }),
      );
      const audience = anAudienceRow('99', `${hostileTexts[0]} 99`, {
        or: rows.slice(0, 10).map(({ id }) => ({ audienceSegmentId: id })),
      });
      const files = {
        'audiencectl.yaml': projectFile,
        's.json': JSON.stringify(aSnapshot(rows, [audience])),
      };
      await withFolder(files, async (cwd) => {
        const run = (...args: string[]) => runCli(args, { cwd, env: credentials });
        const args = ['--snapshot', 's.json'];
        const printed = await run('export', ...args, '--layout', layout);
        expect(harmsIn(printed.stdout)).toEqual([]);
        expect(await run('export', ...args, '--out', '.', '--layout', layout)).toMatchObject({
          exitCode: 0,
        });
        const written = (await readdir(cwd, { recursive: true })).filter((file) =>
          /^(?:segments|audiences).*\.yaml$/u.test(file),
        );
        const texts = await Promise.all(written.map((file) => readFile(join(cwd, file), 'utf8')));
        expect([...written, ...texts].flatMap(harmsIn)).toEqual([]);
        const planned = await run('plan', ...args, '--format', 'json');
        expect(planned.exitCode).toBe(0);
        expect(JSON.parse(planned.stdout).summary).toMatchObject({
          ...{ create: 0, update: 0, unchanged: rows.length + 1, unmanaged: 0 },
        });
      });
    },
  );
});
