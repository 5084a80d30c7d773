import { describe, expect, test } from '@jest/globals';
import type { FileLayer } from '../../../src/members/ledger/files/file-layer.ts';
import { stride } from '../../support/stride.ts';
import { createMemoryFiles } from '../ledger/memory-files.ts';
import { createLife, mortalFiles, mortalRemote } from './mortal-run.ts';
import {
  begin,
  carryOut,
  type Disk,
  expectFinished,
  expectRecorded,
  listAt,
  worksOf,
} from './struck-runs.ts';

describe.each(
  Object.entries(worksOf(1)).flatMap(([words, work]) => [
    [words, 'in the clear', work, null] as const,
    [words, 'encrypted', work, 'ab'.repeat(32)] as const,
  ]),
)('%s, %s, killed', (_, _words, work, secret) => {
  test('at any step: what was sent is recorded, and the same command makes the list equal to its source', async () => {
    const before = createMemoryFiles();
    const at = (files: FileLayer): Disk => ({ files, folder: '/ledgers', secret });
    const beginning = await begin(work, at(before));
    for (let steps = 0; ; steps += stride(7)) {
      const list = listAt(beginning);
      const files = createMemoryFiles({}, before.contents());
      const life = createLife(steps);
      const isKilled = await carryOut(
        work,
        at(mortalFiles(files, life)),
        mortalRemote(list, life),
      ).then(
        () => false,
        () => true,
      );
      await expectRecorded(at(files), list);
      await expectFinished(work, beginning, at(files), list);
      if (isKilled) continue;
      expect(steps).toBeGreaterThan(20);
      return;
    }
  });
});
