import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);

/**
 * Makes a program of the tests runnable, and runs it.
 * @param entry its file, below the project folder
 */
export async function runBundled(entry) {
  // Inside the project, so that its packages are found.
  const name = `${basename(entry, '.ts')}-${process.pid}.mjs`;
  const bundle = fileURLToPath(new URL(`node_modules/.cache/${name}`, root));
  process.once('exit', () => void rm(bundle, { force: true }));
  await build({
    entryPoints: [fileURLToPath(new URL(entry, root))],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await import(pathToFileURL(bundle).href);
}
