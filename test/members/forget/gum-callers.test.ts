/** A platform on which each caller has gum identifiers of its own: what one has added, another one cannot remove. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { clearMembers } from '../../../src/members/clear-members.ts';
import { forgetMembers } from '../../../src/members/forget/forget-members.ts';
import type { ForgetRow } from '../../../src/members/forget/forget-row.ts';
import { readSought } from '../../../src/members/forget/read-sought.ts';
import { searchLedgers } from '../../../src/members/forget/search-ledgers.ts';
import { syncMembers } from '../../../src/members/sync-members.ts';
import { sentTexts } from '../../../src/model/remote/sent-identifiers.ts';
import { withFolder } from '../../support/a-folder.ts';
import { contextIn, failureOf, startTime, taskIn } from '../a-task.ts';
import { createMemoryList } from '../memory-list.ts';

interface World {
  /** Everyone on the list, as CALLER/IDENTIFIER. */
  readonly members: ReadonlySet<string>;
  readonly send: (caller: number, text: string, mode: 'mirror' | 'append') => Promise<string>;
  readonly remove: (caller: number, text: string) => Promise<string>;
  readonly clear: () => Promise<unknown>;
  /** @param caller as the manifest or the command line has it. */
  readonly forget: (text: string, caller: number | null) => Promise<readonly ForgetRow[]>;
}

function withWorld(use: (world: World) => Promise<void>, isNew = true): Promise<void> {
  return withFolder({}, async (folder) => {
    const memory = createMemoryList();
    const list = {
      ...memory,
      amend: (request: Parameters<typeof memory.amend>[0]) => {
        const own = request.identifiers.texts().map((each) => `${request.gumCallerId}/${each}`);
        return memory.amend({ ...request, identifiers: sentTexts(own) });
      },
    };
    let now = startTime;
    const context = contextIn(folder, {
      platform: 'marketing-solutions',
      clock: { now: () => now, sleep: async () => {} },
      ledgerKey: 'ab'.repeat(32),
      lockClock: { sleep: async () => {}, every: () => () => {} },
    });
    const consents = { removal: true, growth: true };
    let isFirst = isNew;
    const { target, address } = taskIn(folder);
    const sync = async (
      gumCallerId: number,
      text: string,
      mode: 'mirror' | 'append' | 'remove',
    ): Promise<string> => {
      await writeFile(join(folder, 'crm.txt'), text.split(' ').join('\n'));
      const how = { identifierType: 'gum', gumCallerId, mode, isNew: isFirst, consents } as const;
      const task = taskIn(folder, how);
      isFirst = false;
      return failureOf(
        syncMembers(task, context, list).then(({ plan, outcome }) => {
          expect({ refusals: plan.refusals, outcome }).toEqual({ refusals: [], outcome: 'done' });
        }),
      );
    };
    await use({
      members: memory.members,
      send: sync,
      remove: (caller, text) => sync(caller, text, 'remove'),
      clear: () => {
        now += 60_000;
        return clearMembers(target, context, list);
      },
      forget: async (text, gumCallerId) => {
        const { source } = taskIn(folder, { source: '-' });
        const stdin = {
          async *[Symbol.asyncIterator]() {
            yield Buffer.from(text);
          },
        };
        const how = { source, format: 'plain', country: null, identifierType: 'gum' } as const;
        const sought = await readSought(how, stdin);
        const known = { target, address, identifierType: 'gum', mode: null, gumCallerId };
        const tools = { sought, context, remote: list };
        return forgetMembers(await searchLedgers([known], tools), tools);
      },
    });
  });
}

test.each([null, 9, 7])('people are forgotten by the caller that added them, not by %s', (caller) =>
  withWorld(async ({ members, send, forget }) => {
    await send(7, 'a b c', 'mirror');
    expect(await forget('b', caller)).toMatchObject([{ state: 'done', removed: 1 }]);
    expect([...members]).toEqual(['7/a', '7/c']);
  }),
);

test.each(['mirror', 'append', 'remove'] as const)('another caller is refused: %s', (mode) =>
  withWorld(async ({ members, send, remove }) => {
    expect(await send(7, 'a b c', 'mirror')).toBe('no failure');
    const failure = mode === 'remove' ? remove(9, 'b') : send(9, 'a b d', mode);
    expect(await failure).toMatch('members-gum-caller-other: ');
    expect([...members]).toEqual(['7/a', '7/b', '7/c']);
  }),
);

test('after a clear, another caller fills the list, and its people are forgotten', () =>
  withWorld(async ({ members, send, clear, forget }) => {
    await send(7, 'a b c', 'mirror');
    await clear();
    expect(await send(9, 'a b', 'mirror')).toBe('no failure');
    expect(await forget('b', 7)).toMatchObject([{ state: 'done', removed: 1 }]);
    expect([...members]).toEqual(['9/a']);
  }));

test('of a list that something else may have filled, no one is called forgotten', () =>
  withWorld(async ({ send, forget }) => {
    expect(await send(7, 'a b', 'append')).toBe('no failure');
    const reason = { code: 'members-gum-caller-unknown' };
    expect(await forget('b', 7)).toMatchObject([{ state: 'unknown', removed: 1, reason }]);
  }, false));
