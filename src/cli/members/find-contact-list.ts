/** Finds a contact list by what a person calls it. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { caseNote, nearest } from '../../model/name.ts';
import { segmentNamesIn } from '../../model/references.ts';
import { isId } from '../../model/remote/is-id.ts';
import type { ContactListTarget } from '../../model/remote/members-remote.ts';
import type { RemoteReader } from '../../model/remote/remote.ts';
import type { RemoteEntity, RemoteRow } from '../../model/remote/snapshot.ts';
import { listOf } from '../../model/text/count-of.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { whyNotWritten } from '../../reconciler/members/why-not-written.ts';
import { usageError } from '../arguments/usage-error.ts';
import { LocatedError } from '../process/located-error.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';

export interface FoundList {
  readonly target: ContactListTarget;
  /** `segment/NAME`, or what else it is known by. */
  readonly address: string;
  /** What is remote of it; null for an audience of the older endpoints. */
  readonly entity: RemoteEntity | null;
  /** What the manifests say about it. */
  readonly declaration: Declaration | null;
}

/**
 * By name, ID or address. A name may hold a slash, so what exists under the whole text comes first.
 *
 * @param use whether it is only looked at.
 * @throws DiagnosticError when there is no such list, or more than one, or it is not to be written.
 */
export async function findContactList(
  wanted: string,
  manifests: LoadedDeclarations,
  remote: RemoteReader,
  use: 'read' | 'write',
): Promise<FoundList> {
  const { project, declarations } = manifests;
  const segments = presentSegments(declarations);
  const bound = segments.find(({ name }) => name === wanted)?.id ?? null;
  const byId = bound ?? (isId(wanted) ? wanted : null);
  const found = byId === null ? null : await readSegment(byId, project, remote);
  const rows = found ? [] : (await remote.readAll('segment')).map((row) => decode(row, project));
  const matches = found ? [found] : rows.filter(({ name }) => name === wanted);
  const [entity] = matches;
  if (entity === undefined) {
    const declared = segments.find(({ name }) => name === wanted);
    if (declared) throw notYetCreated(declared, manifests);
    const [, name] = /^segments?\/(.+)$/isu.exec(wanted) ?? [];
    if (name !== undefined) return findContactList(name, manifests, remote, use);
    throw unknownList(wanted.replace(/^audiences?\//iu, ''), rows, declarations);
  }
  if (matches.length > 1) throw severalLists(matches);
  if (entity.type !== 'contactList') throw noList(entity, wanted, listNames(rows, segments));
  const declaration = declarationOf(entity, segments, manifests);
  const address = `segment/${entity.name}`;
  if (use === 'write') refuseUnwritable(entity, project, declaration);
  return {
    target: { kind: 'segment', id: entity.id },
    address,
    entity,
    declaration,
  };
}

/**
 * A list behind the older endpoints. Its ID is that of a segment, so what must not be written there must not be
 * written here; of an ID that the account does not have, nothing is known.
 * @throws DiagnosticError when it is not to be written.
 */
export async function findLegacyList(
  id: string,
  { project }: LoadedDeclarations,
  remote: RemoteReader,
  use: 'read' | 'write',
): Promise<FoundList> {
  const entity = use === 'write' ? await readSegment(id, project, remote) : null;
  if (entity !== null) {
    if (entity.type !== 'contactList') throw noList(entity, id, []);
    refuseUnwritable(entity, project, null);
  }
  const target = { kind: 'legacy-audience', id } as const;
  return { target, address: `legacy-audience/${id}`, entity: null, declaration: null };
}

/**
 * The segment with this ID. A search by ID also finds what other advertisers have, so a row that does not say
 * whose it is counts as foreign unless the search of the project has it, too.
 */
async function readSegment(
  id: string,
  project: LoadedDeclarations['project'],
  remote: RemoteReader,
): Promise<RemoteEntity | null> {
  const [row] = await remote.readByIds('segment', [id]);
  if (row === undefined) return null;
  const entity = decode(row, project);
  const { attribute, searchFilter } = platformNamed(project.platform).scope;
  const isTold = searchFilter === null || (row.attributes[attribute] ?? null) !== null;
  const own = isTold ? [row] : await remote.readAll('segment');
  return own.some((each) => each.id === id) ? entity : { ...entity, unmanageable: 'foreign' };
}

function decode(row: RemoteRow, { platform, scopeId }: LoadedDeclarations['project']) {
  return decodeRow(platformNamed(platform), 'segment', scopeId, row);
}

function refuseUnwritable(
  entity: RemoteEntity,
  project: LoadedDeclarations['project'],
  declaration: Declaration | null,
): void {
  const refused = whyNotWritten(entity, project, declaration);
  if (refused === null) return;
  const which = `segment/${entity.name} (ID ${entity.id})`;
  throw refusal(refused.code, `${which}: ${refused.text}`, refused.fix);
}

/** Two retailers may have lists of one name. */
function declarationOf(
  entity: RemoteEntity,
  segments: readonly Declaration[],
  { project }: LoadedDeclarations,
): Declaration | null {
  const manageable = { ...entity, unmanageable: null };
  const named = segments.filter(
    ({ id, name }) => (id ?? null) === entity.id || name === entity.name,
  );
  const own = named.find((each) => whyNotWritten(manageable, project, each) === null);
  return own ?? named[0] ?? null;
}

function unknownList(
  wanted: string,
  rows: readonly RemoteEntity[],
  declarations: readonly Declaration[],
): DiagnosticError {
  const lists = listNames(rows, declarations);
  const audience = declarations.find(({ kind, name }) => kind === 'audience' && name === wanted);
  if (audience)
    return isNoList('this is an audience, not a contact list', ofAudience(audience, lists));
  const near = nearest(wanted, lists);
  return refusal(
    'segment-not-found',
    'there is no contact list with this name or ID',
    near.length > 0
      ? `Did you mean ${quoted(near).join(' or ')}?${caseNote(wanted, near)}`
      : 'Check the name. If a manifest declares the list, run "audiencectl apply" to create it.',
  );
}

function presentSegments(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.filter(({ kind, state }) => kind === 'segment' && state === 'present');
}

/** The contact lists that exist or are declared. */
function listNames(
  rows: readonly RemoteEntity[],
  declarations: readonly Declaration[],
): readonly string[] {
  const remote = rows.filter(({ type }) => type === 'contactList');
  const declared = presentSegments(declarations).filter(
    ({ attributes }) => attributes['contactList'],
  );
  return [...new Set([...remote, ...declared].map(({ name }) => name))];
}

/** The lists that an audience combines, if it has any. */
function ofAudience({ attributes }: Declaration, lists: readonly string[]): readonly string[] {
  const own = segmentNamesIn(attributes).filter((name) => lists.includes(name));
  return own.length > 0 ? own : lists;
}

function notYetCreated(
  { name, address, source }: Declaration,
  manifests: LoadedDeclarations,
): DiagnosticError {
  const message = `the list "${name}" is declared here, but does not exist yet`;
  const hint = 'Run "audiencectl apply" first to create it.';
  const finding = usageError('segment-not-found', message, hint);
  return new LocatedError([{ ...finding, source, address }], manifests);
}

function severalLists(matches: readonly RemoteEntity[]): DiagnosticError {
  const ids = matches.map(({ id }) => id).join(', ');
  return refusal('segment-ambiguous', `several segments have this name: ${ids}`, 'Give the ID.');
}

/** What was typed is not repeated: it may be an identifier. */
function noList({ name }: RemoteEntity, wanted: string, lists: readonly string[]): DiagnosticError {
  const which = name === wanted ? 'this segment' : `the segment "${name}"`;
  return isNoList(`${which} is not a contact list`, lists);
}

/** @param lists the names of the contact lists that may have been meant. */
function isNoList(message: string, lists: readonly string[]): DiagnosticError {
  const few = lists.length > 0 && lists.length <= mostNamed;
  const names = few ? `, such as ${listOf(quoted(lists), 'or')}` : '';
  const hint = `Give the name of a contact list${names}. Only contact lists have members.`;
  return refusal('segment-not-a-list', message, hint);
}

/** The most contact lists that a hint names. */
const mostNamed = 5;

function quoted(names: readonly string[]): readonly string[] {
  return names.map((name) => `"${name}"`);
}

function refusal(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([usageError(code, message, hint)]);
}
