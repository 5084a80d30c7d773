#!/usr/bin/env node
// Measures what docs/performance.md sets goals for: ratios to something else that is measured in turn.
//   npm run bench -- [ROW…] [--quick] [--json FILE]
// It works in a temporary folder, which it removes, and takes about eight minutes; --quick takes one
// and judges only what does not depend on size.
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growth } from './bench/growth.mjs';
import { manyProjects } from './bench/many-projects.mjs';
import { memberDelta } from './bench/member-delta.mjs';
import { memberHash } from './bench/member-hash.mjs';
import { memberMemory } from './bench/member-memory.mjs';
import { memberSync } from './bench/member-sync.mjs';
import { planLarge } from './bench/plan-large.mjs';
import { planParse } from './bench/plan-parse.mjs';
import { rateLimit } from './bench/rate-limit.mjs';
import { holds, renderRows } from './bench/render-rows.mjs';
import { requests } from './bench/requests.mjs';
import { startUp } from './bench/start-up.mjs';
import { validateRules } from './bench/validate-rules.mjs';
import { validateSmall } from './bench/validate-small.mjs';

const benches = [
  startUp,
  validateSmall,
  validateRules,
  planLarge,
  planParse,
  growth,
  requests,
  rateLimit,
  manyProjects,
  memberHash,
  memberDelta,
  memberSync,
  memberMemory,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`no such row: ${unknown.join(', ')}`);
  console.error(`rows: ${benches.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const folder = await mkdtemp(join(tmpdir(), 'audiencectl-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`;
console.error(machine);
const rows = [];
for (const bench of benches) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  const started = performance.now();
  const place = join(folder, bench.name);
  await mkdir(place);
  const measured = await bench.run({ folder: place, quick: values.quick });
  const isJudged = !(values.quick && bench.isForLargeSizes);
  rows.push(
    ...measured.map((row) => ({ row: bench.name, ...row, goal: isJudged ? row.goal : null })),
  );
  rmSync(place, { recursive: true, force: true });
  console.error(`${bench.name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
console.log(renderRows(rows));
if (values.json !== undefined) {
  const report = {
    machine,
    quick: values.quick,
    rows: rows.map((row) => ({ ...row, holds: holds(row) })),
  };
  await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
