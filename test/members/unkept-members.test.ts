/** Lists whose members no ledger may keep: they are sent unhashed, and there is no key. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { beginLedger } from '../../src/members/begin-ledger.ts';
import { seeLedgers } from '../../src/members/ledger/overview/see-ledgers.ts';
import { planMembers } from '../../src/members/plan-members.ts';
import { syncMembers } from '../../src/members/sync-members.ts';
import { withFolder } from '../support/a-folder.ts';
import { contextIn, startTime, taskIn } from './a-task.ts';
import { createMemoryList } from './memory-list.ts';

const target = { kind: 'segment', id: '7' } as const;
const platform = 'marketing-solutions';
const links = { target, isNew: false, identifierType: 'identityLink' } as const;
const emails = { target, isNew: false, source: 'emails.txt' } as const;

/** A list that was made here, with two identifiers of LiveRamp. */
function withLinks(
  use: (world: {
    readonly folder: string;
    readonly list: ReturnType<typeof createMemoryList>;
    readonly append: () => ReturnType<typeof syncMembers>;
  }) => Promise<void>,
): Promise<void> {
  return withFolder({ 'crm.txt': 'Xi1\nXi2\n', 'emails.txt': 'a@b.c\n' }, async (folder) => {
    const list = createMemoryList();
    const context = contextIn(folder, { platform });
    const append = () => syncMembers(taskIn(folder, { ...links, mode: 'append' }), context, list);
    await beginLedger(target, context);
    expect(await append()).toMatchObject({ outcome: 'done', added: 2 });
    await use({ folder, list, append });
  });
}

test('no ledger says that such a list is empty', () =>
  withLinks(({ folder }) =>
    seeLedgers(contextIn(folder, { platform }), target, startTime, 2).then((seen) =>
      expect(seen).toEqual([]),
    ),
  ));

test('they are not forgotten once there is a key, although the API does not count them yet', () =>
  withLinks(async ({ folder, list }) => {
    list.tell(0);
    const context = contextIn(folder, {
      platform,
      ledgerKey: 'ab'.repeat(32),
      ledgerOldKey: 'none',
    });
    const plan = await planMembers(taskIn(folder, links), context, list);
    expect(plan).toMatchObject({ state: 'rebuild-needed' });
  }));

test('they are sent again, and do not stop identifiers of another type', () =>
  withLinks(async ({ folder, list, append }) => {
    const context = contextIn(folder, { platform });
    expect(await syncMembers(taskIn(folder, emails), context, list)).toMatchObject({ added: 1 });
    await writeFile(join(folder, 'crm.txt'), 'Xi3\n');
    expect(await append()).toMatchObject({ outcome: 'done', added: 1 });
    expect(list.members.size).toBe(4);
    const again = await syncMembers(taskIn(folder, emails), context, list);
    expect(again).toMatchObject({ outcome: 'done', plan: { state: 'unchanged' } });
  }));
