import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { beginLedger } from '../../../../src/members/begin-ledger.ts';
import { clearMembers } from '../../../../src/members/clear-members.ts';
import { syncMembers } from '../../../../src/members/sync-members.ts';
import { withFolder } from '../../../support/a-folder.ts';
import { contextIn, failureOf, taskIn } from '../../a-task.ts';
import { createMemoryList, type MemoryList } from '../../memory-list.ts';

const target = { kind: 'segment', id: '7' } as const;
const madids = (...numbers: readonly number[]) =>
  numbers.map((each) => `00000000-0000-4000-8000-00000000000${each}`);

type Changes = NonNullable<Parameters<typeof taskIn>[1]>;

/** A list of marketing solutions, which takes identifiers of several types, and ledgers with a key. */
function withList(
  use: (world: {
    readonly list: MemoryList;
    readonly ledgers: string;
    readonly sync: (source: readonly string[], task?: Changes) => ReturnType<typeof syncMembers>;
    readonly clear: () => ReturnType<typeof clearMembers>;
    readonly begin: () => Promise<void>;
    readonly names: () => Promise<readonly string[]>;
  }) => Promise<void>,
): Promise<void> {
  return withFolder({}, async (folder) => {
    const list = createMemoryList();
    const context = contextIn(folder, {
      platform: 'marketing-solutions',
      ledgerKey: 'ab'.repeat(32),
    });
    const ledgers = join(folder, '.audiencectl/ledger');
    await use({
      list,
      ledgers,
      sync: async (source, task = {}) => {
        await writeFile(join(folder, 'crm.txt'), source.join('\n'));
        return syncMembers(taskIn(folder, { target, isNew: false, ...task }), context, list);
      },
      clear: () => clearMembers(target, context, list),
      begin: () => beginLedger(target, context),
      names: async () => (await readdir(ledgers)).filter((name) => name.endsWith('.ledger')).sort(),
    });
  });
}

const madid = { identifierType: 'madid' };
const removal = { consents: { removal: true } };

describe('a list with identifiers of two types', () => {
  test('has a ledger for each, and each is mirrored by itself', () =>
    withList(async ({ list, sync, names }) => {
      await sync(['a@b.c', 'd@e.f'], { isNew: true });
      // Its members of another type are nobody's whom the source of this one has lost.
      expect(await sync(madids(1, 2, 3), madid)).toMatchObject({
        plan: { state: 'rebuild-needed' },
      });
      expect(await names()).toEqual([
        'marketing-solutions-7.email.ledger',
        'marketing-solutions-7.ledger',
      ]);
      expect(list.members.size).toBe(2);
    }));

  test('that was made here is known to hold nobody of either', () =>
    withList(async ({ list, begin, sync, names }) => {
      await begin();
      await sync(['a@b.c', 'd@e.f']);
      expect(await sync(madids(1, 2, 3), madid)).toMatchObject({ outcome: 'done', added: 3 });
      expect(await names()).toEqual([
        'marketing-solutions-7.email.ledger',
        'marketing-solutions-7.ledger',
        'marketing-solutions-7.madid.ledger',
      ]);
      // The API counts both.
      expect(list.members.size).toBe(5);
      expect(await sync(['a@b.c'], removal)).toMatchObject({ added: 0, removed: 1 });
      expect(await sync(madids(1, 2, 3, 4), madid)).toMatchObject({ added: 1, removed: 0 });
      expect(list.members.size).toBe(5);
      list.tell(99);
      expect((await sync(['a@b.c'])).plan.refusals[0]?.code).toBe('ledger-out-of-date');
    }));

  test('is cleared of both', () =>
    withList(async ({ list, begin, sync, clear, names }) => {
      await begin();
      await sync(['a@b.c', 'd@e.f']);
      await sync(madids(1), madid);
      expect(await clear()).toMatchObject({ outcome: 'done' });
      expect([await names(), list.members.size]).toEqual([['marketing-solutions-7.ledger'], 0]);
      expect(await sync(madids(1), madid)).toMatchObject({ plan: { state: 'first-upload' } });
      expect(await sync(['a@b.c'])).toMatchObject({ plan: { state: 'first-upload' } });
    }));
});

test('a ledger that is gone is missed, also where a note says that the list was empty once', () =>
  withList(async ({ list, ledgers, begin, sync }) => {
    await begin();
    list.tell('nothing');
    await sync(['a@b.c', 'd@e.f']);
    await rm(join(ledgers, 'marketing-solutions-7.email.ledger'));
    expect(await sync(['a@b.c'])).toMatchObject({
      outcome: 'refused',
      plan: { state: 'rebuild-needed' },
    });
    // Of another type nobody was ever sent.
    expect(await sync(madids(1), madid)).toMatchObject({ plan: { state: 'first-upload' } });
  }));

describe('a clear', () => {
  test('that the API refuses leaves what was known', () =>
    withList(async ({ list, begin, sync, clear, names }) => {
      for (const isMade of [true, false]) {
        if (isMade) await begin();
        await sync(['a@b.c', 'd@e.f']);
        const before = await names();
        list.planClear('refused');
        expect(await clear()).toMatchObject({
          outcome: 'failed',
          problem: { code: 'broken-by-test' },
        });
        expect(await names()).toEqual(before);
        expect(await sync(['a@b.c', 'd@e.f'])).toMatchObject({ plan: { state: 'unchanged' } });
        await clear();
      }
    }));

  test.each(['lost-before', 'lost-after', 'dies-before'] as const)(
    'of which nobody knows leaves a list of which nobody knows: %s',
    (mishap) =>
      withList(async ({ list, begin, sync, clear }) => {
        await begin();
        await sync(['a@b.c', 'd@e.f']);
        list.planClear(mishap);
        await clear().catch(() => null);
        list.tell(2);
        const { plan, outcome } = await sync(['a@b.c']);
        expect([plan.state, outcome]).toEqual(['rebuild-needed', 'refused']);
        const consents = { rebuild: true, removal: true };
        const rebuilt = await sync(['a@b.c'], { consents });
        expect(rebuilt).toMatchObject({ outcome: 'done', cleared: true });
        expect(list.members.size).toBe(1);
      }),
  );

  test('is not undone by a ledger of before', () =>
    withList(async ({ list, ledgers, begin, sync, clear }) => {
      await begin();
      await sync(['a@b.c', 'd@e.f']);
      const file = join(ledgers, 'marketing-solutions-7.email.ledger');
      await copyFile(file, join(ledgers, 'kept'));
      await clear();
      await copyFile(join(ledgers, 'kept'), file);
      list.tell(2);
      expect(await failureOf(sync(['a@b.c']))).toMatch('ledger-old');
    }));
});

test('a list of the older endpoints has its own, by type', () =>
  withList(async ({ sync, names }) => {
    const legacy = {
      target: { kind: 'legacy-audience', id: '7' } as const,
      mode: 'append' as const,
    };
    await sync(['a@b.c'], legacy);
    await sync(madids(1), { ...legacy, ...madid });
    expect(await names()).toEqual([
      'legacy-audience-7.email.ledger',
      'legacy-audience-7.ledger',
      'legacy-audience-7.madid.ledger',
    ]);
  }));

describe('another file that is called a ledger of the list', () => {
  const own = 'marketing-solutions-7.email.ledger';

  test.each([
    ...['email-backup', 'email%', '%65mail', 'email.ledger', 'Email', 'email 2', '', 'constructor'],
  ])('named %j, neither counts nor stops anything', (type) =>
    withList(async ({ list, ledgers, begin, sync, clear }) => {
      await begin();
      await sync(['a@b.c', 'd@e.f']);
      const stray = join(ledgers, `marketing-solutions-7.${type}.ledger`);
      for (const content of [await readFile(join(ledgers, own)), Buffer.from('no ledger')]) {
        await writeFile(stray, content);
        list.tell(null);
        expect(await sync(['a@b.c', 'd@e.f'])).toMatchObject({ outcome: 'done', added: 0 });
        list.tell(99);
        expect((await sync(['a@b.c', 'd@e.f'])).plan.refusals[0]?.code).toBe('ledger-out-of-date');
      }
      list.tell(null);
      expect(await clear()).toMatchObject({ outcome: 'done' });
      expect(await readFile(stray, 'utf8')).toBe('no ledger');
    }),
  );

  test.each<[string, (ledger: Buffer) => Buffer]>([
    ['cut off', (ledger) => ledger.subarray(0, -1)],
    ['of another list', (ledger) => ledger],
    ['something else', () => Buffer.from('no ledger')],
  ])('of another type and %s, is named, for any count would do', (_, spoil) =>
    withList(async ({ list, ledgers, begin, sync }) => {
      await begin();
      await sync(['a@b.c', 'd@e.f']);
      await writeFile(
        join(ledgers, 'marketing-solutions-7.madid.ledger'),
        spoil(await readFile(join(ledgers, own))),
      );
      list.tell(99);
      expect(await failureOf(sync(['a@b.c', 'd@e.f']))).toMatch(
        /^ledger-[\w-]+: .*marketing-solutions-7\.madid\.ledger/u,
      );
    }),
  );

  test('of another type counts by whom it held lately', () =>
    withList(async ({ list, begin, sync }) => {
      await begin();
      await sync(['a@b.c', 'd@e.f']);
      for (let each = 1; each < 6; each += 1) await sync(madids(each), { ...madid, ...removal });
      expect(list.members.size).toBe(3);
      list.tell(5);
      expect((await sync(['a@b.c', 'd@e.f'])).plan.refusals[0]?.code).toBe('ledger-out-of-date');
    }));
});
