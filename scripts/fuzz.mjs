#!/usr/bin/env node
// Files and answers that nobody meant, and whether every run ends as it must.
//   node scripts/fuzz.mjs [CASES [SECONDS [SEED [ONLY]]]]
// ONLY is the number of a case, whose folder is then kept, or the name of a target, such as 'API answers'.
// The program is test/fuzz/print-fuzz.ts; here it is only made runnable.
import { runBundled } from './run-bundled.mjs';

await runBundled('test/fuzz/print-fuzz.ts');
