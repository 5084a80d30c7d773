/** People who may be on a list in more than one form, such as a digest of another kind. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clearMembers } from '../../../src/members/clear-members.ts';
import { forgetMembers } from '../../../src/members/forget/forget-members.ts';
import type { ForgetRow } from '../../../src/members/forget/forget-row.ts';
import { readSought } from '../../../src/members/forget/read-sought.ts';
import { rewriteLedger } from '../../../src/members/forget/rewrite-ledger.ts';
import { searchLedgers } from '../../../src/members/forget/search-ledgers.ts';
import { ledgerPlace } from '../../../src/members/members-task.ts';
import { syncMembers } from '../../../src/members/sync-members.ts';
import { withFolder } from '../../support/a-folder.ts';
import { contextIn, failureOf, startTime, taskIn } from '../a-task.ts';
import { createMemoryList, type MemoryList } from '../memory-list.ts';

const hash = (kind: string, text: string) => createHash(kind).update(text).digest('hex');
const forms = {
  plain: (text: string) => text,
  sha256: (text: string) => hash('sha256', text),
  md5: (text: string) => hash('md5', text),
  'sha256-md5': (text: string) => hash('sha256', hash('md5', text)),
} as const;
type Form = keyof typeof forms;
const everyForm: readonly Form[] = ['plain', 'sha256', 'md5', 'sha256-md5'];

const people = Array.from({ length: 12 }, (_, each) => `p${each}@example.com`);
const asked = 'p3@example.com';

interface World {
  readonly list: MemoryList;
  /** Sends people in a form, which plain addresses are turned into where the list has it. */
  readonly send: (form: Form, mode: 'mirror' | 'append' | 'remove') => Promise<string>;
  readonly sendPlainFile: (mode: 'append' | 'remove') => Promise<string>;
  readonly waitTwoDays: () => void;
  /** Makes of the ledger one of an earlier version, which did not say whether there is one form. */
  readonly makeOlder: () => Promise<void>;
  readonly clear: (mishap: Parameters<MemoryList['planClear']>[0]) => Promise<unknown>;
  readonly forget: (format?: Form) => Promise<readonly ForgetRow[]>;
}

function withWorld(use: (world: World) => Promise<void>): Promise<void> {
  return withFolder({}, async (folder) => {
    const list = createMemoryList();
    let now = startTime;
    const context = contextIn(folder, {
      clock: { now: () => now, sleep: async () => {} },
      ledgerKey: 'ab'.repeat(32),
      lockClock: { sleep: async () => {}, every: () => () => {} },
    });
    const consents = { removal: true, growth: true, rebuild: true };
    const { target, address } = taskIn(folder);
    const syncWith = (more: NonNullable<Parameters<typeof taskIn>[1]>) =>
      failureOf(
        syncMembers(taskIn(folder, { isNew: false, consents, ...more }), context, list).then(
          (result) => {
            expect(result.plan.refusals).toEqual([]);
          },
        ),
      );
    await use({
      list,
      send: async (form, mode) => {
        await writeFile(join(folder, 'crm.txt'), people.map(forms[form]).join('\n'));
        return syncWith({ mode, format: form, send: form === 'plain' ? 'plain' : 'hashed' });
      },
      sendPlainFile: async (mode) => {
        await writeFile(join(folder, 'crm.txt'), people.slice(0, 2).join('\n'));
        return syncWith({ mode });
      },
      makeOlder: async () => {
        const place = ledgerPlace(context, target, 'Email');
        await rewriteLedger(place, { verify: async () => {} }, context, { isOneForm: null });
      },
      waitTwoDays: () => {
        now += 2 * 86_400_000;
      },
      clear: (mishap) => {
        list.planClear(mishap);
        return clearMembers(target, context, list);
      },
      forget: async (format = 'plain') => {
        const { source } = taskIn(folder, { source: '-' });
        const stdin = {
          async *[Symbol.asyncIterator]() {
            yield Buffer.from(forms[format](asked));
          },
        };
        const how = { source, format, country: null, identifierType: null };
        const sought = await readSought(how, stdin);
        const known = { target, address, identifierType: 'Email', mode: null, gumCallerId: null };
        const tools = { sought, context, remote: list };
        return forgetMembers(await searchLedgers([known], tools), tools);
      },
    });
  });
}

const isStillThere = (list: MemoryList, of: readonly Form[] = everyForm) =>
  of.some((form) => list.members.has(forms[form](asked)));

test.each(['md5', 'sha256-md5'] as const)(
  'after a clear that was not carried out, a list of %s keeps its form',
  (form) =>
    withWorld(async ({ list, send, sendPlainFile, clear, forget }) => {
      await send(form, 'mirror');
      await clear('lost-before');
      expect(await sendPlainFile('append')).toBe('no failure');
      expect(list.members).toEqual(new Set(people.map(forms[form])));
      expect(await sendPlainFile('remove')).toBe('no failure');
      expect(list.members).toEqual(new Set(people.slice(2).map(forms[form])));
      expect(await forget()).toMatchObject([{ state: 'done' }]);
      expect(isStillThere(list)).toBe(false);
    }),
);

test('after a clear that was not carried out, digests are not sent to a list of addresses', () =>
  withWorld(async ({ list, send, sendPlainFile, clear }) => {
    await send('plain', 'mirror');
    await clear('lost-before');
    const sent = list.received.length;
    expect(await sendPlainFile('remove')).toMatch(/^members-format-other: /u);
    expect(list.received.length).toBe(sent);
  }));

test('a ledger of an earlier version does not say that there is one form, while a clear is open', () =>
  withWorld(async ({ list, send, makeOlder, clear, forget }) => {
    await send('sha256', 'mirror');
    await makeOlder();
    await clear('lost-before');
    // The earlier version sent this without a ledger.
    list.members.add(asked);
    expect(await forget()).toMatchObject([
      { state: 'unknown', reason: { code: 'members-form-unknown' } },
    ]);
  }));

test('a whole ledger of an earlier version is one of one form', () =>
  withWorld(async ({ list, send, makeOlder, forget }) => {
    await send('sha256', 'mirror');
    await makeOlder();
    expect(await forget()).toMatchObject([{ state: 'done', requests: 1 }]);
    expect(isStillThere(list)).toBe(false);
  }));

test('a list that something else may have filled is left in every form, and is not called done', () =>
  withWorld(async ({ list, sendPlainFile, forget }) => {
    for (const form of everyForm) list.members.add(forms[form](asked));
    await sendPlainFile('append');
    for (const _ of [1, 2]) {
      expect(await forget()).toMatchObject([
        { state: 'unknown', removed: 3, reason: { code: 'members-form-unknown' } },
      ]);
      expect(isStillThere(list, ['sha256', 'md5', 'sha256-md5'])).toBe(false);
    }
    // What is not sent unhashed to a list of digests.
    expect(isStillThere(list, ['plain'])).toBe(true);
    expect(list.received.flatMap(({ identifiers }) => identifiers)).not.toContain(asked);
  }));

test('so is a list whose count its ledger does not explain, and one asked for by digests', () =>
  withWorld(async ({ list, send, waitTwoDays, forget }) => {
    await send('md5', 'mirror');
    // By then, the API counts what was sent.
    waitTwoDays();
    list.tell(400);
    list.members.add(forms.sha256(asked));
    expect(await forget('md5')).toMatchObject([{ state: 'unknown', removed: 2 }]);
    expect(isStillThere(list, ['md5', 'sha256-md5'])).toBe(false);
    expect(await forget()).toMatchObject([{ state: 'unknown' }]);
    expect(isStillThere(list)).toBe(false);
  }));

test('a refused removal in another form is not called done, and is sent again', () =>
  withWorld(async ({ list, sendPlainFile, forget }) => {
    list.members.add(forms.md5(asked));
    await sendPlainFile('append');
    for (const number of [0, 1, 2]) {
      list.plan({ [list.received.length + number]: 'refused' });
      expect(await forget()).toMatchObject([{ state: 'failed' }]);
    }
    list.plan({});
    await forget();
    expect(isStillThere(list)).toBe(false);
  }));

test('whatever was sent and cleared before: who is called forgotten is on the list in no form', () =>
  fc.assert(
    fc.asyncProperty(
      fc.subarray([...everyForm]),
      fc.array(
        fc.oneof(
          fc.record({
            send: fc.constantFrom(...everyForm),
            mode: fc.constantFrom('mirror' as const, 'append' as const, 'remove' as const),
          }),
          fc.record({ plainFile: fc.constantFrom('append' as const, 'remove' as const) }),
          fc.record({
            clear: fc.constantFrom(
              'refused' as const,
              'lost-before' as const,
              'lost-after' as const,
            ),
          }),
        ),
        { minLength: 1, maxLength: 5 },
      ),
      (foreign, steps) =>
        withWorld(async ({ list, send, sendPlainFile, clear, forget }) => {
          for (const form of foreign) list.members.add(forms[form](asked));
          for (const step of steps) {
            if ('send' in step) await send(step.send, step.mode);
            else if ('clear' in step) await clear(step.clear);
            else await sendPlainFile(step.plainFile);
          }
          const rows = await forget();
          const isCalledGone = rows.every(({ state }) => state === 'done' || state === 'clean');
          if (isCalledGone) expect(isStillThere(list)).toBe(false);
        }),
    ),
    { numRuns: 60 },
  ));
