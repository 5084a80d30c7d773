import { dirname, resolve } from 'node:path';
import type { Declaration } from '../../model/declaration.ts';
import type { MembersConsents, MembersTask } from '../members-task.ts';
import type { MemberSource } from '../source/member-source.ts';
import type { DeclaredFiles, DeclaredMembers } from './read-members.ts';

/** What fills a declared list: the manifest's own words, bound to the list of that ID. */
export function declaredTask(
  declaration: Declaration,
  members: DeclaredMembers,
  list: {
    /** Empty where the segment does not exist yet; then it can only be planned. */
    readonly id: string;
    /** The only type that it takes, as the API says; null where it takes several or does not exist. */
    readonly listType: string | null;
    /** The segment was created by this run. */
    readonly isNew: boolean;
    /** The project folder, absolute. */
    readonly folder: string;
    readonly consents: MembersConsents;
  },
): MembersTask {
  const { identifierType, gumCallerId, mode, send, source } = members;
  const { id, listType, isNew, folder, consents } = list;
  return {
    ...{ identifierType, listType, gumCallerId, mode, send, isNew, consents },
    ...{ format: source.format, country: source.country },
    address: declaration.address,
    target: { kind: 'segment', id },
    source: sourceOf(declaration, members, folder),
  };
}

/** @param folder the project folder, absolute; what a manifest names is relative to the manifest. */
export function sourceOf(
  declaration: Declaration,
  { source, exclude }: DeclaredMembers,
  folder: string,
): MemberSource {
  const base = resolve(folder, dirname(declaration.source.file));
  const files = ({ names, form }: DeclaredFiles) => ({
    name: names.join(', '),
    places: names.map((name) => ({ name, folder: base, mayBePipe: false })),
    form,
  });
  return { ...files(source), exclude: exclude && { ...exclude, ...files(exclude) } };
}
