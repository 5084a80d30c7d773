import { describe, expect, test } from '@jest/globals';
import { forgetMembers } from '../../../src/members/forget/forget-members.ts';
import type { ForgetRow, KnownList } from '../../../src/members/forget/forget-row.ts';
import { readSought } from '../../../src/members/forget/read-sought.ts';
import { searchLedgers } from '../../../src/members/forget/search-ledgers.ts';
import type { FileLayer } from '../../../src/members/ledger/files/file-layer.ts';
import { ledgerFile, lockFile } from '../../../src/members/ledger/ledger-place.ts';
import { readLedger } from '../../../src/members/ledger/read-ledger.ts';
import { ledgerPlace, type MembersContext } from '../../../src/members/members-task.ts';
import { emptyList } from '../../../src/members/send/empty-list.ts';
import { createMemberTable } from '../../../src/members/table/create-member-table.ts';
import { digestTexts, identifiersOf } from '../../../src/members/table/member-batch.ts';
import type { MembersRemote } from '../../../src/model/remote/members-remote.ts';
import { stride } from '../../support/stride.ts';
import { contextIn, sha256, startTime, taskIn } from '../a-task.ts';
import { ownLock } from '../ledger/a-ledger.ts';
import { createMemoryFiles } from '../ledger/memory-files.ts';
import { createMemoryList, type MemoryList } from '../memory-list.ts';
import { createLife, mortalFiles, mortalRemote } from '../struck/mortal-run.ts';
import { carryOut, create } from '../struck/struck-runs.ts';

const people = Array.from({ length: 25 }, (_, each) => `p${each}@example.com`);
const asked = [
  'p3@example.com',
  'P4@example.com',
  'p11@example.com',
  'p24@example.com',
  'x@example.com',
];
const left = people.filter((person) => !/^p(?:3|4|11|24)@/u.test(person));
const task = taskIn('/');
const known: KnownList = {
  ...{ target: task.target, address: task.address, identifierType: 'Email' },
  ...{ mode: 'mirror', gumCallerId: null },
};

interface Disk {
  readonly files: FileLayer;
  readonly secret: string | null;
}

function contextOn({ files, secret }: Disk, changes: Partial<MembersContext> = {}): MembersContext {
  return contextIn('/', {
    ...{ ledgerFolder: '/ledgers', ledgerKey: secret, files },
    lockClock: { sleep: async () => {}, every: () => () => {} },
    ...changes,
  });
}

async function forget(
  disk: Disk,
  remote: MembersRemote,
  changes: Partial<MembersContext> = {},
): Promise<readonly ForgetRow[]> {
  const stdin = {
    async *[Symbol.asyncIterator]() {
      yield Buffer.from(asked.join('\n'));
    },
  };
  const context = contextOn(disk, changes);
  const { source } = taskIn('/', { source: '-' });
  const how = { source, format: 'plain', country: null, identifierType: null } as const;
  const sought = await readSought(how, stdin);
  const tools = { sought, context, remote };
  const searched = await searchLedgers([known], tools);
  return forgetMembers(searched, { ...tools, options: { chunkSize: 2 } });
}

/** Who is on the list or may be, as the ledger says. */
async function recorded(disk: Disk): Promise<ReadonlySet<string>> {
  const table = createMemberTable('sha256');
  await readLedger(ledgerPlace(contextOn(disk), task.target, 'Email'), () => table.mark);
  const numbers = (['held', 'unsure'] as const).flatMap((which) => table.select(which, 0, 999));
  return new Set(identifiersOf(table.batch(numbers)));
}

async function fill(disk: Disk): Promise<MemoryList> {
  const list = createMemoryList();
  const run = { people, day: 0 };
  const place = { ...disk, folder: '/ledgers' };
  await create(place);
  await carryOut({ run, chunkSize: 10 }, place, list);
  return list;
}

const digestsOf = (texts: readonly string[]) => new Set(texts.map(sha256));

describe.each([
  ['in the clear', null],
  ['encrypted', 'ab'.repeat(32)],
])('people who are forgotten, %s', (_, secret) => {
  test('killed at any step: the same command finishes it, and no one else is missing', async () => {
    const before = createMemoryFiles();
    const { members } = await fill({ files: before, secret });
    for (let steps = 0; ; steps += stride(7)) {
      const list = createMemoryList();
      for (const each of members) list.members.add(each);
      const files = createMemoryFiles({}, before.contents());
      const life = createLife(steps);
      const mortal = { files: mortalFiles(files, life), secret };
      const isKilled = await forget(mortal, mortalRemote(list, life)).then(
        () => false,
        () => true,
      );
      // Whoever is on the list is in the ledger, whenever that was.
      const now = await recorded({ files, secret });
      for (const each of list.members) expect(now.has(each)).toBe(true);
      const [row] = await forget({ files, secret }, list);
      expect(isKilled ? ['done', 'clean'] : ['clean']).toContain(row?.state);
      expect([list.members, await recorded({ files, secret })]).toEqual([
        digestsOf(left),
        digestsOf(left),
      ]);
      const sent = list.received.length;
      expect(await forget({ files, secret }, list)).toMatchObject([{ state: 'clean', found: 0 }]);
      expect(list.received.length).toBe(sent);
      if (isKilled) continue;
      expect(steps).toBeGreaterThan(20);
      return;
    }
  });

  test('whatever becomes of a request, they are off list and ledger once all are answered', async () => {
    for (const mishap of ['lost-after', 'lost-before', 'refused', 'too-large'] as const) {
      const files = createMemoryFiles();
      const list = await fill({ files, secret });
      for (const number of [0, 1]) {
        list.plan({ [list.received.length + number]: mishap });
        await forget({ files, secret }, list);
      }
      list.plan({});
      await forget({ files, secret }, list);
      expect([list.members, await recorded({ files, secret })]).toEqual([
        digestsOf(left),
        digestsOf(left),
      ]);
    }
  });
});

test('a ledger names them nowhere afterwards, also one that is worked through in parts', async () => {
  for (const membersAtOnce of [undefined, 5]) {
    const disk = { files: createMemoryFiles(), secret: null };
    const list = await fill(disk);
    const file = ledgerFile(ledgerPlace(contextOn(disk), task.target, 'Email'));
    const records = digestTexts(asked.map((each) => each.toLowerCase()));
    const isNamed = (each: number) =>
      disk.files.bytesOf(file).includes(records.subarray(each * 32, each * 32 + 32));
    expect([0, 1, 2, 3, 4].map(isNamed)).toEqual([true, true, true, true, false]);
    const rows = await forget(disk, list, membersAtOnce === undefined ? {} : { membersAtOnce });
    expect(rows).toMatchObject([{ state: 'done', found: 4, removed: 4, requests: 2 }]);
    expect([0, 1, 2, 3, 4].map(isNamed)).toEqual([false, false, false, false, false]);
  }
});

test('who was removed before leaves the ledger at once, and nothing is sent', async () => {
  const disk = { files: createMemoryFiles(), secret: null };
  const list = await fill(disk);
  await carryOut(
    { run: { people: left, day: 0 }, chunkSize: 50 },
    { ...disk, folder: '/ledgers' },
    list,
  );
  const sent = list.received.length;
  expect(await forget(disk, list)).toMatchObject([{ state: 'done', found: 0, removed: 0 }]);
  expect(list.received.length).toBe(sent);
  expect(await forget(disk, list)).toMatchObject([{ state: 'clean' }]);
  expect(await recorded(disk)).toEqual(digestsOf(left));
});

test('a list that was being cleared is never known again by the ledger of before', async () => {
  const disk = { files: createMemoryFiles(), secret: null };
  const list = await fill(disk);
  const place = ledgerPlace(contextOn(disk), task.target, null);
  list.planClear('lost-after');
  await emptyList(place, ownLock, task.target, list, contextOn(disk).clock);
  expect(list.members.size).toBe(0);
  expect(await forget(disk, list)).toMatchObject([{ state: 'done', removed: 5 }]);
  // A mirror would believe that the others are still there.
  const ledger = await readLedger({ ...place, identifierType: 'Email' });
  expect(ledger?.header.coverage).toBe('part');
});

test('a count that the ledger cannot explain has all of them taken off', async () => {
  const disk = { files: createMemoryFiles(), secret: null };
  const list = await fill(disk);
  list.members.add(sha256('x@example.com'));
  list.tell(400);
  // In each of three forms of digests; they may be there unhashed, too.
  expect(await forget(disk, list)).toMatchObject([{ state: 'unknown', found: 4, removed: 15 }]);
  expect(list.members).toEqual(digestsOf(left));
});

test('a ledger that may be a copy of before is not gone by', async () => {
  const disk = { files: createMemoryFiles(), secret: null };
  const list = await fill(disk);
  const day = 86_400_000;
  const clock = { now: () => startTime + 2 * day, sleep: async () => {} };
  const sent = list.received.length;
  expect(await forget(disk, list, { clock, maxLedgerAgeMs: day })).toMatchObject([
    { state: 'not-searched', reason: { code: 'ledger-old' } },
  ]);
  expect(list.received.length).toBe(sent);
  expect(await forget(disk, list, { clock, maxLedgerAgeMs: 3 * day })).toMatchObject([
    { state: 'done' },
  ]);
});

test('a list that another run is changing is named, and nothing is sent to it', async () => {
  const disk = { files: createMemoryFiles(), secret: null };
  const list = await fill(disk);
  const lock = lockFile(ledgerPlace(contextOn(disk), task.target, null));
  let beats = 0;
  const beat = () => disk.files.put(lock, Buffer.from(`token ${beats++} 1 on here\n`));
  beat();
  const lockClock = { sleep: async () => beat(), every: () => () => {} };
  const sent = list.received.length;
  expect(await forget(disk, list, { lockClock })).toMatchObject([
    { state: 'not-searched', reason: { code: 'ledger-locked' } },
  ]);
  expect(list.received.length).toBe(sent);
});
