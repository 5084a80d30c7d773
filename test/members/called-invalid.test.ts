import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { syncMembers } from '../../src/members/sync-members.ts';
import { contextIn, startTime, taskIn } from './a-task.ts';
import { type ListWorld, later, people, withList } from './with-list.ts';

describe('what the API called invalid explains a lower count', () => {
  const day = 24 * 60 * 60 * 1000;
  const onDay = (number: number) => ({
    clock: { now: () => startTime + number * 2 * day, sleep: async () => {} },
  });
  const passing = { consents: { calledInvalid: true, removal: true, growth: true, invalid: true } };

  /** The codes of what refuses a plan where the API tells so many. */
  async function refusals(
    { list, plan }: Pick<ListWorld, 'list' | 'plan'>,
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

test.each(['mirror', 'append'] as const)(
  'the removal of people to exclude is not explained by it: %s',
  (mode) =>
    withList(async ({ folder, list, give, sync }) => {
      list.callInvalid(10);
      await give(people(0, 20));
      const invalid = { calledInvalid: false, invalid: true, growth: true, removal: true };
      expect(await sync({ mode, consents: invalid })).toMatchObject({ outcome: 'done' });
      await writeFile(join(folder, 'left.txt'), people(3, 4).join('\n'));
      list.callInvalid(100);
      const task = taskIn(folder, { ...later, mode, consents: invalid });
      const places = [{ name: 'left.txt', folder, mayBePipe: false }];
      const plain = { format: 'plain', country: null } as const;
      const exclude = { ...task.source, ...plain, name: 'left.txt', places };
      const excluding = { ...task, source: { ...task.source, exclude } };
      for (const _ of [1, 2]) {
        expect(await syncMembers(excluding, contextIn(folder), list)).toMatchObject({
          outcome: 'failed',
          removed: 0,
        });
      }
      list.callInvalid(0);
      expect(await syncMembers(excluding, contextIn(folder), list)).toMatchObject({
        outcome: 'done',
        removed: 1,
      });
    }),
);
