#!/usr/bin/env node
// Files and answers that nobody meant, and whether every run ends as it must.
//   node scripts/fuzz.mjs [CASES [SECONDS [SEED [ONLY]]]]
// ONLY is the number of a case, whose folder is then kept, or the name of a target, such as 'API answers'.
// The program is test/fuzz/print-fuzz.ts; here it is only made runnable.
import { rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);
// Inside the project, so that its packages are found.
const bundle = fileURLToPath(new URL(`node_modules/.cache/fuzz-${process.pid}.mjs`, root));
process.once('exit', () => void rm(bundle, { force: true }));
await build({
  entryPoints: [fileURLToPath(new URL('test/fuzz/print-fuzz.ts', root))],
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
