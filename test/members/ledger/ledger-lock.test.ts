import { dirname } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FileLayer } from '../../../src/members/ledger/files/file-layer.ts';
import type { LedgerPlace } from '../../../src/members/ledger/ledger-place.ts';
import type { LockClock } from '../../../src/members/ledger/lock/lock-clock.ts';
import { type LedgerLock, lockLedger } from '../../../src/members/ledger/lock/lock-ledger.ts';
import { lookMs, patience } from '../../../src/members/ledger/lock/take-over-lock.ts';
import { tidyLedgers } from '../../../src/members/ledger/lock/tidy-ledgers.ts';
import { openJournal } from '../../../src/members/ledger/open-journal.ts';
import { readLedger } from '../../../src/members/ledger/read-ledger.ts';
import { failureOf } from '../a-task.ts';
import { append, batchOf, placeOn, readBack, writeAnew } from './a-ledger.ts';
import { createMemoryFiles } from './memory-files.ts';

/** A holder moves its counter this often. */
const beatMs = 2000;
const lockFile = '/ledgers/retail-media-7.lock';

/** Time of one process, which passes when it sleeps and when somebody else lets it pass. */
interface OwnTime extends LockClock {
  /** How often it slept. */
  readonly slept: () => number;
  /** Lets what is to be done every few seconds be done for once. */
  readonly beat: () => Promise<void>;
}

function createTime(onSleep: (times: number) => Promise<void> | void = () => {}): OwnTime {
  const acts = new Set<() => void>();
  let times = 0;
  return {
    sleep: async (milliseconds) => {
      expect(milliseconds).toBe(lookMs);
      times += 1;
      await onSleep(times);
    },
    every: (milliseconds, act) => {
      expect(milliseconds).toBe(beatMs);
      acts.add(act);
      return () => acts.delete(act);
    },
    slept: () => times,
    beat: async () => {
      for (const act of acts) act();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const onDisk = () => placeOn(createMemoryFiles(), null);
const isLost = (lock: LedgerLock) => failureOf(lock.verify()).then((end) => end.split(':')[0]);

describe('a holder that is at work', () => {
  test('is left alone: the second run ends as soon as it has seen a sign of life', async () => {
    const place = onDisk();
    const holder = createTime();
    const lock = await lockLedger(place, { clock: holder });
    const told: string[] = [];
    const watcher = createTime((times) => (times === 2 ? holder.beat() : undefined));
    const end = failureOf(lockLedger(place, { clock: watcher, onWait: (text) => told.push(text) }));
    expect(await end).toMatch(
      'ledger-locked: Another run is changing the members of retail-media/7',
    );
    expect(watcher.slept()).toBe(2);
    expect(told).toEqual([expect.stringContaining('Waiting up to 30 seconds')]);
    await lock.verify();
  });

  test('that ends lets the second run begin', async () => {
    const place = onDisk();
    const lock = await lockLedger(place, { clock: createTime() });
    const watcher = createTime((times) => (times === 3 ? lock.release() : undefined));
    const second = await lockLedger(place, { clock: watcher });
    expect([second.isTakenOver, watcher.slept()]).toEqual([false, 3]);
    await second.release();
    expect(await place.files.list(dirname(lockFile))).toEqual([]);
  });

  test('has no time that another machine could have differently, and no number that it could have, too', async () => {
    const place = onDisk();
    await lockLedger(place, { clock: createTime() });
    const words = await readText(place.files, lockFile);
    // Process and host are for people who look; what counts is before them.
    expect(words).toMatch(/^[0-9a-f]{32} 0{12} \d+ on \S+\n$/u);
  });

  test('is not taken for dead by a watcher that stood still itself', async () => {
    const place = onDisk();
    const holder = createTime();
    await lockLedger(place, { clock: holder });
    // An hour passes in one sleep, as on a machine that was put to sleep; the holder did not beat in it.
    const watcher = createTime((times) => (times === patience ? holder.beat() : undefined));
    expect(await failureOf(lockLedger(place, { clock: watcher }))).toMatch('ledger-locked');
  });
});

describe('a holder that is dead', () => {
  test('is followed after half a minute of the watcher’s own time, whatever its process was called', async () => {
    const place = onDisk();
    await lockLedger(place, { clock: createTime() });
    const watcher = createTime();
    const lock = await lockLedger(place, { clock: watcher });
    expect([lock.isTakenOver, watcher.slept() * lookMs]).toEqual([true, 30_000]);
    await lock.release();
    expect(await place.files.list(dirname(lockFile))).toEqual([]);
  });

  test.each(['', '12 elsewhere\n'])('and left %j in its lock', async (text) => {
    const place = onDisk();
    await put(place.files, lockFile, text);
    const lock = await lockLedger(place, { clock: createTime() });
    expect(lock.isTakenOver).toBe(true);
    await lock.verify();
  });

  test('is followed by one of many watchers alone, in whatever order they come', () =>
    fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const disk = createMemoryFiles();
        await lockLedger(placeOn(disk, null), { clock: createTime() });
        const place = placeOn(scheduled(disk, scheduler), null);
        const times: OwnTime[] = [];
        const ends = [1, 2, 3].map(() => {
          const time = createTime(async () => {
            await scheduler.schedule(Promise.resolve());
            // Whoever has won by now is at work.
            for (const each of times) void each.beat();
          });
          times.push(time);
          return lockLedger(place, { clock: time }).then(
            () => 'won',
            (error) => error.diagnostics[0].code,
          );
        });
        const all = await scheduler.waitFor(Promise.all(ends));
        expect(all.sort()).toEqual(['ledger-locked', 'ledger-locked', 'won']);
        expect(disk.names()).toEqual([lockFile]);
      }),
      { numRuns: 60 },
    ));

  test('and so is the watcher that was about to follow', async () => {
    const place = onDisk();
    await lockLedger(place, { clock: createTime() });
    const files = { ...place.files, rename: () => new Promise<void>(() => {}) };
    void lockLedger({ ...place, files }, { clock: createTime() });
    const watcher = createTime();
    const lock = await lockLedger(place, { clock: watcher });
    expect(lock.isTakenOver).toBe(true);
    await tidyLedgers(place, lock);
    await lock.release();
    expect(await place.files.list(dirname(lockFile))).toEqual([]);
  });
});

describe('a holder that was stopped and wakes up', () => {
  test('has lost the lock, and does not disturb the one who has it', async () => {
    const place = onDisk();
    const stopped = createTime();
    const first = await lockLedger(place, { clock: stopped });
    const second = await lockLedger(place, { clock: createTime() });
    const before = await readText(place.files, lockFile);
    await stopped.beat();
    expect(await isLost(first)).toBe('ledger-lock-lost');
    await first.release();
    expect(await readText(place.files, lockFile)).toBe(before);
    await second.verify();
  });

  test.each([
    ['before it writes', 0],
    ['with a write that it had already decided on', 1],
    ['with a commit that it had already decided on', 2],
  ])('cannot spoil the ledger, %s', async (_, checks) => {
    const place = onDisk();
    await writeAnew(place);
    const first = await lockLedger(place, { clock: createTime() });
    let left = checks;
    const lock = { ...first, verify: async () => (left-- > 0 ? undefined : first.verify()) };
    const stopped = await openJournal(place, await ledgerOf(place), lock, () => 0);

    const second = await lockLedger(place, { clock: createTime() });
    await tidyLedgers(place, second);
    await append(place, [['add', ['d'], 'accept']]);
    const end = failureOf(stopped.begin('add', batchOf(['x']), 3));
    expect(await end).toMatch(checks < 2 ? 'ledger-lock-lost' : 'no failure');
    await append(place, [['add', ['e'], 'accept']]);
    expect(await readBack(place)).toMatchObject({ held: 'abcde', unsure: '' });
  });
});

async function ledgerOf(place: LedgerPlace) {
  const ledger = await readLedger(place);
  if (ledger === null) throw new Error('no ledger');
  return ledger;
}

async function readText(files: FileLayer, path: string): Promise<string> {
  const file = await files.open(path, 'read');
  const bytes = Buffer.alloc(await file.size());
  await file.read(bytes, 0);
  return bytes.toString();
}

async function put(files: FileLayer, path: string, text: string): Promise<void> {
  await (await files.open(path, 'create')).write(Buffer.from(text), 0);
}

/** A disk on which every step of every process may come before or after those of the others. */
function scheduled(files: FileLayer, scheduler: fc.Scheduler): FileLayer {
  const later = <Result>(step: () => Promise<Result>) =>
    scheduler.schedule(Promise.resolve()).then(step);
  return {
    ...files,
    open: (path, use) => later(() => files.open(path, use)),
    rename: (from, to) => later(() => files.rename(from, to)),
    remove: (path) => later(() => files.remove(path)),
  };
}
