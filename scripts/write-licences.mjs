#!/usr/bin/env node
// Lists whose code the package brings to users, and under which licences.
//   node scripts/write-licences.mjs           writes docs/licences.md and THIRD_PARTY_NOTICES.txt
//   node scripts/write-licences.mjs --check   fails when what is there is out of date
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);
const read = (path) => readFile(new URL(path, root), 'utf8');

/** Licences that may be passed on with a notice, and ask for nothing else. */
const allowed = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']);

/** The package that a file in node_modules belongs to, as its folder. */
const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//u;

/** What npm installs beside audiencectl, by folder. */
async function listInstalled() {
  const { packages } = JSON.parse(await read('package-lock.json'));
  return Object.keys(packages).filter((folder) => folder !== '' && !packages[folder].dev);
}

/** What stands inside the files of dist/bin, as scripts/build.mjs makes them. */
async function listBundled() {
  const { metafile } = await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: ['src/cli/main.ts', 'src/review/main.ts'],
    alias: { yaml: fileURLToPath(new URL('node_modules/yaml/browser/dist/index.js', root)) },
    external: ['undici'],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    metafile: true,
    write: false,
  });
  return foldersOf(Object.keys(metafile.inputs));
}

/** What scripts/generate.mjs copied into the validators, which tell it in comments. */
async function listCopied() {
  const names = await readdir(new URL('src/schema/generated/', root));
  const validators = names.filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(validators.map((name) => read(`src/schema/generated/${name}`)));
  const text = texts.join('\n');
  return foldersOf([...text.matchAll(/^\/\/ (node_modules\/\S+)$/gmu)].map(([, file]) => file));
}

function foldersOf(files) {
  return [...new Set(files.flatMap((file) => packageFolder.exec(file)?.[1] ?? []))];
}

async function describe(folder, { installed, inside }) {
  const { name, version, license } = JSON.parse(await read(`${folder}/package.json`));
  if (!allowed.has(license)) {
    throw new Error(`${name} has the licence ${license}: look whether it may be passed on`);
  }
  const files = await readdir(new URL(`${folder}/`, root));
  const file = files.find((each) => /^licen[cs]e(?:\.\w+)?$/iu.test(each));
  if (file === undefined) throw new Error(`${name} has no licence file to pass on`);
  const text = (await read(`${folder}/${file}`)).replaceAll('\r\n', '\n').trim();
  const kind = { name, version, license, text };
  return { ...kind, installed: installed.has(folder), inside: inside.has(folder) };
}

function renderPage(packages) {
  const rows = packages.map(({ name, version, license, inside, installed }) => [
    `[${name}](https://www.npmjs.com/package/${name})`,
    version,
    license,
    inside ? 'yes' : 'no',
    installed ? 'yes' : 'no',
  ]);
  const table = [['package', 'version', 'licence', 'inside', 'installed'], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const line = (cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [
    '<!-- Written by scripts/write-licences.mjs (npm run licences). Do not edit. -->',
    '',
    '# Licences',
    '',
    'audiencectl is published under the [MIT licence](../LICENSE). It brings the code of these packages',
    'along: _inside_ the files of `dist`, or _installed_ beside it by npm, which the library needs and,',
    'behind a proxy or for a schema of a house rule, the program. All of them may be used and passed on freely, as',
    'long as their notices go along; these stand in [THIRD_PARTY_NOTICES.txt](../THIRD_PARTY_NOTICES.txt), which is part of the',
    'package.',
    '',
    line(table[0]),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    'What is only needed to build and test is in `package.json` and is not passed on.',
    '',
  ].join('\n');
}

function renderNotices(packages) {
  const inside = packages.filter((each) => each.inside);
  return [
    'audiencectl contains code of the packages below, under their licences.',
    'Written by scripts/write-licences.mjs.',
    ...inside.flatMap(({ name, version, license, text }) => [
      '',
      '='.repeat(80),
      `${name} ${version} (${license})`,
      '='.repeat(80),
      '',
      text,
    ]),
    '',
  ].join('\n');
}

const installed = new Set(await listInstalled());
const inside = new Set([...(await listBundled()), ...(await listCopied())]);
const folders = [...new Set([...installed, ...inside])];
const packages = await Promise.all(
  folders.map((folder) => describe(folder, { installed, inside })),
);
packages.sort((a, b) => (a.name < b.name ? -1 : 1));

const pages = {
  'docs/licences.md': renderPage(packages),
  'THIRD_PARTY_NOTICES.txt': renderNotices(packages),
};
for (const [path, text] of Object.entries(pages)) {
  if (!process.argv.includes('--check')) await writeFile(new URL(path, root), text);
  else if ((await read(path).catch(() => '')) !== text) {
    console.error(`${path} is out of date: run npm run licences`);
    process.exitCode = 1;
  }
}
