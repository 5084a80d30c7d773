#!/usr/bin/env node
// Builds dist/bin, the program as a few bundled files, and dist/src, the typed library.
//   node scripts/build.mjs [program|library]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildCommands } from './build/build-commands.mjs';
import { builtinsAlone } from './build/builtins-alone.mjs';
import { buildValidators } from './build/quick-validators.mjs';

const root = new URL('../', import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));

const bundle = {
  outdir: path('dist/bin'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  logLevel: 'warning',
};

/** Of what the commands import from packages. */
const packages = {
  // The other builds of yaml are CommonJS, which an ESM bundle can't load node modules from.
  alias: { yaml: path('node_modules/yaml/browser/dist/index.js') },
  // Only proxies need it, and it is CommonJS, too.
  external: ['undici'],
};

/** What Node.js starts is CommonJS: the loader of the other modules takes almost a tenth of an empty process. */
const program = { format: 'cjs', supported: { 'dynamic-import': false } };

/** The first lines of a program. An older Node.js, or one that takes it for a module, would end with a page of its source. */
const start = `#!/usr/bin/env node
if (typeof process.getBuiltinModule !== 'function') {
  console.error('error: this program needs Node.js 20.19 or later, and this is ' + process.version + '. Install a later version.');
  process.exit(1);
}
if (typeof require !== 'function') {
  console.error('error installation-incomplete the installation of audiencectl is incomplete: dist/bin/package.json is missing or not whole\\n  Install audiencectl again, for example with npm ci.');
  process.exit(1);
}`;

/** dist/bin/audiencectl.js is one file that answers --version and --help; it loads run-command.js for the rest. */
async function buildEntry() {
  const result = await build({
    ...bundle,
    ...program,
    entryPoints: { audiencectl: path('src/cli/main.ts') },
    banner: { js: start },
    plugins: [
      builtinsAlone(path('.')),
      {
        name: 'commands-apart',
        setup({ onResolve }) {
          onResolve({ filter: /\/(?:run-command|load-script)\.ts$/ }, ({ kind, path: module }) =>
            kind === 'dynamic-import'
              ? { path: `./${basename(module, '.ts')}.js`, external: true }
              : null,
          );
        },
      },
    ],
  });
  await chmod(path('dist/bin/audiencectl.js'), 0o755);
  return result;
}

/** dist/bin/audiencectl-review.js, which pipelines use beside it. */
async function buildReview() {
  const result = await build({
    ...bundle,
    ...program,
    entryPoints: { 'audiencectl-review': path('src/review/main.ts') },
    banner: { js: start },
  });
  await chmod(path('dist/bin/audiencectl-review.js'), 0o755);
  return result;
}

/** dist/src: what src/index.ts leads to, and nothing of an earlier build. */
async function buildLibrary() {
  const generated = 'src/schema/generated';
  const validators = (await readdir(path(generated)))
    .filter((name) => /\.(?:js|d\.ts)$/u.test(name))
    .map((name) => `${generated}/${name}`);
  await mkdir(path('dist/src/schema/generated'), { recursive: true });
  for (const file of validators) await copyFile(path(file), path(`dist/${file}`));
  const current = new Set([
    ...(await compile()),
    ...validators.map((file) => path(`dist/${file}`)),
  ]);
  const entries = await readdir(path('dist/src'), { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !current.has(file)) await rm(file);
  }
}

/** The paths of the files that the compiler wrote. */
async function compile() {
  const program = path('node_modules/typescript/bin/tsc');
  const compiler = spawn(process.execPath, [program, '-p', 'src', '--listEmittedFiles'], {
    cwd: path('.'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = (await text(compiler.stdout)).split('\n').filter(Boolean);
  const written = lines.filter((line) => line.startsWith('TSFILE: '));
  for (const line of lines) if (!written.includes(line)) console.error(line);
  if (compiler.exitCode === null) await once(compiler, 'exit');
  if (compiler.exitCode !== 0) throw new Error('the library does not compile');
  return written.map((line) => resolve(line.slice('TSFILE: '.length)));
}

/** What an earlier build left goes last, so that the program stays usable meanwhile. */
async function buildProgram() {
  const results = await Promise.all([
    buildEntry(),
    buildReview(),
    buildCommands({ ...bundle, ...packages }, path('.')),
    buildValidators(bundle, path('.')),
  ]);
  const written = results.flat().flatMap(({ metafile }) => Object.keys(metafile.outputs));
  const current = new Set(written.map((file) => basename(file)));
  // Files that end in .js are CommonJS here; those that end in .mjs are not.
  await writeFile(path('dist/bin/package.json'), '{"type":"commonjs"}\n');
  for (const name of current) await writeInAscii(path(`dist/bin/${name}`));
  for (const name of await readdir(path('dist/bin'))) {
    if (!current.has(name) && name !== 'package.json') await rm(path(`dist/bin/${name}`));
  }
}

/**
 * A text with a single letter of another alphabet takes twice the memory, and longer to load. esbuild leaves
 * such letters in regular expressions alone.
 */
async function writeInAscii(file) {
  const written = await readFile(file, 'utf8');
  const escaped = written.replace(/[^\0-\x7f]/gu, escapeLetter);
  if (escaped !== written) await writeFile(file, escaped);
}

function escapeLetter(letter) {
  const code = letter.codePointAt(0).toString(16);
  return letter.length > 1 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

const builds = { program: buildProgram, library: buildLibrary };
const wanted = process.argv.slice(2);
try {
  await Promise.all(
    (wanted.length > 0 ? wanted : Object.keys(builds)).map((name) => builds[name]()),
  );
} catch (error) {
  console.error(`build failed: ${error.message}`);
  process.exitCode = 1;
}
