/** Runs on a disk that fails or stops, and what is looked at afterwards. */
import { expect } from '@jest/globals';
import { DiagnosticError } from '../../../src/diagnostics/diagnostic.ts';
import { beginLedger } from '../../../src/members/begin-ledger.ts';
import type { FileLayer } from '../../../src/members/ledger/files/file-layer.ts';
import { readLedger } from '../../../src/members/ledger/read-ledger.ts';
import { ledgerPlace } from '../../../src/members/members-task.ts';
import { syncMembers } from '../../../src/members/sync-members.ts';
import { createMemberTable } from '../../../src/members/table/create-member-table.ts';
import { identifiersOf } from '../../../src/members/table/member-batch.ts';
import type { MembersRemote } from '../../../src/model/remote/members-remote.ts';
import { contextIn, sha256, startTime, taskIn } from '../a-task.ts';
import { createMemoryList, type MemoryList } from '../memory-list.ts';

/** What is written when, and what stands there before. */
export interface Work {
  /** The runs before, on a disk with room. */
  readonly before: readonly Run[];
  readonly run: Run;
  /** Above it, the list is worked through in parts. */
  readonly membersAtOnce?: number;
  readonly chunkSize: number;
}

interface Run {
  readonly people: readonly string[];
  readonly day: number;
  readonly task?: NonNullable<Parameters<typeof taskIn>[1]>;
}

/** @param times how many times as long its lists are as a few dozen people. */
export function worksOf(times: number): Readonly<Record<string, Work>> {
  const people = (from: number, to: number) =>
    Array.from({ length: (to - from) * times }, (_, each) => `p${from * times + each}@example.com`);
  const chunkSize = 10 * times;
  const filled = { people: people(0, 25), day: 0 };
  return {
    'a first upload': { before: [], run: filled, chunkSize },
    'a delta': { before: [filled], run: { people: people(4, 33), day: 1 }, chunkSize },
    'a delta in parts': {
      ...{ before: [filled], run: { people: people(4, 33), day: 1 }, chunkSize },
      membersAtOnce: 20 * times,
    },
    'a ledger that is written anew': {
      before: [filled, { people: people(1, 25), day: 1 }],
      run: { people: people(3, 29), day: 9 },
      chunkSize,
    },
    'a list that is cleared and filled': {
      before: [],
      run: { ...filled, task: { consents: { rebuild: true } } },
      chunkSize,
    },
  };
}

/** Where a run keeps its ledgers. */
export interface Disk {
  readonly files: FileLayer;
  readonly folder: string;
  readonly secret: string | null;
}

export function carryOut(
  { run: { people: source, day, task }, membersAtOnce, chunkSize }: Omit<Work, 'before'>,
  { files, folder, secret }: Disk,
  list: MembersRemote,
): ReturnType<typeof syncMembers> {
  const stdin = {
    async *[Symbol.asyncIterator]() {
      yield Buffer.from(source.join('\n'));
    },
  };
  const context = contextIn('/', {
    ...{ ledgerFolder: folder, ledgerKey: secret, stdin, files },
    ...(membersAtOnce === undefined ? {} : { membersAtOnce }),
    clock: { now: () => startTime + day * 86_400_000, sleep: async () => {} },
    lockClock: { sleep: async () => {}, every: () => () => {} },
  });
  const asked = taskIn('/', { source: '-', isNew: false, ...task });
  return syncMembers(asked, context, list, { chunkSize });
}

/** Who is or may be on the list, as far as the ledger says. */
async function recorded({ files, folder, secret }: Disk): Promise<ReadonlySet<string>> {
  const context = contextIn('/', { ledgerFolder: folder, ledgerKey: secret, files });
  const place = ledgerPlace(context, { kind: 'segment', id: '738406688413290497' }, 'Email');
  const table = createMemberTable('sha256');
  await readLedger(place, () => table.mark);
  const numbers = (['held', 'unsure'] as const).flatMap((which) => table.select(which, 0, 99_999));
  return new Set(identifiersOf(table.batch(numbers)));
}

/** What there is before a work, and who is to be on the list after it. */
export interface Beginning {
  readonly members: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
  readonly wanted: ReadonlySet<string>;
}

/** Writes down that the list was created just now. */
export async function create({ files, folder, secret }: Disk): Promise<void> {
  const context = contextIn('/', { ledgerFolder: folder, ledgerKey: secret, files });
  const lockClock = { sleep: async () => {}, every: () => () => {} };
  await beginLedger({ kind: 'segment', id: '738406688413290497' }, { ...context, lockClock });
}

/** Carries out what comes before a work. */
export async function begin(work: Work, disk: Disk): Promise<Beginning> {
  const list = createMemoryList();
  if (!work.run.task) await create(disk);
  // So many that filling it anew is no unusual growth.
  if (work.run.task) {
    for (const each of work.run.people) list.members.add(`left by somebody else: ${each}`);
  }
  for (const run of work.before) await carryOut({ ...work, run }, disk, list);
  const wanted = new Set(work.run.people.map(sha256));
  return { members: list.members, known: await recorded(disk), wanted };
}

/** The list as it is when a work begins. */
export function listAt({ members }: Beginning): MemoryList {
  const list = createMemoryList();
  for (const each of members) list.members.add(each);
  return list;
}

/** How a run on a bad disk ended: its outcome, or the code of what it says. */
export function endOf(run: ReturnType<typeof syncMembers>): Promise<string> {
  return run.then(
    ({ outcome }) => outcome,
    (error: unknown) => {
      if (!(error instanceof DiagnosticError)) throw error;
      const [first] = error.diagnostics;
      expect(first?.hint).toMatch(/\.$/u);
      return first?.code ?? '';
    },
  );
}

/** Whoever was sent and is on the list is in the ledger. */
export async function expectRecorded(disk: Disk, list: MemoryList): Promise<void> {
  const now = await recorded(disk);
  const sent = list.received.flatMap(({ identifiers }) => identifiers);
  // One look at all of them: a matcher for each would take longer than the runs.
  expect(sent.filter((each) => list.members.has(each) && !now.has(each))).toEqual([]);
}

/** Where nothing was sent, all is as it was. */
export async function expectUntouched(
  beginning: Beginning,
  disk: Disk,
  list: MemoryList,
): Promise<void> {
  if (list.received.length > 0 || list.clears() > 0) return;
  expect([await recorded(disk), list.members]).toEqual([beginning.known, beginning.members]);
}

/** The same command again, on a disk that is as it should be, finishes. */
export async function expectFinished(
  work: Work,
  { wanted }: Beginning,
  disk: Disk,
  list: MemoryList,
): Promise<void> {
  expect((await carryOut(work, disk, list)).outcome).toBe('done');
  expect(list.members).toEqual(wanted);
  expect(await carryOut(work, disk, list)).toMatchObject({ requests: 0 });
}
