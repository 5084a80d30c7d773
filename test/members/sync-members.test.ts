import { describe, expect, test } from '@jest/globals';
import { beginLedger } from '../../src/members/begin-ledger.ts';
import { syncMembers } from '../../src/members/sync-members.ts';
import { withFolder } from '../support/a-folder.ts';
import { contextIn, failureOf, noStdin, sha256, startTime, taskIn } from './a-task.ts';
import { createMemoryList } from './memory-list.ts';
import { hashed, later, people, type TaskChanges, withList } from './with-list.ts';

describe('mirror', () => {
  test('first everybody, then nobody, then the difference, removals first', () =>
    withList(async ({ list, give, sync, plan }) => {
      await give(people(0, 25));
      expect(await plan()).toMatchObject({
        state: 'first-upload',
        adds: 25,
        requests: 1,
        held: 0,
        total: 25,
      });
      expect(await sync()).toMatchObject({ outcome: 'done', added: 25, removed: 0, requests: 3 });
      expect(list.members).toEqual(hashed(people(0, 25)));

      expect(await plan(later)).toMatchObject({ state: 'unchanged', requests: 0, held: 25 });
      expect(await sync(later)).toMatchObject({ outcome: 'done', requests: 0 });

      await give(people(3, 27));
      expect(await plan(later)).toMatchObject({ state: 'delta', adds: 2, removes: 3, total: 24 });
      expect(await sync(later)).toMatchObject({
        outcome: 'done',
        added: 2,
        removed: 3,
        requests: 2,
      });
      expect(list.members).toEqual(hashed(people(3, 27)));
      expect(list.received.slice(3).map(({ operation }) => operation)).toEqual(['remove', 'add']);
    }));

  test('who was removed has left the ledger, too, a week later', () =>
    withList(async ({ give, sync, ledger, list }) => {
      const day = 24 * 60 * 60 * 1000;
      const on = (days: number) => ({
        clock: { now: () => startTime + days * day, sleep: async () => {} },
      });
      const names = async (email: string) =>
        (await ledger()).includes(Buffer.from(sha256(email), 'hex'));
      await give(people(0, 25));
      await sync({}, {}, on(0));
      await give(people(1, 25));
      await sync(later, {}, on(1));
      await sync(later, {}, on(7.9));
      expect(await names('person0@example.com')).toBe(true);
      expect(await sync(later, {}, on(8))).toMatchObject({ outcome: 'done', requests: 0 });
      expect(await names('person0@example.com')).toBe(false);
      expect(await names('person1@example.com')).toBe(true);
      await give(people(2, 26));
      expect(await sync(later, {}, on(9))).toMatchObject({ added: 1, removed: 1 });
      expect(list.members).toEqual(hashed(people(2, 26)));
    }));

  test('who was removed by a clock that was ahead leaves it with the next run', () =>
    withList(async ({ give, sync, ledger }) => {
      const on = (days: number) => ({
        clock: { now: () => startTime + days * 24 * 60 * 60 * 1000, sleep: async () => {} },
      });
      const names = async (email: string) =>
        (await ledger()).includes(Buffer.from(sha256(email), 'hex'));
      await give(people(0, 25));
      await sync({}, {}, on(0));
      await give(people(1, 25));
      await sync(later, {}, on(4000));
      expect(await names('person0@example.com')).toBe(true);
      expect(await sync(later, {}, on(1))).toMatchObject({ outcome: 'done', requests: 0 });
      expect(await names('person0@example.com')).toBe(false);
      expect(await names('person1@example.com')).toBe(true);
    }));

  test('a key that was changed is used from the next run on', () =>
    withList(async ({ give, sync, plan }) => {
      const keys = (ledgerKey: string | null, ledgerOldKey: string | null) => ({
        ledgerKey,
        ledgerOldKey,
      });
      await give(people(0, 5));
      await sync({}, {}, keys('first', null));
      expect(await sync(later, {}, keys('second', 'first'))).toMatchObject({ requests: 0 });
      expect(await plan(later, keys('second', null))).toMatchObject({ state: 'unchanged' });
      expect(await failureOf(plan(later, keys('first', null)))).toMatch('ledger-key-wrong');
    }));

  test('a plan writes nothing', () =>
    withList(async ({ give, plan, ledger }) => {
      await give(people(0, 5));
      await plan();
      await expect(ledger()).rejects.toThrow('ENOENT');
    }));

  test('twins count once', () =>
    withList(async ({ give, sync }) => {
      await give(['a@b.c', ' A@B.C', 'd@e.f']);
      const { plan, added } = await sync();
      expect([added, plan.source?.duplicates, plan.total]).toEqual([2, 1, 2]);
    }));

  test('a chunk that is too large is halved, and so are those after it', () =>
    withList(async ({ list, give, sync }) => {
      list.plan({ 0: 'too-large', 1: 'too-large' });
      await give(people(0, 11));
      expect(await sync()).toMatchObject({ outcome: 'done', added: 11 });
      expect(list.received.map(({ identifiers }) => identifiers.length)).toEqual([
        10, 5, 3, 3, 3, 2,
      ]);
      expect(list.members).toEqual(hashed(people(0, 11)));
    }));

  test('one identifier that is too large is a failure', () =>
    withList(async ({ list, give, sync }) => {
      list.plan({ 0: 'too-large', 1: 'too-large' });
      await give(people(0, 2));
      expect(await sync()).toMatchObject({
        outcome: 'failed',
        added: 0,
        problem: { code: 'api-refused' },
      });
    }));

  test('a refused chunk ends it and is not written down as sent', () =>
    withList(async ({ list, give, sync }) => {
      list.plan({ 1: 'refused' });
      await give(people(0, 25));
      expect(await sync()).toMatchObject({
        outcome: 'failed',
        added: 10,
        problem: { code: 'broken-by-test', traceId: 'trace-1' },
      });
      expect(await sync(later)).toMatchObject({ outcome: 'done', added: 15 });
      expect(list.members).toEqual(hashed(people(0, 25)));
    }));

  test('an interruption ends it between two chunks', () =>
    withList(async ({ list, give, sync }) => {
      const controller = new AbortController();
      await give(people(0, 25));
      const result = await sync(
        {},
        {
          chunkSize: 10,
          signal: controller.signal,
          onProgress: ({ added }) => {
            if (added === 20) controller.abort();
          },
        },
      );
      expect(result).toMatchObject({ outcome: 'interrupted', added: 20, requests: 2 });
      expect(await sync(later)).toMatchObject({ outcome: 'done', added: 5 });
      expect(list.received).toHaveLength(3);
    }));
});

describe('brakes', () => {
  const fill = people(0, 100);

  test.each<[string, readonly string[], TaskChanges, string]>([
    ['an empty source', [], {}, 'members-source-empty'],
    ['a header instead of people', ['email', 'a@b.c'], {}, 'members-too-many-invalid'],
    ['a fifth and one', people(21, 100), {}, 'members-removal-limit'],
    [
      'a limit of the project',
      people(2, 100),
      { consents: { maxRemovePercent: 1 } },
      'members-removal-limit',
    ],
  ])('%s', (_, emails, changes, code) =>
    withList(async ({ list, give, sync }) => {
      await give(fill);
      await sync();
      const sent = list.received.length;
      await give(emails);
      const { outcome, plan } = await sync({ ...later, ...changes });
      expect([outcome, plan.refusals.map((refusal) => refusal.code)]).toEqual([
        'refused',
        [code, ...(emails.length === 2 ? ['members-removal-limit'] : [])],
      ]);
      expect(list.received).toHaveLength(sent);
      expect(JSON.stringify(plan)).not.toContain('@');

      await sync({
        ...later,
        ...changes,
        consents: { ...changes.consents, removal: true, invalid: true },
      });
      expect(list.members).toEqual(hashed(emails.filter((each) => each.includes('@'))));
    }),
  );

  test('a tenth of invalid lines and a fifth of removals pass', () =>
    withList(async ({ list, give, sync }) => {
      await give(fill);
      await sync();
      await give([...people(20, 100), ...Array.from({ length: 8 }, () => 'nobody')]);
      const { outcome, plan } = await sync(later);
      expect([outcome, plan.source?.invalid]).toEqual(['done', 8]);
      expect(list.members).toEqual(hashed(people(20, 100)));
    }));
});

describe('append and remove', () => {
  const append = { mode: 'append', isNew: false } as const;
  const remove = { mode: 'remove', isNew: false } as const;

  test('append only adds, and only who was not sent before', () =>
    withList(async ({ list, give, sync }) => {
      for (const each of ['somebody', 'else', 'too']) list.members.add(each);
      await give(people(0, 5));
      expect(await sync(append)).toMatchObject({ outcome: 'done', added: 5, removed: 0 });
      await give(people(3, 8));
      expect(await sync(append)).toMatchObject({ outcome: 'done', added: 3, removed: 0 });
      expect(list.members.size).toBe(11);
      // What else is on the list is not known, so a mirror has to begin anew.
      expect((await sync(later)).plan.state).toBe('rebuild-needed');
    }));

  test('remove asks for everybody in the source where the list is not known', () =>
    withList(async ({ list, give, sync }) => {
      list.members.add(sha256('person1@example.com')).add('somebody');
      await give(people(0, 5));
      const consents = { removal: true };
      expect(await sync({ ...remove, consents })).toMatchObject({
        ...{ outcome: 'done', added: 0, removed: 5 },
      });
      expect([...list.members]).toEqual(['somebody']);
    }));

  test('both keep a known list known', () =>
    withList(async ({ list, give, sync }) => {
      await give(people(0, 10));
      await sync();
      await give([...people(8, 10), ...people(20, 24)]);
      expect(await sync(remove)).toMatchObject({ removed: 2 });
      expect(await sync(append)).toMatchObject({ added: 6 });
      await give([...people(0, 10), ...people(20, 24)]);
      expect(await sync(later)).toMatchObject({ outcome: 'done', requests: 0 });
      expect(list.members.size).toBe(14);
    }));
});

test('only one run at a time has a list', () =>
  withList(async ({ folder, list, give, sync }) => {
    await beginLedger(taskIn(folder).target, contextIn(folder));
    await give(people(0, 30));
    const waits: string[] = [];
    // The second one looks until the first one is done.
    const lockClock = {
      every: () => () => {},
      sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)),
    };
    const context = { lockClock, onWait: (text: string) => waits.push(text) };
    const ends = await Promise.all([sync(later, {}, context), sync(later, {}, context)]);
    expect(ends.map(({ added }) => added).sort()).toEqual([0, 30]);
    expect([list.members.size, list.received.length, waits.length]).toEqual([30, 1, 1]);
  }));

test('standard input is a source', () =>
  withFolder({}, async (folder) => {
    const list = createMemoryList();
    const stdin = {
      ...noStdin,
      async *[Symbol.asyncIterator]() {
        yield Buffer.from('a@b.c\n');
      },
    };
    await syncMembers(taskIn(folder, { source: '-' }), contextIn(folder, { stdin }), list);
    expect(list.members).toEqual(hashed(['a@b.c']));
  }));
