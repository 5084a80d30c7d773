/** A list with identifiers of two types, of which one is filled anew. */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { clearMembers } from '../../src/members/clear-members.ts';
import { syncMembers } from '../../src/members/sync-members.ts';
import { withFolder } from '../support/a-folder.ts';
import { contextIn, taskIn } from './a-task.ts';
import { createMemoryList } from './memory-list.ts';

const emails = 'ann@example.com\nbob@example.com';
const phones = '+33612345678\n+33612345679';

function withTwoTypes(
  use: (world: {
    readonly list: ReturnType<typeof createMemoryList>;
    readonly sync: (type: 'Email' | 'PhoneNumber', text: string) => ReturnType<typeof syncMembers>;
    readonly lose: (type: string) => Promise<void>;
    readonly clear: () => Promise<unknown>;
  }) => Promise<void>,
): Promise<void> {
  return withFolder({}, async (folder) => {
    const list = createMemoryList();
    const context = contextIn(folder, {
      lockClock: { sleep: async () => {}, every: () => () => {} },
    });
    const consents = { removal: true, growth: true, rebuild: true };
    await use({
      list,
      sync: async (identifierType, text) => {
        await writeFile(join(folder, 'crm.txt'), text);
        const task = taskIn(folder, { identifierType, isNew: false, consents });
        return syncMembers(task, context, list);
      },
      lose: async (type) => {
        const names = await readdir(context.ledgerFolder);
        const lost = names.filter((name) => name.endsWith(`.${type}.ledger`));
        expect(lost).toHaveLength(1);
        for (const name of lost) await rm(join(context.ledgerFolder, name));
      },
      clear: () => clearMembers(taskIn(folder).target, context, list),
    });
  });
}

test.each([['email'], ['phonenumber'], ['email', 'phonenumber']])(
  'is not rebuilt where that takes people of the other type off, without the ledgers of %s %s',
  (...lost) =>
    withTwoTypes(async ({ list, sync, lose, clear }) => {
      await clear();
      await sync('Email', emails);
      await sync('PhoneNumber', phones);
      expect(list.members.size).toBe(4);
      for (const type of lost) await lose(type);
      const type = lost.includes('email') ? 'Email' : 'PhoneNumber';
      const again = type === 'Email' ? emails : phones;
      const refused = await sync(type, again);
      expect(refused).toMatchObject({ outcome: 'refused', requests: 0 });
      expect(refused.plan.refusals).toMatchObject([{ code: 'members-rebuild-other-types' }]);
      expect(list.members.size).toBe(4);
      expect(list.clears()).toBe(1);
      // What the hint says leads there.
      await clear();
      expect(await sync('Email', emails)).toMatchObject({ outcome: 'done', added: 2 });
      expect(await sync('PhoneNumber', phones)).toMatchObject({ outcome: 'done', added: 2 });
      expect(list.members.size).toBe(4);
    }),
);

test('is rebuilt where no one is on it by another type', () =>
  withTwoTypes(async ({ list, sync, lose, clear }) => {
    await clear();
    await sync('PhoneNumber', phones);
    await sync('Email', emails);
    await sync('PhoneNumber', '');
    await lose('email');
    expect(await sync('Email', emails)).toMatchObject({ outcome: 'done' });
    expect(list.members.size).toBe(2);
  }));
