/** From the names in manifests to the segments they mean: a declared one first, else a remote one. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SegmentReference } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { groupBy } from '../../model/group-by.ts';
import { explainAudiences } from '../../model/hints/hint-for-audience.ts';
import { hintForName } from '../../model/hints/hint-for-name.ts';
import { createSuggester } from '../../model/name.ts';
import type { PlacedReference } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { segmentTypeIn } from '../../platforms/segment-types/segment-types.ts';
import type { RemoteIndex } from './index-snapshot.ts';
import type { Match } from './match-declarations.ts';
import type { Replacements } from './replacements.ts';
import { readTemporaryName } from './temporary-name.ts';

/** What a reference means: a segment that is remote, declared, or both. */
export interface SegmentTarget {
  /**
   * One key for one segment, however it is referred to: `#ID` when remote, else its address. A
   * replaced segment and its successor are one segment.
   */
  readonly key: string;
  /** Its name once the plan is carried out. */
  readonly name: string;
  readonly remote: RemoteEntity | null;
  /** The ID that a reference to it will have; null until the plan creates it. */
  readonly nextId: string | null;
  readonly declaration: Declaration | null;
}

export interface References {
  /** @param path where the reference stands, for a hint. */
  readonly resolve: (
    reference: SegmentReference,
    ownerId: string | null,
    path?: PlacedReference['path'],
  ) => SegmentTarget | { readonly problem: Omit<Diagnostic, 'severity' | 'source' | 'address'> };
  /** The segment behind a remote ID; null when nothing remote has it. */
  readonly segmentOf: (id: string) => SegmentTarget | null;
  readonly keyOf: (id: string) => string;
}

/** What to do about a name that only another project declares; null where none does. */
export type ExplainElsewhere = (
  name: string,
  ownerId: string | null,
) => Required<Pick<Diagnostic, 'hint' | 'related'>> | null;

/** The key of a remote segment. */
export function remoteKey(id: string): string {
  return `#${id}`;
}

/** The key of a declared segment. */
export function targetKey({ declaration, remote }: Match): string {
  return remote ? remoteKey(remote.id) : declaration.address;
}

/**
 * @param leftOver second successors that are cleared up, with the entity that each should replace.
 * @param explainElsewhere for names that nothing here has.
 */
export function createReferences(
  matches: readonly Match[],
  index: RemoteIndex,
  replacements: Replacements,
  leftOver: ReadonlyMap<string, string> = new Map(),
  explainElsewhere: ExplainElsewhere = () => null,
): References {
  // A released entity is a remote segment like any other.
  const segments = matches.filter(
    ({ declaration: { kind, state } }) => kind === 'segment' && state !== 'released',
  );
  const present = segments.filter(({ declaration }) => declaration.state === 'present');
  const byName = groupBy(present, ({ declaration }) => declaration.name);
  const byId = new Map(
    segments.flatMap((match) => (match.remote ? [[match.remote.id, match]] : [])),
  );

  const meantBy = (id: string) => replacements.predecessorOf(id) ?? leftOver.get(id) ?? id;
  const keyOf = (id: string) => remoteKey(meantBy(id));
  const declaredTarget = (match: Match): SegmentTarget => {
    const { declaration, remote } = match;
    const nextId = remote && replacements.nextIdOf(remote.id);
    const isGoing = declaration.state === 'absent';
    const name = isGoing && remote ? remote.name : declaration.name;
    return { key: targetKey(match), name, remote, nextId, declaration };
  };
  const remoteTarget = (remote: RemoteEntity): SegmentTarget => {
    const match = byId.get(meantBy(remote.id));
    if (match) return declaredTarget(match);
    return {
      key: remoteKey(remote.id),
      name: remote.name,
      remote,
      nextId: remote.id,
      declaration: null,
    };
  };

  const explainAudience = explainAudiences(matches.map(({ declaration }) => declaration));
  const suggest = createSuggester(() => usableNames(segments, index, () => true), 2);
  const suggestSeed = createSuggester(() => usableNames(segments, index, canBeSeed), 2);

  const unknown = (name: string, path: PlacedReference['path'], ownerId: string | null) => {
    const audience = explainAudience(name, path);
    if (audience) return { code: 'reference-unknown', ...audience };
    const near = path[0] === 'lookalike' ? suggestSeed : suggest;
    const other = explainElsewhere(name, ownerId);
    return {
      ...unknownName(name, index, other === null ? hintForName(name, path, near) : other.hint),
      ...(other === null ? {} : { related: other.related }),
    };
  };

  return {
    keyOf,
    segmentOf: (id) => {
      const remote = index.byId('segment', id);
      return remote ? remoteTarget(remote) : null;
    },
    resolve: (reference, ownerId, path = []) => {
      if ('id' in reference) {
        const remote = index.byId('segment', reference.id);
        return remote ? remoteTarget(remote) : { problem: unknownId(reference.id) };
      }
      const declared = ofOwner(byName.get(reference.name) ?? [], ownerId, index);
      if (declared) return declaredTarget(declared);
      const candidates = candidatesOf(reference.name, ownerId, index);
      const [only, second] = candidates;
      if (second) return { problem: ambiguousName(reference.name, candidates) };
      if (!only) return { problem: unknown(reference.name, path, ownerId) };
      const target = remoteTarget(only);
      // Only until the rename is done would the old name lead anywhere.
      const { declaration } = target;
      const isRenamed =
        declaration?.state === 'present' &&
        declaration.name !== '' &&
        declaration.name !== reference.name &&
        !declaration.ignoreChanges?.includes('name');
      return isRenamed ? { problem: renamed(reference.name, declaration.name) } : target;
    },
  };
}

/** Of segments that are declared under one name, each with an ID, the one of the audience's own retailer. */
function ofOwner(
  twins: readonly Match[],
  ownerId: string | null,
  { platform }: RemoteIndex,
): Match | undefined {
  const own = twins.find(
    ({ declaration }) => declaration.attributes[platform.ownerAttribute] === ownerId,
  );
  return own ?? twins[0];
}

/** Remote segments of a name; where several share it, those of the audience's own retailer. */
function candidatesOf(
  name: string,
  ownerId: string | null,
  index: RemoteIndex,
): readonly RemoteEntity[] {
  const named = index.named('segment', name);
  const own = named.filter((remote) => remote.ownerId === ownerId);
  return named.length > 1 && own.length > 0 ? own : named;
}

/**
 * The names of segments, declared and remote, that a reference may have: neither deleted nor temporary.
 *
 * @param isFit whether a segment of a type can stand there.
 */
function usableNames(
  segments: readonly Match[],
  index: RemoteIndex,
  isFit: (type: string | null) => boolean,
): ReadonlySet<string> {
  const names = new Set(
    index.entities.flatMap(({ kind, name, type }) =>
      kind === 'segment' && isFit(type) && readTemporaryName(name) === null ? [name] : [],
    ),
  );
  for (const { remote } of segments) if (remote) names.delete(remote.name);
  for (const { declaration, remote } of segments) {
    const type = segmentTypeIn(declaration.attributes)?.name ?? remote?.type ?? null;
    if (declaration.state === 'present' && isFit(type)) names.add(declaration.name);
  }
  return names;
}

/** The API shows event segments under no type. */
function canBeSeed(type: string | null): boolean {
  return type === 'contactList' || type === null;
}

function unknownId(id: string) {
  return {
    code: 'audience-must-contain-only-existing-segments',
    message: `there is no remote segment with the ID ${id}`,
    hint: 'Refer to the segment by name, or correct the ID.',
  };
}

function unknownName(name: string, index: RemoteIndex, hint: string | null) {
  const [alike] = index.alike('segment', name);
  if (alike) {
    return {
      code: 'remote-name-differs',
      message: `the remote segment ${alike.id} is named ${JSON.stringify(alike.name)}, which differs from "${name}" only in case, blanks or Unicode form`,
      hint: `Write the remote name exactly, or refer to it as { segmentId: "${alike.id}" }.`,
    };
  }
  return {
    code: 'reference-unknown',
    message: `no declared or remote segment has the name "${name}"`,
    hint: hint ?? 'Declare the segment, or correct the name.',
  };
}

function renamed(name: string, now: string) {
  return {
    code: 'reference-renamed',
    message: `this still uses the old name "${name}" of the segment "${now}"`,
    hint: `Write "${now}".`,
  };
}

function ambiguousName(name: string, candidates: readonly RemoteEntity[]) {
  const ids = candidates.map(({ id }) => id);
  return {
    code: 'remote-name-ambiguous',
    message: `${ids.length} remote segments are named "${name}": IDs ${ids.join(', ')}`,
    hint: `Refer to one by its ID: ${ids.map((id) => `{ segmentId: "${id}" }`).join(' or ')}.`,
  };
}
