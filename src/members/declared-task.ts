import { dirname, resolve } from 'node:path';
import type { Declaration } from '../model/declaration.ts';
import type { MembersConsents, MembersTask } from './members-task.ts';
import type { DeclaredMembers } from './read-members.ts';

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
  const { source: name, column, ...rest } = members;
  const { id, isNew, folder, consents } = list;
  const path = resolve(folder, dirname(declaration.source.file), name);
  return {
    ...rest,
    ...{ isNew, consents },
    address: declaration.address,
    target: { kind: 'segment', id },
    source: { name, path, column },
  };
}
