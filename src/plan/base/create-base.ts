/**
 * What git said at an earlier commit, entity by entity. Entities are identified by IDs, renames and what
 * is remote, because a name may change hands between two commits, and between git and the remote. In: the
 * declarations of that commit and the pairs of today. Out: what the commit said of each. It does not know
 * what is planned.
 */
import type { SegmentReference } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { groupBy } from '../../model/group-by.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { type ComparableEntity, readComparable } from '../match/comparable-entity.ts';
import { describeDeclared } from '../match/describe-declared.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import type { Match } from '../match/match-declarations.ts';
import { type References, targetKey } from '../match/resolve-references.ts';
import { isOfOwner, ownerOf, pairWithBase } from './pair-with-base.ts';

export interface Base {
  /** What the base declared of an entity, under any name; null when it did not. */
  readonly find: (match: Match, references: References) => BaseEntity | null;
  /** Whether the base declared it absent already. */
  readonly declaredAbsent: (match: Match) => boolean;
  /** Whether the base declared this remote entity, and nothing declares it any more. */
  readonly removed: (entity: RemoteEntity) => boolean;
  /** Whether the base declared this remote entity. */
  readonly declared: (entity: RemoteEntity) => boolean;
}

interface BaseEntity extends ComparableEntity {
  readonly name: string;
  /** In the manifest's words. */
  readonly described: JsonObject;
  /** Whether an error in its manifest hides what it said. */
  readonly isUnreadable: boolean;
}

export function createBase(
  all: readonly Declaration[],
  matches: readonly Match[],
  index: RemoteIndex,
): Base {
  const declarations = all.filter(({ state }) => state === 'present');
  const heirs = pairWithBase(declarations, matches, index);
  const bases = new Map([...heirs].map(([declaration, match]) => [match, declaration]));
  const kept = new Set([...heirs.values()].map(({ remote }) => remote));
  const removed = createRemoved(
    declarations.filter((declaration) => !heirs.has(declaration)),
    index,
  );
  const absent = all.filter(({ state }) => state === 'absent');
  const absences = new Set(absent.flatMap(({ kind, address, id }) => [address, `${kind} ${id}`]));
  const keyOf = createKeys(declarations, heirs, index);
  return {
    removed,
    declaredAbsent: ({ declaration: { kind, address, id } }) =>
      absences.has(id === undefined ? address : `${kind} ${id}`),
    declared: (entity) => kept.has(entity) || removed(entity),
    find: (match, references) => {
      const declaration = bases.get(match);
      return declaration
        ? readBase(declaration, index, (reference, owner) => keyOf(reference, owner, references))
        : null;
    },
  };
}

function readBase(
  declaration: Declaration,
  { platform }: RemoteIndex,
  keyOf: (reference: SegmentReference, ownerId: string | null) => string,
): BaseEntity {
  const { attributes, kind, name } = declaration;
  const owner = ownerOf(declaration, { platform });
  return {
    ...readComparable(kind, attributes, platform, (reference) => keyOf(reference, owner)),
    name,
    described: describeDeclared(declaration, platform),
    isUnreadable: declaration.incomplete ?? false,
  };
}

/** @param gone what no declaration of today is about. */
function createRemoved(
  gone: readonly Declaration[],
  index: RemoteIndex,
): (entity: RemoteEntity) => boolean {
  const ids = new Set(gone.flatMap(({ kind, id }) => (id === undefined ? [] : [`${kind}/${id}`])));
  const byName = groupBy(
    gone.filter(({ id }) => id === undefined),
    ({ address }) => address,
  );
  return ({ kind, id, name, ownerId }) =>
    ids.has(`${kind}/${id}`) ||
    (byName.get(`${kind}/${name}`) ?? []).some((each) => isOfOwner(each, ownerId, index));
}

/** The keys that the planner has for the segments that the base referred to. */
function createKeys(
  declarations: readonly Declaration[],
  heirs: ReadonlyMap<Declaration, Match>,
  index: RemoteIndex,
) {
  const byAddress = groupBy(declarations, ({ address }) => address);
  return (reference: SegmentReference, ownerId: string | null, references: References): string => {
    if ('id' in reference) return references.keyOf(reference.id);
    const { name } = reference;
    const twins = byAddress.get(`segment/${name}`) ?? [];
    const declared = twins.find((each) => isOfOwner(each, ownerId, index)) ?? twins[0];
    const heir = declared && heirs.get(declared);
    if (heir) return targetKey(heir);
    const id = declared?.id ?? remoteNamed(name, ownerId, index)?.id;
    if (id !== undefined) return references.keyOf(id);
    const target = declared ? null : references.resolve(reference, ownerId);
    return target && 'key' in target ? target.key : `base ${name}`;
  };
}

function remoteNamed(
  name: string,
  ownerId: string | null,
  index: RemoteIndex,
): RemoteEntity | undefined {
  const named = index.named('segment', name);
  return named.find((each) => each.ownerId === ownerId) ?? named[0];
}
