import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Bounds in bytes: what is well beyond today is a mistake, such as a folder too many. */
const bounds = { packed: 2_200_000, unpacked: 8_500_000 };

/** All that belongs in the package. */
const expected = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|THIRD_PARTY_NOTICES\.txt)$/,
  /^dist\/bin\/[\w-]+(\.script)?\.[cm]?js$/,
  /^dist\/bin\/package\.json$/,
  /^dist\/src\/([\w-]+\/)*[\w-]+\.(js|d\.ts)$/,
  /^schemas\/[\w-]+\.schema\.json$/,
  /^examples\/([\w.-]+\/)*[\w.-]+\.ya?ml$/,
  /^examples\/gitops\/\.gitignore$/,
  /^examples\/agency\/README\.md$/,
];

/** Keys and tokens by their shape, and paths of the machine that packed. */
const secrets =
  /-----BEGIN [A-Z ]*PRIVATE KEY|\b(npm|ghp|gho|ghs|glpat)[_-][A-Za-z0-9]{20,}|\bAKIA[0-9A-Z]{16}\b/;

/**
 * What is wrong with the files of a package.
 * @param packed what `npm pack --json` tells
 * @param folder where it lies unpacked
 * @param root the repository that it was packed from
 */
export async function checkContents(packed, folder, root) {
  const paths = packed.files.map(({ path }) => path);
  const problems = paths
    .filter((path) => !expected.some((pattern) => pattern.test(path)))
    .map((path) => `${path} does not belong in the package`);
  for (const [name, bytes] of [
    ['packed', packed.size],
    ['unpacked', packed.unpackedSize],
  ]) {
    if (bytes > bounds[name]) problems.push(`${bytes} bytes ${name}, more than ${bounds[name]}`);
  }
  for (const path of paths) {
    const text = await readFile(join(folder, path), 'utf8');
    if (secrets.test(text)) problems.push(`${path} holds what looks like a secret`);
    if (text.includes(root)) problems.push(`${path} names a folder of this machine`);
  }
  return [
    ...problems,
    ...(await checkPrograms(folder)),
    ...(await checkModules(paths, root)),
    ...checkScripts(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))),
  ];
}

/** Programs can be started: they name their interpreter, and may be executed. */
async function checkPrograms(folder) {
  const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const problems = [];
  for (const path of Object.values(bin)) {
    const file = join(folder, path);
    const { mode } = await lstat(file);
    if ((mode & 0o777) !== 0o755) problems.push(`${path} has the mode ${mode.toString(8)}`);
    const text = await readFile(file, 'utf8');
    if (!text.startsWith('#!/usr/bin/env node\n')) problems.push(`${path} names no interpreter`);
  }
  return problems;
}

/** Every module of the library is made from one that is there, and none of a test. */
async function checkModules(paths, root) {
  const sources = new Set(await readdir(join(root, 'src'), { recursive: true }));
  return paths
    .filter((path) => path.startsWith('dist/src/'))
    .map((path) => path.slice('dist/src/'.length).replace(/\.d\.ts$|\.js$/, ''))
    .filter((name) => !sources.has(`${name}.ts`) && !sources.has(`${name}.js`))
    .map((name) => `dist/src/${name} has no source: it is of an earlier build`);
}

function checkScripts({ scripts = {} }) {
  return ['preinstall', 'install', 'postinstall', 'prepare']
    .filter((name) => name in scripts)
    .map((name) => `package.json has a script "${name}", which runs where it is installed`);
}
