/** From a declared contact list to the task of filling it. */
import { declaredTask } from '../members/declared-task.ts';
import type { MembersTask } from '../members/members-task.ts';
import { type DeclaredMembers, readMembers } from '../members/read-members.ts';
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
  /** What it says about members. */
  readonly declared: DeclaredMembers;
  /** Null for a list that does not exist yet. */
  readonly id: string | null;
  /** Nobody can have filled it. */
  readonly isNew: boolean;
  /** Options that were given, or the consents of a plan, by their names. */
  readonly consents: readonly string[];
}

export function taskOfList(
  { declaration, declared, id, isNew, consents }: ListInQuestion,
  { project, folder }: Manifests,
  { audiences }: Pick<Snapshot, 'audiences'>,
): MembersTask {
  const rebuild = consents.includes('allow-members-rebuild');
  return declaredTask(declaration, declared, {
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

const howKeys = ['mode', 'identifierType', 'column', 'format', 'send'] as const;

/** How a list is filled, as plans say it: all but where the source lies, which is a machine's own matter. */
export function describeHow(
  declared: DeclaredMembers,
): Pick<PlannedMembers, (typeof howKeys)[number]> {
  const { mode, identifierType, column, format, send } = declared;
  return { mode, identifierType, column, format, send };
}

/** Whether the manifest fills a list the way that a plan has it. */
export function isFilledAs(planned: PlannedMembers, declaration: Declaration): boolean {
  const { value: declared } = readMembers(declaration);
  if (declared === null) return false;
  const how = describeHow(declared);
  return howKeys.every((key) => how[key] === planned[key]);
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
  // A row that does not tell its owner is taken for the only one of its name, and no other.
  const isUntold = attributes?.[owner] === undefined || attributes[owner] === null;
  return own ?? (isUntold && named.length === 1 ? (named[0] ?? null) : null);
}
