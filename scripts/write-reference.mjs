#!/usr/bin/env node
// Writes docs/reference/ from the schemas and the tables of the program.
//   node scripts/write-reference.mjs           writes the pages
//   node scripts/write-reference.mjs --check   fails when one is out of date
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { loadTables } from './reference/load-tables.mjs';
import { writeCommands } from './reference/write-commands.mjs';
import { writeDiagnostics } from './reference/write-diagnostics.mjs';
import { writeExitCodes } from './reference/write-exit-codes.mjs';
import { writeFormats } from './reference/write-formats.mjs';
import { writeManifest } from './reference/write-manifest.mjs';
import { writeProject } from './reference/write-project.mjs';

const root = new URL('../', import.meta.url);
const out = new URL('docs/reference/', root);

async function readSchema(name) {
  return JSON.parse(await readFile(new URL(`schemas/${name}.schema.json`, root), 'utf8'));
}

const [tables, project, manifest, plan, snapshot, events] = await Promise.all([
  loadTables(),
  ...['project', 'manifest', 'plan', 'snapshot', 'events'].map(readSchema),
]);
const pages = {
  'commands.md': writeCommands(tables),
  'diagnostics.md': writeDiagnostics(tables),
  'exit-codes.md': writeExitCodes(tables),
  'formats.md': writeFormats({ plan, snapshot, events }),
  'manifest.md': writeManifest(manifest, tables),
  'project.md': writeProject(project),
};

const check = process.argv.includes('--check');
await mkdir(out, { recursive: true });
const stale = (await readdir(out)).filter((name) => !(name in pages));
for (const [name, text] of Object.entries(pages)) {
  const old = await readFile(new URL(name, out), 'utf8').catch(() => '');
  if (old === text) continue;
  if (check) stale.push(name);
  else await writeFile(new URL(name, out), text);
}
if (stale.length > 0) {
  console.error(`docs/reference: out of date: ${stale.join(', ')}. Run: npm run reference`);
  process.exitCode = 1;
}
