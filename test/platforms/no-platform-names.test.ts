import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { platforms } from '../../src/platforms/platform-named.ts';
import { withFolder } from '../support/a-folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What comparisons with a platform's name would look like, each as a file outside `src/platforms/`. */
const disguises: Readonly<Record<string, string>> = {
  'a comparison': "export const is = (name: string) => name === 'retail-media';",
  'a comparison the other way round': "export const is = (name: string) => 'account' !== name;",
  'a switch':
    "export function is(name: string) { switch (name) { case 'marketing-solutions': return 1; default: return 2; } }",
  'a look-up table': "export const counts = { 'retail-media': 1 };",
  'a look-up table without quotes': 'export const counts = { retailMedia: 1 };',
  'a list': "export const is = (name: string) => ['commerce-grid'].includes(name);",
  'a template': 'export const is = (name: string) => name === `retail-media`;',
  'a template with holes':
    'export const is = (name: string, rest: string) => `a ${rest} retail-${name}`;',
  'a regular expression': 'export const is = (name: string) => /^(?:a|retail)-/u.test(name);',
  'the beginning of a name': "export const is = (name: string) => name.startsWith('retail');",
  'the beginning of a label': "export const is = (name: string) => name.startsWith('Retail ');",
  'a name in two parts': "export const name = 'retail' + '-media';",
  'the path of a service': "export const is = (path: string) => path.includes('/retail-media/');",
  'the module of a platform':
    "export { retailMedia } from '../platforms/retail-media/retail-media.ts';",
  'the module of a platform, later':
    "export const read = () => import('../platforms/commerce-grid/commerce-grid.ts');",
  'the first of the platforms':
    'export const is = (platform: unknown) => platform === platforms[0];',
  'the last of the platforms':
    'export const is = (platform: unknown) => platform === platforms.at(-1);',
  'a place among the platforms':
    'export const place = (platform: unknown) => platforms.indexOf(platform);',
  'the platforms by their places':
    'const [first] = platforms; export const is = (platform: unknown) => platform === first;',
};

/** What is no comparison with a platform's name. */
const harmless: Readonly<Record<string, string>> = {
  'a sentence': "export const help = 'The retail-media account.';",
  'a retailer': "export const owner = (row: { retailerId: string }) => row['retailerId'];",
  'a field of a platform':
    'export const is = (platform: { sizes: null }) => platform.sizes === null;',
  'two names': 'export const is = (one: string, other: string) => one === other;',
};

/** The words by which the platforms differ, but for their owners: `retailer` is also a layout of exports. */
const words = [
  ...new Set(
    platforms.flatMap(({ name, label, specification, scope, ownerAttribute }) => [
      ...[name, label, specification, ownerAttribute],
      ...[scope.attribute, scope.label, scope.option],
    ]),
  ),
];

const samples = [
  ...Object.entries(disguises),
  ...words.map((word) => [
    `a comparison with "${word}"`,
    `export const is = (word: string) => word === '${word}';`,
  ]),
  ...Object.entries(harmless),
].map(([title = '', text = ''], index) => ({ title, text, file: `src/plan/sample-${index}.ts` }));
const inPlatforms = 'src/platforms/sample.ts';

/** The files in which the linter of this repository finds a platform's name. */
function lint(texts: Readonly<Record<string, string>>): Promise<ReadonlySet<unknown>> {
  return withFolder(texts, async (folder) => {
    for (const each of ['biome.json', '.config']) {
      await cp(join(root, each), join(folder, each), { recursive: true });
    }
    const flags = ['--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none'];
    const report = await new Promise<string>((resolve) => {
      const biome = join(root, 'node_modules/.bin/biome');
      execFile(biome, ['lint', ...flags, 'src'], { cwd: folder }, (_, stdout) => resolve(stdout));
    });
    const { diagnostics, summary } = JSON.parse(report);
    expect(summary.unchanged).toBe(Object.keys(texts).length);
    const ofRule = diagnostics.filter(
      ({ category }: { category: string }) => category === 'plugin',
    );
    return new Set(ofRule.map(({ location }: { location: { path: string } }) => location.path));
  });
}

describe('outside src/platforms/, the linter', () => {
  let found: ReadonlySet<unknown> = new Set();

  beforeAll(async () => {
    const texts = samples.map(({ file, text }) => [file, `${text}\n`]);
    found = await lint({
      ...Object.fromEntries(texts),
      [inPlatforms]: `${disguises['a comparison']}\n`,
    });
  });

  test.each(samples.filter(({ title }) => !(title in harmless)))('finds $title', ({ file }) => {
    expect([...found]).toContain(file);
  });

  test.each(samples.filter(({ title }) => title in harmless))('lets $title pass', ({ file }) => {
    expect([...found]).not.toContain(file);
  });

  test('leaves the platforms themselves alone', () => {
    expect([...found]).not.toContain(inPlatforms);
  });
});
