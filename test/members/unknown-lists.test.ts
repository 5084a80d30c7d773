/** Lists that somebody else may have filled, and what a ledger knows of them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { beginLedger } from '../../src/members/begin-ledger.ts';
import { clearMembers } from '../../src/members/clear-members.ts';
import { syncMembers } from '../../src/members/sync-members.ts';
import { contextIn, failureOf, sha256, startTime, taskIn } from './a-task.ts';
import { hashed, later, people, withList } from './with-list.ts';

const plain = { format: 'plain', country: null, exclude: null } as const;

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
