import { appendFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { beginLedger } from '../../src/members/begin-ledger.ts';
import { clearMembers } from '../../src/members/clear-members.ts';
import { nodeFiles } from '../../src/members/ledger/files/node-files.ts';
import { planMembers } from '../../src/members/plan-members.ts';
import type { SyncOptions } from '../../src/members/sync-members.ts';
import { syncMembers } from '../../src/members/sync-members.ts';
import { withFolder } from '../support/a-folder.ts';
import { contextIn, failureOf, noStdin, sha256, startTime, taskIn } from './a-task.ts';
import { createMemoryList, type Mishap } from './memory-list.ts';

const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, each) => `person${from + each}@example.com`);

type TaskChanges = NonNullable<Parameters<typeof taskIn>[1]>;
type ContextChanges = NonNullable<Parameters<typeof contextIn>[1]>;

/** A folder with a source, and a list to make equal to it. */
async function withList(
  use: (world: {
    readonly folder: string;
    readonly list: ReturnType<typeof createMemoryList>;
    readonly give: (emails: readonly string[]) => Promise<void>;
    readonly sync: (
      task?: TaskChanges,
      options?: SyncOptions,
      context?: ContextChanges,
    ) => ReturnType<typeof syncMembers>;
    readonly plan: (task?: TaskChanges, context?: ContextChanges) => ReturnType<typeof planMembers>;
    readonly ledger: (type?: string) => Promise<Buffer>;
  }) => Promise<void>,
): Promise<void> {
  await withFolder({}, async (folder) => {
    const list = createMemoryList();
    const ledgerFile = (type: string) =>
      `.audiencectl/ledger/retail-media-738406688413290497.${type}.ledger`;
    await use({
      folder,
      list,
      give: (emails) => writeFile(join(folder, 'crm.txt'), emails.join('\n')),
      sync: (task = {}, options = { chunkSize: 10 }, context = {}) =>
        syncMembers(taskIn(folder, task), contextIn(folder, context), list, options),
      plan: (task = {}, context = {}) =>
        planMembers(taskIn(folder, task), contextIn(folder, context), list),
      ledger: (type = 'email') => readFile(join(folder, ledgerFile(type))),
    });
  });
}

const plain = { format: 'plain', country: null, exclude: null } as const;
const hashed = (emails: readonly string[]) => new Set(emails.map(sha256));
const later = { isNew: false };

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

describe('cut off at each request', () => {
  const before = people(0, 40);
  const after = people(7, 62);
  const requests = [0, 1, 2, 3, 4];
  const kinds: readonly Mishap[] = ['lost-before', 'lost-after', 'dies-before', 'dies-after'];

  test.each(kinds.flatMap((kind) => requests.map((number) => [kind, number] as const)))(
    '%s at request %i: resumed, the list equals the source and only that request is repeated',
    (kind, number) =>
      withList(async ({ list, give, sync }) => {
        await give(before);
        await sync();
        const sent = list.received.length;
        await give(after);
        list.plan({ [sent + number]: kind });
        const cut = await sync(later).catch(() => null);
        expect(cut?.outcome ?? 'died').toBe(
          kind.startsWith('lost')
            ? number < 4
              ? 'unknown'
              : 'done'
            : number < 4
              ? 'died'
              : 'done',
        );
        await sync(later);
        expect(list.members).toEqual(hashed(after));
        // One removal and three chunks of additions, and the one that was cut off once more.
        expect(list.received.length - sent).toBe(number < 4 ? 5 : 4);
      }),
  );

  test.each(kinds)('%s, and the source changed before it goes on', (kind) =>
    withList(async ({ list, give, sync }) => {
      await give(before);
      await sync();
      list.plan({ 4: kind, 5: kind });
      await give(after);
      await sync(later).catch(() => null);
      // Those of the lost chunk are wanted no more, and those who were to go are back.
      await give(people(3, 41));
      await sync(later).catch(() => null);
      await sync(later);
      expect(list.members).toEqual(hashed(people(3, 41)));
      expect(await sync(later)).toMatchObject({ outcome: 'done', requests: 0 });
    }),
  );
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

describe('a list that is not known', () => {
  test('is cleared and filled with consent alone', () =>
    withList(async ({ list, give, sync, plan }) => {
      for (const each of people(90, 96)) list.members.add(`left by somebody else: ${each}`);
      await give(people(0, 12));
      expect(await plan(later)).toMatchObject({
        state: 'rebuild-needed',
        requests: 2,
        refusals: [{ code: 'members-rebuild-needed' }],
      });
      expect((await sync(later)).outcome).toBe('refused');
      expect(list.clears()).toBe(0);

      const consents = { rebuild: true };
      expect(await sync({ ...later, consents })).toMatchObject({
        outcome: 'done',
        added: 12,
        requests: 3,
      });
      expect([list.clears(), list.members]).toEqual([1, hashed(people(0, 12))]);
      expect(await sync(later)).toMatchObject({ outcome: 'done', requests: 0 });
    }));

  test('is not known because the API counts nobody: its count may be of before an upload', () =>
    withList(async ({ list, give, sync }) => {
      for (const each of people(90, 96)) list.members.add(`left by somebody else: ${each}`);
      list.tell(0);
      await give(people(0, 2));
      expect(await sync(later)).toMatchObject({
        outcome: 'refused',
        plan: { state: 'rebuild-needed', refusals: [{ code: 'members-rebuild-needed' }] },
      });
      // No audience keeps out anybody of whom the API has not computed that they are on it.
      const consents = { rebuild: true, excludedBy: ['Newcomers'] };
      expect(await sync({ ...later, consents })).toMatchObject({ outcome: 'done', added: 2 });
      expect([list.clears(), list.members]).toEqual([1, hashed(people(0, 2))]);
    }));

  test.each<['append' | 'remove', number | 'nothing', boolean]>([
    ['append', 'nothing', true],
    ['append', 0, true],
    ['append', 10, true],
    ['append', 19, true],
    ['append', 20, false],
    ['remove', 'nothing', true],
    ['remove', 0, true],
    ['remove', 19, true],
    ['remove', 20, false],
  ])('%s of 4 where the API counts %s: braked is %s', (mode, told, isBraked) =>
    withList(async ({ folder, list, give }) => {
      for (const each of people(0, 20)) list.members.add(sha256(each));
      list.tell(told);
      await give(people(0, 4));
      const task = taskIn(folder, { ...later, mode });
      const source = { ...task.source, exclude: { ...task.source, ...plain } };
      const run = async (removal: boolean) => {
        const consents = { ...task.consents, removal };
        const given = { ...task, ...(mode === 'append' ? { source } : {}), consents };
        return syncMembers(given, contextIn(folder), list, { chunkSize: 10 });
      };
      const { outcome, plan } = await run(false);
      expect([outcome, plan.refusals.map(({ code }) => code)]).toEqual(
        isBraked ? ['refused', ['members-removal-limit']] : ['done', []],
      );
      if (isBraked) expect(await run(true)).toMatchObject({ outcome: 'done', removed: 4 });
      expect(list.members).toEqual(hashed(people(4, 20)));
    }),
  );

  test('a list made just now does not take over what a ledger says of an earlier one', () =>
    withList(async ({ list, give, sync }) => {
      await give(people(0, 2));
      await sync();
      list.members.clear();
      expect(await sync({ isNew: true })).toMatchObject({ outcome: 'done', added: 2 });
      expect(list.members.size).toBe(2);
    }));

  test('is not emptied while audiences exclude by it, unless the manifest allows a replacement', () =>
    withList(async ({ list, give, sync }) => {
      list.members.add('left by somebody else');
      await give(people(0, 2));
      const consents = { rebuild: true, excludedBy: ['Newcomers'] };
      const { outcome, plan } = await sync({ ...later, consents });
      expect([outcome, plan.refusals[0]?.code]).toEqual(['refused', 'members-rebuild-widens']);
      expect((await sync({ ...later, consents: { ...consents, replace: true } })).outcome).toBe(
        'done',
      );
      expect(list.clears()).toBe(1);
    }));

  test('cut off after the clear, it goes on without another one', () =>
    withList(async ({ list, give, sync }) => {
      list.members.add('left by somebody else');
      // After the empty request that asks whether it can be filled, and a first chunk.
      list.plan({ 2: 'dies-before' });
      await give(people(0, 25));
      await sync({ ...later, consents: { rebuild: true, growth: true } }).catch(() => null);
      expect(await sync(later)).toMatchObject({ outcome: 'done', added: 15 });
      expect([list.clears(), list.members.size]).toEqual([1, 25]);
    }));

  test('a count that cannot be is an outdated ledger', () =>
    withList(async ({ list, give, sync }) => {
      await give(people(0, 30));
      await sync();
      list.tell(31);
      const { outcome, plan } = await sync(later);
      expect([outcome, plan.refusals.map(({ code }) => code)]).toEqual([
        'refused',
        ['ledger-out-of-date'],
      ]);
      list.tell(null);
      expect((await sync({ ...later, consents: { rebuild: true } })).requests).toBe(0);
    }));

  test.each(['append', 'remove'] as const)(
    'so it is where somebody is asked to %s, whom the ledger takes for settled',
    (mode) =>
      withList(async ({ list, give, sync }) => {
        await give(people(0, 30));
        await sync();
        list.tell(31);
        await give(mode === 'append' ? people(0, 5) : people(40, 45));
        const { outcome, plan, requests } = await sync({ ...later, mode });
        expect([outcome, plan.refusals.map(({ code }) => code), requests]).toEqual([
          'refused',
          ['ledger-out-of-date'],
          0,
        ]);
      }),
  );

  test('a count of before the upload is no outdated ledger for a day', () =>
    withList(async ({ list, give, sync }) => {
      await give(people(0, 30));
      await sync();
      list.tell(0);
      const at = (hours: number) => ({
        clock: { now: () => startTime + hours * 3_600_000, sleep: async () => {} },
      });
      expect((await sync(later, {}, at(23))).outcome).toBe('done');
      expect((await sync(later, {}, at(25))).plan.refusals[0]?.code).toBe('ledger-out-of-date');
    }));

  test('another form of the same people cannot be compared', () =>
    withList(async ({ folder, give, sync, ledger }) => {
      await give(people(0, 3));
      await sync();
      await writeFile(join(folder, 'md5.txt'), 'b58996c504c5638798eb6b511e6f49af');
      const before = await ledger();
      for (const mode of ['mirror', 'append', 'remove'] as const) {
        const task = { ...later, mode, source: 'md5.txt', format: 'md5' } as const;
        for (const rebuild of [false, true]) {
          const run = sync({ ...task, consents: { rebuild } });
          expect(await failureOf(run)).toMatch('members-format-other');
        }
      }
      expect(await ledger()).toEqual(before);
    }));

  test('plain and hashed sources of the same people can', () =>
    withList(async ({ folder, give, sync }) => {
      await give(people(0, 3));
      await sync();
      await writeFile(join(folder, 'hashed.txt'), people(0, 3).map(sha256).join('\n'));
      const { plan } = await sync({ ...later, source: 'hashed.txt', format: 'sha256' });
      expect(plan.state).toBe('unchanged');
    }));
});

describe('what is known of a list', () => {
  test('a list made in an earlier run is a first upload', () =>
    withList(async ({ folder, list, give, sync }) => {
      await beginLedger({ kind: 'segment', id: '738406688413290497' }, contextIn(folder));
      await give(people(0, 3));
      expect(await sync(later)).toMatchObject({ outcome: 'done', plan: { state: 'first-upload' } });
      expect(list.clears()).toBe(0);
    }));

  test('a cleared list is known to be empty', () =>
    withList(async ({ folder, list, give, sync }) => {
      await give(people(0, 3));
      await sync();
      const target = { kind: 'segment', id: '738406688413290497' } as const;
      expect(await clearMembers(target, contextIn(folder), list)).toMatchObject({
        outcome: 'done',
      });
      expect(list.members.size).toBe(0);
      expect(await sync(later)).toMatchObject({
        outcome: 'done',
        added: 3,
        plan: { state: 'first-upload' },
      });
    }));

  test('another machine tells so', () =>
    withList(async ({ plan }) => {
      expect(await plan(later)).toMatchObject({ state: 'unknown-here', source: null });
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

describe('identifiers that are sent as they are', () => {
  const customers = { identifierType: 'CustomerId' } as const;

  test('are mirrored only where the ledger can be encrypted', () =>
    withList(async ({ give, sync }) => {
      await give(['C-1']);
      expect(await failureOf(sync(customers))).toMatch('members-ledger-key-missing');
    }));

  test('are appended without a ledger', () =>
    withList(async ({ list, give, sync, ledger }) => {
      await give(['C-1', 'C-2']);
      await sync({ ...customers, mode: 'append' });
      expect(list.members).toEqual(new Set(['C-1', 'C-2']));
      await expect(ledger()).rejects.toThrow('ENOENT');
    }));

  test('are mirrored with an encrypted one that does not name them', () =>
    withList(async ({ list, give, sync, ledger }) => {
      const key = { ledgerKey: 'a phrase of the test' };
      await give([
        'Customer-1',
        'Customer-2',
        'Customer-3',
        'Customer-4',
        'Customer-5',
        'Customer-6',
      ]);
      await sync(customers, {}, key);
      await give([
        'Customer-2',
        'Customer-3',
        'Customer-4',
        'Customer-5',
        'Customer-6',
        'Customer-7',
      ]);
      expect(await sync({ ...customers, ...later }, {}, key)).toMatchObject({
        added: 1,
        removed: 1,
      });
      expect([...list.members].sort()).toEqual(
        [2, 3, 4, 5, 6, 7].map((each) => `Customer-${each}`),
      );
      expect((await ledger('customerid')).toString('latin1')).not.toContain('ustomer-');
      expect(
        await failureOf(sync({ ...customers, ...later }, {}, { ledgerKey: 'another' })),
      ).toMatch('ledger-key-wrong');
    }));

  test('gum needs its caller', () =>
    withList(async ({ give, sync }) => {
      await give(['g-1']);
      const task = { identifierType: 'gum', mode: 'append' } as const;
      expect(await failureOf(sync(task))).toMatch('members-gum-caller-missing');
      expect((await sync({ ...task, gumCallerId: 7 })).outcome).toBe('done');
    }));
});

describe('a list that is not to be in memory at once', () => {
  const small = { membersAtOnce: 40 };

  test.each<[string, TaskChanges, ContextChanges]>([
    ['of digests', {}, small],
    ['of texts', { identifierType: 'CustomerId' }, { ...small, ledgerKey: 'cd'.repeat(32) }],
  ])('%s is filled, changed and resumed like any other', (_, task, context) =>
    withList(async ({ list, give, sync }) => {
      const size = { chunkSize: 10 };
      const isText = task.identifierType !== undefined;
      const expected = (emails: readonly string[]) => (isText ? new Set(emails) : hashed(emails));
      await give(people(0, 100));
      expect(await sync(task, size, context)).toMatchObject({ outcome: 'done', added: 100 });
      expect(list.members).toEqual(expected(people(0, 100)));

      await give([...people(10, 140), ...people(10, 30)]);
      const sent = list.received.length;
      list.plan({ [sent]: 'dies-after', [sent + 3]: 'dies-before', [sent + 6]: 'lost-after' });
      const again = { ...task, ...later };
      for (let run = 0; run < 3; run += 1) await sync(again, size, context).catch(() => null);
      const last = await sync(again, size, context);
      expect([last.outcome, list.members]).toEqual(['done', expected(people(10, 140))]);
      expect(await sync(again, size, context)).toMatchObject({
        requests: 0,
        plan: { held: 130, source: { filled: 150, duplicates: 20 } },
      });
    }),
  );

  test('a removal is held back as a whole', () =>
    withList(async ({ list, give, sync }) => {
      await give(people(0, 100));
      await sync({}, {}, small);
      await give(people(50, 100));
      const { outcome, plan } = await sync(later, {}, small);
      expect([outcome, plan.removes, plan.held]).toEqual(['refused', 50, 100]);
      expect(list.members.size).toBe(100);
    }));

  test('standard input can be read but once, and needs no more', () =>
    withList(async ({ list, sync }) => {
      const stdin = {
        async *[Symbol.asyncIterator]() {
          yield Buffer.from(people(0, 100).join('\n'));
        },
      };
      const result = await sync({ source: '-' }, { chunkSize: 30 }, { ...small, stdin });
      expect(result).toMatchObject({ outcome: 'done', added: 100, requests: 4 });
      expect(list.members).toEqual(hashed(people(0, 100)));
    }));

  test('its requests are as few as they can be, and its removals come first', () =>
    withList(async ({ list, give, sync }) => {
      await give(people(0, 300));
      await sync({}, { chunkSize: 100 }, small);
      await give(people(55, 361));
      await sync(later, { chunkSize: 50 }, small);
      const sent = list.received.map(
        ({ operation, identifiers }) => `${operation} ${identifiers.length}`,
      );
      expect(sent).toEqual([
        ...['add 100', 'add 100', 'add 100'],
        ...['remove 50', 'remove 5', 'add 50', 'add 11'],
      ]);
      expect(list.members).toEqual(hashed(people(55, 361)));
    }));

  test('nothing of it stays on disk', () =>
    withList(async ({ folder, give, sync }) => {
      await give(people(0, 300));
      await sync({}, {}, small);
      expect((await readdir(join(folder, '.audiencectl/ledger'))).sort()).toEqual([
        '.gitignore',
        'retail-media-738406688413290497.email.ledger',
      ]);
    }));

  test('a week after a removal it is written anew like any other', () =>
    withList(async ({ give, sync, ledger, list }) => {
      const on = (day: number) => ({
        ...small,
        clock: { now: () => startTime + day * 86_400_000, sleep: async () => {} },
      });
      await give(people(0, 100));
      await sync({}, {}, on(0));
      await give(people(1, 100));
      await sync(later, {}, on(1));
      await sync(later, {}, on(9));
      const names = async (email: string) =>
        (await ledger()).includes(Buffer.from(sha256(email), 'hex'));
      expect([await names('person0@example.com'), await names('person1@example.com')]).toEqual([
        false,
        true,
      ]);
      expect(await sync(later, {}, on(9))).toMatchObject({ requests: 0, plan: { held: 99 } });
      expect(list.members.size).toBe(99);
    }));
});

test.each([
  ['grows', (file: string) => appendFileSync(file, '\nperson9999@example.com')],
  [
    'is replaced by one of the same size',
    (file: string) => {
      writeFileSync(file, 'x'.repeat(statSync(file).size));
      utimesSync(file, 1, 1);
    },
  ],
  ['is removed', (file: string) => rmSync(file)],
])('a source that %s while it is read is an error, and nothing is sent', (_, disturb) =>
  withList(async ({ folder, list, give, sync }) => {
    await give(people(0, 5000));
    // Parts are opened as soon as there are too many for memory: in the middle of the source.
    const openTemporary = (path: string) => {
      disturb(join(folder, 'crm.txt'));
      return nodeFiles.openTemporary(path);
    };
    const context = { membersAtOnce: 40, files: { ...nodeFiles, openTemporary } };
    expect(await failureOf(sync({}, {}, context))).toMatch('members-source-changed');
    expect(list.received).toEqual([]);
  }),
);

describe('a key that is new', () => {
  const key = { ledgerKey: 'from now on' };

  test('does not open what anybody could have written', () =>
    withList(async ({ list, give, sync }) => {
      await give(people(0, 3));
      await sync();
      await give(people(0, 4));
      expect(await failureOf(sync(later, {}, key))).toMatch('ledger-not-encrypted');
      expect(list.members.size).toBe(3);
    }));

  test('encrypts what is there already, for who says that there was none', () =>
    withList(async ({ give, sync, ledger }) => {
      const header = async () =>
        JSON.parse((await ledger()).toString('latin1').split('\n')[0] ?? '');
      await give(people(0, 3));
      await sync();
      await sync(later, {}, { ...key, ledgerOldKey: 'none' });
      expect(await header()).toMatchObject({ generation: 2, salt: expect.stringMatching('.') });
      await give(people(0, 4));
      await sync(later, {}, key);
      expect(await header()).toMatchObject({ generation: 2 });
      expect(await sync(later, {}, key)).toMatchObject({ requests: 0 });
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

describe('what the API called invalid explains a lower count', () => {
  const day = 24 * 60 * 60 * 1000;
  const onDay = (number: number) => ({
    clock: { now: () => startTime + number * 2 * day, sleep: async () => {} },
  });
  const passing = { consents: { calledInvalid: true, removal: true, growth: true, invalid: true } };

  /** The codes of what refuses a plan where the API tells so many. */
  async function refusals(
    { list, plan }: Pick<Parameters<Parameters<typeof withList>[0]>[0], 'list' | 'plan'>,
    told: number,
    number: number,
  ) {
    list.tell(told);
    const planned = await plan({ ...later, ...passing }, onDay(number));
    list.tell(null);
    return planned.refusals.map(({ code }) => code);
  }

  test('and leaves with those who are removed', () =>
    withList(async (world) => {
      const { list, give, sync } = world;
      list.callInvalid(50);
      for (let number = 0; number < 4; number += 1) {
        await give(people(number * 20, number * 20 + 20));
        const task = { ...passing, isNew: number === 0 };
        expect(await sync(task, { chunkSize: 10 }, onDay(number))).toMatchObject({
          outcome: 'done',
        });
      }
      expect(await refusals(world, 10, 5)).toEqual([]);
      expect(await refusals(world, 9, 5)).toEqual(['ledger-out-of-date']);
      expect(await refusals(world, 0, 5)).toEqual(['ledger-out-of-date']);
    }));

  test('and never more than are on the list', () =>
    withList(async (world) => {
      const { list, give, sync } = world;
      list.callInvalid(90);
      await give(people(0, 20));
      await sync(passing, { chunkSize: 10 }, onDay(0));
      // Taken off without a word about who was invalid.
      list.callInvalid(0);
      await give(people(0, 4));
      await sync({ ...later, ...passing }, { chunkSize: 10 }, onDay(1));
      await give(people(0, 24));
      await sync({ ...later, ...passing }, { chunkSize: 10 }, onDay(2));
      expect(await refusals(world, 20, 4)).toEqual([]);
      expect(await refusals(world, 19, 4)).toEqual(['ledger-out-of-date']);
    }));

  test('but not a list that is counted as empty', () =>
    withList(async (world) => {
      const { list, give, sync } = world;
      list.callInvalid(90);
      await give(people(0, 20));
      await sync(passing, { chunkSize: 10 }, onDay(0));
      list.callInvalid(0);
      await give(people(0, 4));
      await sync({ ...later, ...passing }, { chunkSize: 10 }, onDay(1));
      expect(await refusals(world, 1, 3)).toEqual([]);
      expect(await refusals(world, 0, 3)).toEqual(['ledger-out-of-date']);
    }));
});
