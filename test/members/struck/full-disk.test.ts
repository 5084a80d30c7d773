import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { nodeFiles } from '../../../src/members/ledger/files/node-files.ts';
import { withFolder } from '../../support/a-folder.ts';
import { stride } from '../../support/stride.ts';
import { createMemoryFiles, type DiskFault, type MemoryFiles } from '../ledger/memory-files.ts';
import {
  type Beginning,
  begin,
  carryOut,
  type Disk,
  endOf,
  expectFinished,
  expectRecorded,
  expectUntouched,
  listAt,
  type Work,
  worksOf,
} from './struck-runs.ts';

const wholeKey = 'ab'.repeat(32);

interface BeginningInMemory extends Beginning {
  readonly files: MemoryFiles;
}

async function beginInMemory(work: Work, secret: string | null): Promise<BeginningInMemory> {
  const files = createMemoryFiles();
  return { ...(await begin(work, diskOf(files, secret))), files };
}

const diskOf = (files: MemoryFiles, secret: string | null): Disk => ({
  ...{ files, secret },
  folder: '/ledgers',
});

/** Carries a work out on a disk with a fault, and looks at what is left; then once more without it. */
async function strike(
  work: Work,
  secret: string | null,
  beginning: BeginningInMemory,
  fault: DiskFault,
): Promise<string> {
  const list = listAt(beginning);
  const struck = createMemoryFiles(fault, beginning.files.contents());
  const end = await endOf(carryOut(work, diskOf(struck, secret), list));
  const files = createMemoryFiles({}, struck.contents());
  expect(files.names().filter((name) => name.endsWith('.new'))).toEqual([]);
  await expectRecorded(diskOf(files, secret), list);
  await expectUntouched(beginning, diskOf(files, secret), list);
  await expectFinished(work, beginning, diskOf(files, secret), list);
  return end;
}

/** A disk that takes so many bytes more than it holds; what is there can be written over. */
function createFullDisk(room: number): DiskFault {
  let left = room;
  const ends = new Map<string, number>();
  return {
    onWrite: (path, length, position, size) => {
      const end = Math.max(ends.get(path) ?? size, size);
      const more = Math.max(0, position + length - end);
      if (more <= left) {
        left -= more;
        ends.set(path, end + more);
        return null;
      }
      const taken = length - more + left;
      ends.set(path, end + left);
      left = 0;
      // As a disk does it: what fits is taken without a word, and the next write fails.
      return taken > 0 ? { taken } : { taken: 0, error: 'ENOSPC' };
    },
  };
}

const variantsOf = (works: Readonly<Record<string, Work>>) =>
  Object.entries(works).flatMap(([words, work]) =>
    [null, ...(work.membersAtOnce ? [] : [wholeKey])].map(
      (secret) => [words, secret === null ? 'in the clear' : 'encrypted', work, secret] as const,
    ),
  );

describe.each(variantsOf(worksOf(1)))('%s, %s', (_, _words, work, secret) => {
  const beginning = beginInMemory(work, secret);

  test('on a disk that is full at any level, nothing is sent that is not recorded', async () => {
    const ends = new Map<string, number>();
    for (let room = 0; ; room += stride(10) * (work.membersAtOnce ? 211 : room < 3000 ? 61 : 103)) {
      const end = await strike(work, secret, await beginning, createFullDisk(room));
      ends.set(end, (ends.get(end) ?? 0) + 1);
      if (end === 'done') break;
    }
    expect([...ends.keys()]).toEqual(['ledger-unusable', 'done']);
    expect(ends.get('ledger-unusable')).toBeGreaterThan(0);
  });

  test.each([
    ['takes nothing and says so', { taken: 0, error: 'ENOSPC' }],
    ['takes half and says so', { taken: 100, error: 'EIO' }],
  ] as const)('with any write that %s', async (_, what) => {
    for (let number = 0; ; number += stride(9)) {
      let writes = 0;
      const end = await strike(work, secret, await beginning, {
        onWrite: () => (writes++ === number ? what : null),
      });
      if (end === 'done') break;
      expect(end).toBe('ledger-unusable');
    }
  });

  test('with any write that takes less than it is given, all is written all the same', async () => {
    const end = await strike(work, secret, await beginning, {
      onWrite: (_, length) => ({ taken: Math.ceil(length / 3) }),
    });
    expect(end).toBe('done');
  });

  test.each(['onSync', 'onRename'] as const)('with any failure of %s', async (step) => {
    for (let number = 0; ; number += stride(5)) {
      let steps = 0;
      const end = await strike(work, secret, await beginning, {
        [step]: () => (steps++ === number ? 'EIO' : null),
      });
      if (end === 'done') break;
      expect(end).toBe('ledger-unusable');
    }
  });
});

/** A disk of its own that is full soon; null and a reason where none can be had. */
function mountSmallDisk(): { readonly folder: string | null; readonly words: string } {
  const folder = mkdtempSync(join(tmpdir(), 'audiencectl-small-disk-'));
  const mount = ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder];
  const { status, error, stderr } = spawnSync('mount', mount, { encoding: 'utf8' });
  if (status === 0) return { folder, words: 'on a disk of 512 kB of this machine' };
  rmdirSync(folder);
  const why = error?.message ?? stderr.trim();
  if (process.env['NEEDS_SMALL_DISK']) throw new Error(`no small disk can be mounted: ${why}`);
  return { folder: null, words: `skipped, since no small disk can be mounted (${why})` };
}

const smallDisk = mountSmallDisk();

afterAll(() => {
  if (smallDisk.folder === null) return;
  spawnSync('umount', [smallDisk.folder]);
  rmdirSync(smallDisk.folder);
});

/** Fills a disk up, but for so many of its blocks. */
async function fillUp(folder: string, free: number): Promise<void> {
  const { bavail, bsize } = statfsSync(folder);
  await writeFile(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail - free) * bsize));
}

async function clearFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
}

describe.each(variantsOf(worksOf(100)))('%s, %s', (_, _words, work, secret) => {
  const testOnDisk = smallDisk.folder === null ? test.skip : test;

  testOnDisk(`however many blocks are left ${smallDisk.words}`, () =>
    withFolder({}, async (roomy) => {
      const small = smallDisk.folder ?? '';
      const folder = join(small, 'ledger');
      const beginning = await begin(work, { files: nodeFiles, folder: roomy, secret });
      const ends = new Map<string, number>();
      // Parts of lists take many more blocks than ledgers do.
      for (let free = 0; !ends.has('done'); free += work.membersAtOnce ? 11 : stride(4)) {
        await clearFolder(small);
        await cp(roomy, folder, { recursive: true });
        await fillUp(small, free);
        const list = listAt(beginning);
        const disk = { files: nodeFiles, folder, secret };
        const end = await endOf(carryOut(work, disk, list));
        ends.set(end, (ends.get(end) ?? 0) + 1);
        await rm(join(small, 'filler'));
        await expectRecorded(disk, list);
        await expectUntouched(beginning, disk, list);
        await expectFinished(work, beginning, disk, list);
      }
      expect([...ends.keys()]).toEqual(['ledger-unusable', 'done']);
      expect(ends.get('ledger-unusable')).toBeGreaterThan(5 / stride(4));
    }),
  );
});
