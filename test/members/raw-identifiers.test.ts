/** Identifiers that are sent as they are, and the key of the ledger that names them. */
import { describe, expect, test } from '@jest/globals';
import { failureOf } from './a-task.ts';
import { later, people, withList } from './with-list.ts';

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
