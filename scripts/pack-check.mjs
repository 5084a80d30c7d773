#!/usr/bin/env node
// Packs the package as it would be published, and uses it as its users do: what is in it, whether it
// installs into an empty project, runs and type-checks.
//   node scripts/pack-check.mjs                     on every line of Node.js that is supported
//   node scripts/pack-check.mjs lowest newest 24    on these
// Whether types are found is checked by compiling a consumer in each way of finding modules, which takes a
// tool less than asking one that knows the ways.
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { checkContents } from './pack-check/check-contents.mjs';
import { checkOnNode, getNode, installPackage } from './pack-check/check-on-node.mjs';
import { checkTypes } from './pack-check/check-types.mjs';
import { run } from './pack-check/run.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

/** The newest line of Node.js that the package is known to run on. */
const newest = '26';

/** The first version of each line that `engines` allows. */
async function lowestVersions() {
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return engines.node
    .match(/\d+(\.\d+)*/g)
    .map((version) => [...version.split('.'), '0', '0'].slice(0, 3).join('.'));
}

/** Versions as they are asked for; all that are supported when none is. */
async function chooseVersions(wanted) {
  const lowest = await lowestVersions();
  if (wanted.length === 0) return [...lowest, newest];
  const named = { lowest: lowest[0], newest };
  return wanted.map((word) => named[word] ?? word);
}

async function main(folder, versions) {
  heading('the package');
  const { packed, tarball } = await pack(folder);
  const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
  const sizes = `${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked`;
  console.log(`  ${packed.filename}: ${packed.files.length} files, ${sizes}`);
  const unpacked = join(folder, 'unpacked');
  await mkdir(unpacked);
  await run('tar', ['-xzf', tarball, '-C', unpacked], { cwd: folder });
  const problems = await checkContents(packed, join(unpacked, 'package'), root);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  await lint(join(unpacked, 'package'));

  heading('what it brings along');
  const project = join(folder, 'types');
  await installPackage(tarball, project);
  await checkDependencies(project);

  heading('a consumer in TypeScript');
  const consumer = await checkTypes(project, root);

  heading('on Node.js');
  await Promise.all(
    versions.map(async (version) =>
      checkOnNode(await getNode(version, folder), { tarball, consumer, folder }),
    ),
  );
}

async function pack(folder) {
  // Its own build is part of it: what is packed is never of an earlier one.
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--silent', '--pack-destination', folder],
    {
      cwd: root,
    },
  );
  const [packed] = JSON.parse(stdout);
  return { packed, tarball: join(folder, packed.filename) };
}

async function lint(pkgDir) {
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
  const problems = messages.map((message) => formatMessage(message, pkg, { color: false }));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  console.log('  publint has nothing to say');
}

/** Nothing runs when it is installed; what is installed is told. */
async function checkDependencies(project) {
  const { packages } = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  const running = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  if (running.length > 0) {
    throw new Error(
      `scripts run at the installation of ${running.map(([path]) => path).join(', ')}`,
    );
  }
  const names = installed.map(
    ([path, { version }]) => `${path.replace('node_modules/', '')} ${version}`,
  );
  console.log(`  ${names.join(', ')}; none runs a script`);
}

function heading(text) {
  console.log(`\n${text}`);
}

const folder = await realpath(await mkdtemp(join(tmpdir(), 'audiencectl-pack-')));
const started = Date.now();
try {
  await main(folder, await chooseVersions(process.argv.slice(2)));
  console.log(`\nThe package is sound. ${Math.round((Date.now() - started) / 1000)} s.`);
} catch (error) {
  console.error(`\nThe package is not sound: ${error.message}`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
