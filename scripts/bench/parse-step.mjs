#!/usr/bin/env node
// The peer of the row `parse`: does nothing but parse every YAML file of a folder with the package yaml. Positions are
// kept, no value is made.
//   node scripts/bench/parse-step.mjs DIR
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';

const folder = process.argv[2] ?? '.';
const parsed = new Map();
for (const file of readdirSync(folder, { recursive: true })) {
  if (!file.endsWith('.yaml')) continue;
  const lineCounter = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, file), 'utf8'), { lineCounter });
  parsed.set(file, { document, lineCounter });
}
console.log(parsed.size);
