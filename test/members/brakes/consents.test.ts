/** Each brake on members, with all consents but its own: by commands, see `test/cli/members/member-brakes.test.ts`. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { memberConsents } from '../../../src/members/brakes/member-consents.ts';
import type { MembersMode } from '../../../src/members/members-task.ts';
import { syncMembers } from '../../../src/members/sync-members.ts';
import { defaultLimits } from '../../../src/model/project.ts';
import { contextIn, taskIn } from '../a-task.ts';
import { type ListWorld, people, withList } from '../with-list.ts';

const person = (number: number) => people(number, number + 1)[0] ?? '';
const noise = Array.from({ length: 10 }, (_, each) => `nobody ${each}`);

const consents = [
  'allow-member-removal',
  'allow-member-growth',
  'allow-member-invalid',
  'allow-members-rebuild',
] as const;
type Consent = (typeof consents)[number];

interface Case {
  readonly brake: string;
  readonly modes: readonly MembersMode[];
  readonly source: readonly string[];
  /** Who is excluded, where somebody is. */
  readonly exclude?: readonly string[];
  readonly isLedgerLost?: true;
  /** From whom on the people were added once more, after the ledger was lost. */
  readonly again?: number;
  /** What opens it. */
  readonly own: readonly Consent[];
  /** Without any consent. */
  readonly codes: readonly string[];
  /** With one of two consents, where that is something else than a part of these. */
  readonly later?: readonly string[];
  /** How many are on the list once it is opened; of 30. */
  readonly after: number;
}

const cases: readonly Case[] = [
  {
    brake: 'many removals',
    ...{ modes: ['mirror'], source: people(0, 20), after: 20 },
    ...{ own: ['allow-member-removal'], codes: ['members-removal-limit'] },
  },
  {
    brake: 'many removals by name',
    ...{ modes: ['remove'], source: people(0, 10), after: 20 },
    ...{ own: ['allow-member-removal'], codes: ['members-removal-limit'] },
  },
  {
    brake: 'an empty source',
    ...{ modes: ['mirror'], source: [], after: 0 },
    own: ['allow-member-removal'],
    codes: ['members-source-empty'],
  },
  {
    brake: 'an empty source that changes nobody',
    ...{ modes: ['append', 'remove'], source: [], after: 30 },
    ...{ own: ['allow-member-removal'], codes: ['members-source-empty'] },
  },
  {
    brake: 'a source that has grown',
    ...{ modes: ['mirror', 'append'], source: people(0, 100), after: 100 },
    ...{ own: ['allow-member-growth'], codes: ['members-growth-limit'] },
  },
  {
    brake: 'many invalid lines',
    ...{ modes: ['mirror', 'append'], source: [...people(0, 31), ...noise], after: 31 },
    ...{ own: ['allow-member-invalid'], codes: ['members-too-many-invalid'] },
  },
  {
    brake: 'many invalid lines of whom to remove',
    ...{ modes: ['remove'], source: [...people(0, 3), ...noise], after: 27 },
    ...{ own: ['allow-member-invalid'], codes: ['members-too-many-invalid'] },
  },
  {
    brake: 'invalid lines and nothing else',
    ...{ modes: ['mirror'], source: noise, after: 0 },
    own: ['allow-member-invalid', 'allow-member-removal'],
    codes: ['members-too-many-invalid', 'members-removal-limit'],
    later: ['members-source-empty', 'members-removal-limit'],
  },
  {
    brake: 'nobody to exclude',
    ...{ modes: ['mirror', 'append'], source: people(0, 31), exclude: [], after: 31 },
    ...{ own: ['allow-member-growth'], codes: ['members-exclude-empty'] },
  },
  {
    brake: 'many invalid lines of whom to exclude',
    ...{
      modes: ['mirror', 'append'],
      source: people(0, 30),
      exclude: [person(0), ...noise],
      after: 29,
    },
    ...{ own: ['allow-member-invalid'], codes: ['members-exclude-invalid'] },
  },
  {
    brake: 'a lost ledger',
    ...{ modes: ['mirror'], source: people(0, 30), isLedgerLost: true, after: 30 },
    ...{ own: ['allow-members-rebuild'], codes: ['members-rebuild-needed'] },
  },
  {
    brake: 'a lost ledger, and fewer people',
    ...{ modes: ['mirror'], source: people(0, 3), isLedgerLost: true, after: 3 },
    own: ['allow-members-rebuild', 'allow-member-removal'],
    codes: ['members-rebuild-needed', 'members-removal-limit'],
  },
  {
    brake: 'a lost ledger, and more people',
    ...{ modes: ['mirror'], source: people(0, 100), isLedgerLost: true, after: 100 },
    own: ['allow-members-rebuild', 'allow-member-growth'],
    codes: ['members-rebuild-needed', 'members-growth-limit'],
  },
  {
    brake: 'a list of which only the API tells, and more people',
    ...{ modes: ['append'], source: people(0, 100), isLedgerLost: true, after: 100 },
    ...{ own: ['allow-member-growth'], codes: ['members-growth-limit'] },
  },
  {
    brake: 'a list of which only the API tells, and many to take off by name',
    ...{ modes: ['remove'], source: people(0, 10), isLedgerLost: true, after: 20 },
    ...{ own: ['allow-member-removal'], codes: ['members-removal-limit'] },
  },
  {
    brake: 'a list of which only the API tells, and many to exclude',
    ...{ modes: ['append'], isLedgerLost: true },
    ...{ source: people(0, 30), exclude: people(0, 10), after: 20 },
    ...{ own: ['allow-member-removal'], codes: ['members-removal-limit'] },
  },
  {
    brake: 'a ledger of a part, and many to take off by name',
    ...{ modes: ['remove'], source: people(0, 10), isLedgerLost: true, again: 20, after: 20 },
    ...{ own: ['allow-member-removal'], codes: ['members-removal-limit'] },
  },
  {
    brake: 'a ledger of a part, and many to exclude',
    ...{ modes: ['append'], isLedgerLost: true, again: 20 },
    ...{ source: people(0, 30), exclude: people(0, 10), after: 20 },
    ...{ own: ['allow-member-removal'], codes: ['members-removal-limit'] },
  },
];

/** The list of a case: filled with 30, and perhaps no longer known. */
async function fill({ folder, list, give, sync }: ListWorld, brake: Case): Promise<void> {
  await give(people(0, 30));
  expect(await sync()).toMatchObject({ outcome: 'done', added: 30 });
  if (brake.isLedgerLost) await rm(join(folder, '.audiencectl'), { recursive: true });
  if (brake.again !== undefined) {
    await give(people(brake.again, 30));
    await sync({ mode: 'append', isNew: false });
  }
  await give(brake.source);
  await writeFile(join(folder, 'out.txt'), (brake.exclude ?? []).join('\n'));
  expect(list.members.size).toBe(30);
}

async function go(
  { folder, list }: ListWorld,
  brake: Case,
  mode: MembersMode,
  given: readonly Consent[],
) {
  const task = taskIn(folder, { mode, isNew: false });
  const places = [{ name: 'out.txt', folder, mayBePipe: false }];
  const { form } = task.source;
  const exclude =
    brake.exclude === undefined
      ? null
      : { name: 'out.txt', places, form, format: 'plain' as const, country: null };
  const { outcome, plan } = await syncMembers(
    {
      ...task,
      source: { ...task.source, exclude },
      consents: memberConsents(given, defaultLimits, { excludedBy: [], replace: false }),
    },
    contextIn(folder),
    list,
  );
  return { outcome, codes: plan.refusals.map(({ code }) => code) };
}

describe.each(cases)('$brake', (brake) => {
  test.each(brake.modes)('%s', (mode) =>
    withList(async (world) => {
      const { list, ledger } = world;
      await fill(world, brake);
      const stateOf = async () => [
        new Set(list.members),
        list.clears(),
        await ledger().catch(() => null),
      ];
      const before = await stateOf();
      expect(await go(world, brake, mode, [])).toEqual({ outcome: 'refused', codes: brake.codes });
      // All the others together open none of it, and no one of its own opens what takes two.
      for (const missing of brake.own) {
        const given = consents.filter((consent) => consent !== missing);
        const { outcome, codes } = await go(world, brake, mode, given);
        expect([missing, outcome, codes.length > 0]).toEqual([missing, 'refused', true]);
        const known = [...brake.codes, ...(brake.later ?? [])];
        expect(known).toEqual(expect.arrayContaining(codes));
      }
      expect(await stateOf()).toEqual(before);
      expect(await go(world, brake, mode, brake.own)).toEqual({ outcome: 'done', codes: [] });
      expect(list.members.size).toBe(brake.after);
    }),
  );
});
