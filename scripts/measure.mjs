#!/usr/bin/env node
// The figures of the source by which we see whether it stays readable, as a table.
//   npm run measure [-- FOLDER ...]   the folders of several checkouts stand side by side
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';

const root = new URL('../', import.meta.url).pathname;

/** Generated files are nobody's to read. */
const isOurs = (path) => /\.ts$/u.test(path) && !path.includes('src/schema/generated/');

async function readFiles(checkout, folder) {
  const entries = await readdir(join(checkout, folder), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(checkout, join(entry.parentPath ?? entry.path, entry.name)))
    .filter(isOurs)
    .sort();
  return Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(checkout, path), 'utf8') })),
  );
}

const sorted = (values) => values.toSorted((a, b) => a - b);
const quantile = (values, share) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const sum = (values) => values.reduce((total, value) => total + value, 0);
const linesOf = ({ text }) => text.split('\n').length - 1;

/** The value and what has it: `403 (run-batch.ts)`. */
function largest(items, sizeOf, nameOf) {
  const item = items.reduce((most, each) => (sizeOf(each) > sizeOf(most) ? each : most));
  return `${sizeOf(item)} (${nameOf(item)})`;
}

function foldersOf(files) {
  const folders = new Map();
  for (const { path } of files) folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1);
  return [...folders].map(([path, count]) => ({ path, count }));
}

const importsOf = ({ text }) =>
  text.match(/^(?:import|export)\b[^;]*?\bfrom '[^']+';/gmsu)?.length ?? 0;

/** Types that say what became of a request, an operation, a change or a list. */
const outcomeTypes = (files) =>
  files
    .filter(({ path }) => !/^src\/(?:sandbox|review)\//u.test(path))
    .flatMap(({ text }) => [
      ...text.matchAll(/^export (?:interface|type) (\w*(?:Outcome|Answer|Result|Settled))\b/gmu),
    ])
    .map(([, name]) => name);

const platform = /'(?:retail-media|marketing-solutions|commerce-grid)'/u.source;
const comparison = new RegExp(
  `[!=]== ${platform}|${platform} [!=]==|case ${platform}|^\\s*${platform}: |\\.accountInPath\\b`,
  'gmu',
);

/** Places outside the platforms' own folder that go by the name of one. The sandbox is an island. */
const comparisons = (files) =>
  files
    .filter(({ path }) => !/^src\/(?:platforms|sandbox)\//u.test(path))
    .flatMap(({ text }) => text.match(comparison) ?? []);

const hasDocComment = (text, at) => /\*\/\s*$/u.test(text.slice(0, at));

function documentedExports(files) {
  const exports = files.flatMap(({ text }) =>
    [...text.matchAll(/^export (?:async )?(?:function|const|class|interface|type) /gmu)].map(
      ({ index }) => hasDocComment(text, index),
    ),
  );
  return `${Math.round((100 * exports.filter(Boolean).length) / exports.length)} %`;
}

async function measure(checkout) {
  const source = await readFiles(checkout, 'src');
  const tests = await readFiles(checkout, 'test');
  const folders = foldersOf(source);
  const outcomes = outcomeTypes(source);
  const imports = source.map(importsOf);
  return {
    'files in src/': source.length,
    'lines in src/': sum(source.map(linesOf)),
    'lines a file, median': quantile(source.map(linesOf), 0.5),
    'lines a file, 90 of 100': quantile(source.map(linesOf), 0.9),
    'lines a file, largest': largest(source, linesOf, ({ path }) => basename(path)),
    'files over 250 lines': source.filter((file) => linesOf(file) > 250).length,
    'folders in src/': folders.length,
    'files a folder, median': quantile(
      folders.map(({ count }) => count),
      0.5,
    ),
    'files a folder, largest': largest(
      folders,
      ({ count }) => count,
      ({ path }) => path,
    ),
    'folders with more than 16 files': folders.filter(({ count }) => count > 16).length,
    'imports a file, median': quantile(imports, 0.5),
    'imports a file, 90 of 100': quantile(imports, 0.9),
    'imports a file, largest': largest(source, importsOf, ({ path }) => basename(path)),
    'types of outcomes': outcomes.length,
    'comparisons with names of platforms': comparisons(source).length,
    'exports with a comment': documentedExports(source),
    'files in test/': tests.length,
    'lines in test/': sum(tests.map(linesOf)),
    'lines a test file, largest': largest(tests, linesOf, ({ path }) => basename(path)),
    'test files over 400 lines': tests.filter((file) => linesOf(file) > 400).length,
  };
}

const checkouts = process.argv.slice(2);
const columns = await Promise.all(
  (checkouts.length === 0 ? [root] : checkouts).map((folder) => measure(resolve(folder))),
);
const labels = Object.keys(columns[0] ?? {});
const width = (texts) => Math.max(...texts.map((text) => text.length));
const labelWidth = width(labels);
const widths = columns.map((column) => width(labels.map((label) => String(column[label]))));
for (const label of labels) {
  const cells = columns.map((column, index) => String(column[label]).padStart(widths[index] ?? 0));
  console.log([label.padEnd(labelWidth), ...cells].join('  '));
}
