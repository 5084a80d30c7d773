#!/usr/bin/env node
// Random worlds under random faults, and whether anything was lost, doubled or reported wrongly.
//   node scripts/chaos.mjs [WORLDS [SECONDS [SEED]]]
// The program is test/chaos/print-chaos.ts; here it is only made runnable.
import { rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);
// Inside the project, so that its packages are found.
const bundle = fileURLToPath(new URL(`node_modules/.cache/chaos-${process.pid}.mjs`, root));
process.once('exit', () => void rm(bundle, { force: true }));
await build({
  entryPoints: [fileURLToPath(new URL('test/chaos/print-chaos.ts', root))],
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
