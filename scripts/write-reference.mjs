#!/usr/bin/env node
// Writes docs/reference/, and the tables of docs/sandbox.md, from the schemas and the tables of the program.
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
import { writeSandbox } from './reference/write-sandbox.mjs';

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

const sandboxPage = new URL('docs/sandbox.md', root);
const [start, end] = ['<!-- tables: npm run reference -->', '<!-- end of tables -->'];

/** The page with its tables as the program has them. */
function renewTables(text) {
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error('docs/sandbox.md has no place for its tables');
  return `${before}${start}\n\n${writeSandbox(tables)}\n\n${end}${after}`;
}

const check = process.argv.includes('--check');
await mkdir(out, { recursive: true });
const stale = (await readdir(out)).filter((name) => !(name in pages));
for (const [name, text] of Object.entries(pages)) {
  const old = await readFile(new URL(name, out), 'utf8').catch(() => '');
  if (old === text) continue;
  if (check) stale.push(name);
  else await writeFile(new URL(name, out), text);
}
const oldSandbox = await readFile(sandboxPage, 'utf8');
const newSandbox = renewTables(oldSandbox);
if (newSandbox !== oldSandbox) {
  if (check) stale.push('../sandbox.md');
  else await writeFile(sandboxPage, newSandbox);
}
if (stale.length > 0) {
  console.error(`docs/reference: out of date: ${stale.join(', ')}. Run: npm run reference`);
  process.exitCode = 1;
}
