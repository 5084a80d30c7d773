import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sha256, startTime } from './a-task.ts';
import {
  type ContextChanges,
  hashed,
  later,
  people,
  type TaskChanges,
  withList,
} from './with-list.ts';

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
        // The types that were sent.
        'retail-media-738406688413290497.ledger',
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
