/** From a declared contact list to the task of its sync. */
import type { MemberAllowance } from '../../members/brakes/member-allowance.ts';
import { memberConsents, rebuildConsent } from '../../members/brakes/member-consents.ts';
import { declaredTask } from '../../members/declared/declared-task.ts';
import {
  type DeclaredFiles,
  type DeclaredMembers,
  readMembers,
} from '../../members/declared/read-members.ts';
import type { MembersTask } from '../../members/members-task.ts';
import { usualForm } from '../../members/source/member-source.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { RemoteEntity, Snapshot } from '../../model/remote/snapshot.ts';
import { canonicalJson, type JsonObject, valueAt } from '../../model/text/json.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import type { PlannedMembers } from '../../schema/generated/plan.ts';
import type { Loaded } from '../load.ts';
import { findExcludingAudiences } from './find-excluding-audiences.ts';

/** What the manifests say, and where they lie. */
export interface Manifests extends Pick<Loaded, 'declarations' | 'project'> {
  /** The project folder, absolute: sources are named relative to it. */
  readonly folder: string;
}

export interface ListInQuestion {
  readonly declaration: Declaration;
  /** What it says about members. */
  readonly declared: DeclaredMembers;
  /** Null for a list that does not exist yet. */
  readonly id: string | null;
  /** The list was created by this run, and is empty. */
  readonly isNew: boolean;
  /** Options that were given, or the consents of a plan, by their names. */
  readonly consents: readonly string[];
  /** What a plan showed of it; null where the consents are for the plan that is being made. */
  readonly covered: readonly MemberAllowance[] | null;
}

export function taskOfList(
  { declaration, declared, id, isNew, consents, covered }: ListInQuestion,
  { project, folder }: Manifests,
  { audiences, segments }: Pick<Snapshot, 'audiences' | 'segments'>,
): MembersTask {
  const platform = platformNamed(project.platform);
  const row = segments.find((segment) => segment.id === id);
  const rebuild = consents.includes(rebuildConsent);
  return declaredTask(declaration, declared, {
    ...{ id: id ?? '', isNew, folder },
    listType: listTypeOf(row ? decodeRow(platform, 'segment', project.scopeId, row) : null),
    consents: memberConsents(consents, project.limits, {
      excludedBy: rebuild && !isNew ? findExcludingAudiences(id ?? '', project, audiences) : [],
      replace: declaration.allowReplace ?? false,
      covered,
    }),
  });
}

/** The only type that a list takes; null where it takes several, or the API has no name for it. */
export function listTypeOf(list: RemoteEntity | null): string | null {
  const type = list && valueAt(list.attributes, 'contactList.identifierType');
  return typeof type === 'string' ? type : null;
}

type How = Pick<
  PlannedMembers,
  'mode' | 'identifierType' | 'column' | 'format' | 'send' | 'country' | 'reading' | 'exclude'
>;

/** How a list is filled, as plans say it: all but where the source lies, which is a machine's own matter. */
export function describeHow({ mode, identifierType, send, source, exclude }: DeclaredMembers): How {
  const { column, format, ...rest } = describeFiles(source);
  const excluding = exclude === null ? {} : { exclude: describeFiles(exclude) };
  return { mode, identifierType, column, format, send, ...rest, ...excluding };
}

/** Defaults are left out. */
function describeFiles({ form, format, country }: DeclaredFiles) {
  const { column, isColumnShared: _1, ...reading } = form;
  const { column: _2, isColumnShared: _3, ...usual } = usualForm;
  const isUsual = canonicalJson(reading) === canonicalJson(usual);
  return {
    ...{ column, format },
    ...(country === null ? {} : { country }),
    ...(isUsual ? {} : { reading: { ...reading, nulls: [...reading.nulls] } }),
  };
}

/** Whether the manifest fills a list the way that a plan has it. */
export function isSyncedAs(planned: PlannedMembers, declaration: Declaration): boolean {
  const { value: declared } = readMembers(declaration);
  if (declared === null) return false;
  const { mode, identifierType, column, format, send, country, reading, exclude } = planned;
  const how = { mode, identifierType, column, format, send, country, reading, exclude };
  return canonicalJson(how) === canonicalJson(describeHow(declared));
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
  // A row without an owner is only matched if it is the only one with its name.
  const isUntold = attributes?.[owner] === undefined || attributes[owner] === null;
  return own ?? (isUntold && named.length === 1 ? (named[0] ?? null) : null);
}
