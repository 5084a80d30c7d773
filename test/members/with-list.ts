import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { planMembers } from '../../src/members/plan-members.ts';
import { type SyncOptions, syncMembers } from '../../src/members/sync-members.ts';
import { withFolder } from '../support/a-folder.ts';
import { contextIn, sha256, taskIn } from './a-task.ts';
import { createMemoryList } from './memory-list.ts';

export const people = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, each) => `person${from + each}@example.com`);

export type TaskChanges = NonNullable<Parameters<typeof taskIn>[1]>;
export type ContextChanges = NonNullable<Parameters<typeof contextIn>[1]>;

/** A folder with a source, and a list to make equal to it. */
export interface ListWorld {
  readonly folder: string;
  readonly list: ReturnType<typeof createMemoryList>;
  readonly give: (emails: readonly string[]) => Promise<void>;
  readonly sync: (
    task?: TaskChanges,
    options?: SyncOptions,
    context?: ContextChanges,
  ) => ReturnType<typeof syncMembers>;
  readonly plan: (task?: TaskChanges, context?: ContextChanges) => ReturnType<typeof planMembers>;
  readonly ledger: (type?: string) => Promise<Buffer>;
}

export async function withList(use: (world: ListWorld) => Promise<void>): Promise<void> {
  await withFolder({}, async (folder) => {
    const list = createMemoryList();
    const ledgerFile = (type: string) =>
      `.audiencectl/ledger/retail-media-738406688413290497.${type}.ledger`;
    await use({
      folder,
      list,
      give: (emails) => writeFile(join(folder, 'crm.txt'), emails.join('\n')),
      sync: (task = {}, options = { chunkSize: 10 }, context = {}) =>
        syncMembers(taskIn(folder, task), contextIn(folder, context), list, options),
      plan: (task = {}, context = {}) =>
        planMembers(taskIn(folder, task), contextIn(folder, context), list),
      ledger: (type = 'email') => readFile(join(folder, ledgerFile(type))),
    });
  });
}

export const hashed = (emails: readonly string[]): Set<string> => new Set(emails.map(sha256));
export const later: { readonly isNew: false } = { isNew: false };
