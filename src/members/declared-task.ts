import { dirname, resolve } from 'node:path';
import type { Declaration } from '../model/declaration.ts';
import type { MembersConsents, MembersTask } from './members-task.ts';
import type { DeclaredMembers } from './read-members.ts';
import type { MemberSource } from './read-source.ts';

/** What fills a declared list: the manifest's own words, bound to the list of that ID. */
export function declaredTask(
  declaration: Declaration,
  members: DeclaredMembers,
  list: {
    /** Empty where the segment does not exist yet; then it can only be planned. */
    readonly id: string;
    /** The segment was created by this run. */
    readonly isNew: boolean;
    /** The project folder, absolute. */
    readonly folder: string;
    readonly consents: MembersConsents;
  },
): MembersTask {
  const { source: _1, column: _2, ...rest } = members;
  const { id, isNew, folder, consents } = list;
  return {
    ...rest,
    ...{ isNew, consents },
    address: declaration.address,
    target: { kind: 'segment', id },
    source: sourceOf(declaration, members, folder),
  };
}

/** @param folder the project folder, absolute; what a manifest names is relative to the manifest. */
export function sourceOf(
  declaration: Declaration,
  { source: name, column }: DeclaredMembers,
  folder: string,
): MemberSource {
  return { name, path: resolve(folder, dirname(declaration.source.file), name), column };
}
