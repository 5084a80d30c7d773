#!/usr/bin/env node
// Draws which folder of src/ builds on which, into docs/architecture.md.
//   node scripts/draw-architecture.mjs           writes the drawing
//   node scripts/draw-architecture.mjs --check   fails when the drawing is out of date
import { readFile, writeFile } from 'node:fs/promises';
import { cruise } from 'dependency-cruiser';

process.chdir(new URL('../', import.meta.url).pathname);
const page = 'docs/architecture.md';
const [start, end] = ['<!-- drawing: npm run draw -->', '<!-- end of drawing -->'];

const { output } = await cruise(['src'], {
  doNotFollow: { path: 'node_modules' },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
});

/** The folder of a module of ours, or null for a module of the root or of others. */
const folderOf = (module) => /^src\/([^/]+)\//.exec(module)?.[1] ?? null;

const uses = new Map();
for (const { source, dependencies } of output.modules) {
  const folder = folderOf(source);
  if (folder === null) continue;
  const used = uses.get(folder) ?? new Set();
  for (const { resolved } of dependencies) {
    const other = folderOf(resolved);
    if (other !== null && other !== folder) used.add(other);
  }
  uses.set(folder, used);
}

const reaches = (from, to) =>
  [...(uses.get(from) ?? [])].some((next) => next === to || reaches(next, to));

// An arrow that a longer way already tells is left out.
const arrows = [...uses].flatMap(([folder, used]) =>
  [...used]
    .filter((one) => ![...used].some((other) => other !== one && reaches(other, one)))
    .map((one) => `  ${one} --> ${folder}`),
);
const alone = [...uses.keys()].filter((folder) => !arrows.join('\n').includes(folder));
const drawing = [
  '```mermaid',
  'flowchart LR',
  ...[...alone.map((one) => `  ${one}`), ...arrows].sort(),
  '```',
];

const text = await readFile(page, 'utf8');
const [before, rest] = text.split(start);
const after = rest?.split(end)[1];
if (after === undefined) throw new Error(`${page} has no place for the drawing`);
const drawn = `${before}${start}\n${drawing.join('\n')}\n${end}${after}`;
if (drawn !== text) {
  if (process.argv.includes('--check')) {
    console.error(`The drawing in ${page} is out of date. Run: npm run draw`);
    process.exitCode = 1;
  } else {
    await writeFile(page, drawn);
  }
}
