#!/usr/bin/env node
// Shows the whole round on the sandbox: a new project, its plan, the apply, and a plan that is empty.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const program = join(root, 'dist/bin/audiencectl.js');

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${status}`);
}

run(process.execPath, [join(root, 'scripts/build.mjs'), 'program'], root);
const folder = await mkdtemp(join(tmpdir(), 'audiencectl-demo-'));
try {
  for (const line of [
    'init --example retail-media',
    'plan --sandbox',
    'apply --sandbox --auto-approve --quiet',
    'plan --sandbox',
  ]) {
    console.log(`\n$ audiencectl ${line}`);
    run(process.execPath, [program, ...line.split(' ')], folder);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
