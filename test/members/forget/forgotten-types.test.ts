/** Types of identifiers that were sent to a list, and whose ledger is gone. */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { clearMembers } from '../../../src/members/clear-members.ts';
import { readSought } from '../../../src/members/forget/read-sought.ts';
import { searchLedgers } from '../../../src/members/forget/search-ledgers.ts';
import { syncMembers } from '../../../src/members/sync-members.ts';
import { withFolder } from '../../support/a-folder.ts';
import { contextIn, taskIn } from '../a-task.ts';
import { createMemoryList } from '../memory-list.ts';

test.each([
  ['the note about the list', 'note'],
  ['the note, before a clear whose outcome is unknown', 'clear'],
])('are not called clean by a count that lags, without %s', (_, how) =>
  withFolder({}, async (folder) => {
    const list = createMemoryList();
    const context = contextIn(folder, {
      platform: 'marketing-solutions',
      lockClock: { sleep: async () => {}, every: () => () => {} },
    });
    const add = async (identifierType: string, text: string, isNew: boolean) => {
      await writeFile(join(folder, 'crm.txt'), text);
      const consents = { growth: true, removal: true };
      const task = taskIn(folder, { identifierType, isNew, mode: 'append', consents });
      expect(await syncMembers(task, context, list)).toMatchObject({ outcome: 'done', added: 1 });
    };
    // The run that has created the list could not write a note.
    await add('email', 'ann@example.com', true);
    await add('phoneNumber', '+33612345678', false);
    for (const name of await readdir(context.ledgerFolder)) {
      if (name.includes('phonenumber')) await rm(join(context.ledgerFolder, name));
    }
    const { target, address, source } = taskIn(folder, { source: '-' });
    if (how === 'clear') {
      list.planClear('lost-before');
      await clearMembers(target, context, list);
    }
    list.tell(1);
    const stdin = {
      async *[Symbol.asyncIterator]() {
        yield Buffer.from('+33612345678');
      },
    };
    const asked = { source, format: 'plain', country: null, identifierType: null } as const;
    const sought = await readSought(asked, stdin);
    const known = { target, address, identifierType: null, mode: null, gumCallerId: null };
    const found = await searchLedgers([known], { sought, context, remote: list });
    expect(found.map(({ row }) => [row.identifierType, row.state])).toContainEqual([
      'phoneNumber',
      'not-searched',
    ]);
  }),
);
