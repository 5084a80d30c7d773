import { writeFile } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { builtinsAlone } from './builtins-alone.mjs';
import { listUsed } from './list-used.mjs';
import { quickValidators } from './quick-validators.mjs';
import { toScript } from './to-script.mjs';

/** The files that are made whole, and the module that each of them starts from. */
const wholes = {
  'run-command': 'src/cli/run-command.ts',
  validate: 'src/cli/commands/validate.ts',
};

/**
 * Files that have all that they need and nothing else: the program of another thread, since a thread compiles what it
 * loads anew, and what loads the files that are made whole.
 */
const alone = ['src/files/ahead/read-in-thread.ts', 'src/cli/compiled/load-script.ts'];

/**
 * Bundles the commands. All that `validate` loads is in two files, because each further file delays the
 * start. The other commands import from these two, and are split by what they need. All files lie
 * beside each other, see src/cli/package-file.ts.
 * @param shared the options of all bundles
 * @param root the folder of the project
 * @returns the result of each build
 */
export async function buildCommands(shared, root) {
  const options = { ...shared, absWorkingDir: root };
  const homes = await findHomes(options);
  const late = new Set();
  const results = [];
  for (const name of Object.keys(wholes))
    results.push(await buildWhole(name, homes, late, options));
  const rest = await build({
    ...options,
    entryPoints: named([...late]),
    splitting: true,
    chunkNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    plugins: [
      importFromHomes(homes, { root, ending: '.mjs' }),
      quickValidators(root),
      builtinsAlone(root),
    ],
  });
  const apart = await build({
    ...options,
    entryPoints: named(alone),
    format: 'cjs',
    plugins: [builtinsAlone(root)],
  });
  return [...results, rest, apart];
}

/** The file that each module is in, if it is one of those that are made whole. */
async function findHomes(options) {
  const homes = new Map();
  for (const [name, start] of Object.entries(wholes)) {
    const { metafile } = await build({
      ...options,
      entryPoints: [start],
      write: false,
      plugins: [
        importFromHomes(homes, { root: options.absWorkingDir, late: new Set() }),
        quickValidators(options.absWorkingDir),
      ],
    });
    for (const module of Object.keys(metafile.inputs)) homes.set(packageOf(module), name);
  }
  return homes;
}

/** One script of many modules, and a module that exports all that they do. */
async function buildWhole(name, homes, late, options) {
  const root = options.absWorkingDir;
  const modules = [...homes.keys()].filter((module) => homes.get(module) === name);
  const exported = await listExports(modules, options);
  const lines = exported.map(
    ({ module, names }) => `export {${[...names].join(',')}} from '${module}';`,
  );
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'js' },
    write: false,
    define: { 'import.meta.url': '__place' },
    plugins: [
      importFromHomes(homes, { root, name, late }),
      quickValidators(root),
      builtinsAlone(root),
    ],
  });
  const written = Object.entries(toScript(name, outputFiles[0].text));
  for (const [file, text] of written) await writeFile(join(options.outdir, file), text);
  return { metafile: { outputs: Object.fromEntries(written) } };
}

/** What modules export, by name: a name that two modules export is an error of the build. */
async function listExports(modules, { absWorkingDir, outdir }) {
  const files = modules.filter((module) => module.includes('/'));
  const { metafile } = await build({
    absWorkingDir,
    outdir,
    entryPoints: files,
    outbase: absWorkingDir,
    format: 'esm',
    metafile: true,
    write: false,
  });
  const exported = Object.values(metafile.outputs).map(({ entryPoint, exports }) => ({
    module: `./${entryPoint}`,
    names: exports,
  }));
  for (const module of modules.filter((each) => !files.includes(each))) {
    exported.push({ module, names: await listUsed(module, absWorkingDir) });
  }
  return exported;
}

/**
 * Leaves what is in another file where it is.
 * @param options `name` is the file that is being made; `late` collects the modules that are loaded later,
 *   which become files of their own; `ending` is that of the files that are made whole
 */
function importFromHomes(homes, { root, name, late, ending = '.js' }) {
  return {
    name: 'import-from-homes',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^\.|^yaml$/ }, async ({ path, kind, pluginData, ...rest }) => {
        if (pluginData === 'asked' || rest.importer === '') return null;
        const found = await resolve(path, { kind, pluginData: 'asked', ...rest });
        const module = packageOf(relative(root, found.path));
        const home = homes.get(module);
        if (home !== undefined && home !== name)
          return { path: `./${home}${ending}`, external: true };
        if (kind !== 'dynamic-import' || home !== undefined || !late) return null;
        late.add(module);
        return { path: `./${nameOf(module)}.mjs`, external: true };
      });
    },
  };
}

/** A package is one thing, whatever number of files it has. */
function packageOf(module) {
  return /(?:^|\/)node_modules\/([^/]+)\//u.exec(module)?.[1] ?? module;
}

function named(modules) {
  return Object.fromEntries(modules.map((module) => [nameOf(module), module]));
}

function nameOf(module) {
  return basename(module, extname(module));
}
