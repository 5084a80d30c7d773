import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isAboutMeaning } from '../../diagnostics/meaning-codes.ts';
import type { SegmentReference } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Project } from '../../model/project.ts';
import { referencesIn } from '../../model/references.ts';
import type { RemoteEntity, Snapshot } from '../../model/remote/snapshot.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { comparePlaces } from '../compare-places.ts';
import { type DeclaredSegments, indexSegments } from '../names/declared-segments.ts';
import { findDoubtfulAlgebra } from './find-doubtful-algebra.ts';
import { findEqualDeclarations } from './find-equal-declarations.ts';
import { keyAudiences } from './keyed-audiences.ts';

/**
 * The doubts about audiences that only the definitions of remote segments prove, which no manifest
 * declares. An audience that is doubtful without them is left as it was reported.
 * @param found what the declarations alone prove
 */
export function findDoubtsBesideRemote(
  declarations: readonly Declaration[],
  { platform: name, scopeId }: Pick<Project, 'platform' | 'scopeId'>,
  snapshot: Snapshot,
  found: readonly Diagnostic[],
): readonly Diagnostic[] {
  const platform = platformNamed(name);
  const sorted = readableOf(declarations);
  const segments = indexSegments(sorted);
  const undeclared = sorted.flatMap((user) =>
    referencesIn(user.attributes).flatMap(({ reference, use }) =>
      use === 'seed' || segments.find(reference, user) ? [] : [wordOf(reference)],
    ),
  );
  const { remote, declared } = findBehind(new Set(undeclared), sorted, snapshot, (row) =>
    decodeRow(platform, 'segment', scopeId, row),
  );
  if (remote.size + declared.size === 0) return [];
  const find: DeclaredSegments['find'] = (reference, user) =>
    segments.find(reference, user) ?? ('id' in reference ? declared.get(reference.id) : undefined);
  const keyed = keyAudiences(
    sorted,
    { ...segments, find },
    platform,
    (reference) => remote.get(wordOf(reference)) ?? null,
  );
  const isKnown = createFinder(found);
  return [...findDoubtfulAlgebra(keyed), ...findEqualDeclarations(keyed)].filter(
    (finding) => !isKnown(finding),
  );
}

/** What stands behind names and IDs that no declaration answers: a remote segment, or one that is declared under its name. */
function findBehind(
  wanted: ReadonlySet<string>,
  sorted: readonly Declaration[],
  { segments }: Snapshot,
  decode: (row: Snapshot['segments'][number]) => RemoteEntity,
) {
  const isDeclared = createDeclaredFinder(sorted);
  const remote = new Map<string, RemoteEntity | null>();
  const declared = new Map<string, Declaration>();
  const asked = (wanted.size === 0 ? [] : segments).flatMap((row) =>
    [`id ${row.id}`, `name ${String(row.attributes['name'])}`].flatMap((word) =>
      wanted.has(word) ? [{ word, row }] : [],
    ),
  );
  for (const { word, row } of asked) {
    // A reference by ID may lead to one that a manifest changes: then its definition is that of the manifest.
    if (isDeclared(row)) {
      const own = findDeclaration(row, sorted);
      if (own) declared.set(row.id, own);
    } else {
      // Of two that share a name, it is not known here which one is meant.
      remote.set(word, remote.has(word) ? null : decode(row));
    }
  }
  return { remote, declared };
}

/** The one declared segment that a row is by its name; none where several may be. */
function findDeclaration(
  { attributes }: Snapshot['segments'][number],
  declarations: readonly Declaration[],
): Declaration | undefined {
  const { name } = attributes;
  const [only, second] = declarations.filter(
    (each) =>
      each.kind === 'segment' &&
      each.state === 'present' &&
      (each.name === name || each.renamedFrom?.some((earlier) => earlier === name)),
  );
  return second === undefined && only?.name === name ? only : undefined;
}

/** Whether some manifest may be about a row, by its ID, its name or an earlier one. */
function createDeclaredFinder(
  declarations: readonly Declaration[],
): (row: Snapshot['segments'][number]) => boolean {
  const own = declarations.filter(({ kind }) => kind === 'segment');
  const ids = new Set(own.map(({ id }) => id));
  const names = new Set<unknown>(
    own.flatMap(({ name, renamedFrom = [] }) => [name, ...renamedFrom]),
  );
  return (row) => ids.has(row.id) || names.has(row.attributes['name']);
}

/**
 * What was found, without doubts that rest on declared definitions: a plan of a part, or one that leaves edits of the UI,
 * may leave the segments as they are.
 */
export function withoutDefinitions(
  declarations: readonly Declaration[],
  { platform: name }: Pick<Project, 'platform'>,
  found: readonly Diagnostic[],
): readonly Diagnostic[] {
  const sorted = readableOf(declarations);
  const undefinedOnes = () => null;
  const keyed = keyAudiences(
    sorted,
    indexSegments(sorted),
    platformNamed(name),
    undefinedOnes,
    undefinedOnes,
  );
  const isCertain = createFinder([...findDoubtfulAlgebra(keyed), ...findEqualDeclarations(keyed)]);
  return found.filter((each) => !isAboutPeople(each) || isCertain(each));
}

/** Those without syntax errors, by their places. */
function readableOf(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.filter(({ incomplete }) => incomplete === undefined).toSorted(comparePlaces);
}

function isAboutPeople({ code }: Diagnostic): boolean {
  return isAboutMeaning(code) && /^(?:audience|operand)/u.test(code);
}

function wordOf(reference: SegmentReference): string {
  return 'name' in reference ? `name ${reference.name}` : `id ${reference.id}`;
}

/** Whether the same sort of doubt was reported of the same audience. */
function createFinder(found: readonly Diagnostic[]): (finding: Diagnostic) => boolean {
  const sortOf = ({ code, address = '' }: Diagnostic) =>
    `${code === 'audiences-equal' ? code : 'operands'} ${address}`;
  const known = new Set(found.flatMap((each) => (isAboutTrees(each) ? [sortOf(each)] : [])));
  return (finding) => known.has(sortOf(finding));
}

function isAboutTrees({ code }: Diagnostic): boolean {
  return isAboutMeaning(code) && code !== 'segment-unused' && code !== 'impossible-window';
}
