/** From a declared contact list to the task of filling it. */
import { declaredTask } from '../members/declared-task.ts';
import type { MembersTask } from '../members/members-task.ts';
import { readMembers } from '../members/read-members.ts';
import type { Declaration } from '../model/declaration.ts';
import type { JsonObject } from '../model/json.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import type { PlannedMembers } from '../schema/generated/plan.ts';
import { findExcludingAudiences } from './find-excluding-audiences.ts';
import type { LoadedDeclarations } from './load-declarations.ts';

/** What the manifests say, and where they lie. */
export type Manifests = Pick<LoadedDeclarations, 'declarations' | 'project' | 'folder'>;

export interface ListInQuestion {
  readonly declaration: Declaration;
  /** Null for a list that does not exist yet. */
  readonly id: string | null;
  /** Nobody can have filled it. */
  readonly isNew: boolean;
  /** Options that were given, or the consents of a plan, by their names. */
  readonly consents: readonly string[];
}

/** @returns null for a declaration without members. */
export function taskOfList(
  { declaration, id, isNew, consents }: ListInQuestion,
  { project, folder }: Manifests,
  { audiences }: Pick<Snapshot, 'audiences'>,
): MembersTask | null {
  const { value: members } = readMembers(declaration);
  if (members === null) return null;
  const rebuild = consents.includes('allow-members-rebuild');
  return declaredTask(declaration, members, {
    ...{ id: id ?? '', isNew, folder },
    consents: {
      removal: consents.includes('allow-member-removal'),
      rebuild,
      maxRemovePercent: project.limits.maxMemberRemovePercent,
      excludedBy: rebuild && !isNew ? findExcludingAudiences(id ?? '', project, audiences) : [],
      replace: declaration.allowReplace ?? false,
    },
  });
}

/** How a list is filled, as plans say it: all but where the source lies, which is a machine's own matter. */
export function describeHow({
  mode,
  identifierType,
  source,
  format,
  send,
}: MembersTask): Pick<PlannedMembers, 'mode' | 'identifierType' | 'column' | 'format' | 'send'> {
  const { column } = source;
  return { mode: mode === 'append' ? mode : 'mirror', identifierType, column, format, send };
}

/** The declaration behind a planned segment; namesakes belong to two retailers. */
export function declarationOf(
  address: string,
  attributes: JsonObject | null,
  { declarations, project }: Manifests,
): Declaration | null {
  const owner = platformNamed(project.platform).ownerAttribute;
  const named = declarations.filter((each) => each.address === address && each.state === 'present');
  const own = named.find((each) => each.attributes[owner] === attributes?.[owner]);
  return own ?? (named.length === 1 ? (named[0] ?? null) : null);
}
