#!/usr/bin/env node
// Random worlds under random faults, and whether anything was lost, doubled or reported wrongly.
//   node scripts/chaos.mjs [WORLDS [SECONDS [SEED]]]
// The program is test/chaos/print-chaos.ts; here it is only made runnable.
import { runBundled } from './run-bundled.mjs';

await runBundled('test/chaos/print-chaos.ts');
