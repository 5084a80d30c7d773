/**
 * Pairs each declaration with the remote entity it is about: by its ID, or else by a temporary name, by its exact name
 * within its kind, or by an earlier name, in this order.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { addressOf, type Kind } from '../../model/entity.ts';
import { groupPairs } from '../../model/group-by.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { describeDeclared } from './describe-declared.ts';
import type { RemoteIndex } from './index-snapshot.ts';
import {
  explainIdMissing,
  explainNameTaken,
  explainNearMiss,
  explainNothingRemote,
  explainRemoteTwins,
  explainSpentRename,
} from './match-findings.ts';
import { isOnWayTo, newName } from './temporary-name.ts';

export interface Match {
  readonly declaration: Declaration;
  readonly remote: RemoteEntity | null;
  /** A replacement that a cut-off run created, still under its temporary name. */
  readonly successor: RemoteEntity | null;
}

/** The remote entities that some manifest is about. */
export function remotesOf(matches: readonly Match[]): ReadonlySet<RemoteEntity> {
  return new Set(
    matches.flatMap(({ remote, successor }) => [remote, successor]).filter((each) => each !== null),
  );
}

interface Pairing {
  readonly matches: readonly Match[];
  readonly diagnostics: readonly Diagnostic[];
}

type FoundRemote =
  | { readonly remote: RemoteEntity | null; readonly warning?: Diagnostic }
  | { readonly error: Diagnostic };

export function matchDeclarations(
  declarations: readonly Declaration[],
  index: RemoteIndex,
  { hasEnvironments = false }: { readonly hasEnvironments?: boolean } = {},
): Pairing {
  const claims = createClaims(declarations, index);
  const matches: Match[] = [];
  const diagnostics: Diagnostic[] = [];
  const addresses = new Set(declarations.map(({ address }) => address));
  const isDeclared = (kind: Kind, name: string) => addresses.has(addressOf(kind, name));
  for (const declaration of declarations) {
    const found = findRemote(declaration, { claims, index, hasEnvironments, isDeclared });
    if ('error' in found) diagnostics.push(found.error);
    else if (found.warning) diagnostics.push(found.warning);
    const remote = 'error' in found ? null : found.remote;
    const successor = findSuccessor(declaration, index);
    // Once the old one is gone, its successor is the entity itself and only lacks the name.
    matches.push(
      remote
        ? { declaration, remote, successor }
        : { declaration, remote: successor, successor: null },
    );
  }
  return { matches, diagnostics };
}

/** The temporary name proves what it was created for: this address, and this very content. */
function findSuccessor(declaration: Declaration, index: RemoteIndex): RemoteEntity | null {
  if (index.temporary.length === 0 || declaration.state !== 'present') return null;
  const { address, kind } = declaration;
  const name = newName(address, describeDeclared(declaration, index.platform));
  return index.named(kind, name).find(({ unmanageable }) => unmanageable === null) ?? null;
}

interface Pairings {
  readonly claims: Claims;
  readonly index: RemoteIndex;
  readonly hasEnvironments: boolean;
  /** Whether a manifest declares the address, in any state. */
  readonly isDeclared: (kind: Kind, name: string) => boolean;
}

function findRemote(
  declaration: Declaration,
  { claims, index, hasEnvironments, isDeclared }: Pairings,
): FoundRemote {
  const { kind, name, id } = declaration;
  if (id !== undefined) return findBound(declaration, id, index);
  // What another declaration binds may have made way for this one, and is not it.
  const onWay = index
    .temporaryFor(declaration.address)
    .find(
      (entity) =>
        entity.kind === kind &&
        isOnWayTo(declaration.address, entity) &&
        !claims.isBound(kind, entity.id),
    );
  if (onWay) return { remote: onWay };
  const available = claims.available(kind, name);
  const [only, second] = available;
  if (second) return { error: explainRemoteTwins(declaration, available) };
  if (only) {
    const isSpent = (declaration.renamedFrom ?? []).length > 0;
    const spent = isSpent ? { warning: explainSpentRename(declaration, hasEnvironments) } : {};
    return { remote: only, ...spent };
  }
  const source = claims.renameSource(declaration);
  if (source) return { remote: source };
  return findObstacle(declaration, index, isDeclared);
}

function findBound(declaration: Declaration, id: string, index: RemoteIndex): FoundRemote {
  const bound = index.byId(declaration.kind, id);
  if (bound && bound.unmanageable === null) return { remote: bound };
  if (bound && declaration.state === 'released') return { remote: null };
  // An entity to delete or release that is not there needs nothing.
  if (!bound && declaration.state !== 'present')
    return { remote: null, warning: explainNothingRemote(declaration, []) };
  return { error: explainIdMissing(declaration, id, bound) };
}

/** Nothing of ours has the name; but may it be created? */
function findObstacle(
  declaration: Declaration,
  index: RemoteIndex,
  isDeclared: Pairings['isDeclared'],
): FoundRemote {
  const { kind, name } = declaration;
  const holder = index
    .named(kind, name)
    .find(({ unmanageable }) => unmanageable !== null && unmanageable !== 'foreign');
  // An entity that is not ours to manage may always be released.
  if (holder && declaration.state === 'released') return { remote: null };
  if (holder) return { error: explainNameTaken(declaration, holder) };
  const alike = index
    .alike(kind, name)
    .find((entity) => entity.unmanageable === null && entity.name !== name);
  if (alike) return { error: explainNearMiss(declaration, alike) };
  if (declaration.state === 'present') return { remote: null };
  const free = index.names(kind).filter((each) => !isDeclared(kind, each));
  return { remote: null, warning: explainNothingRemote(declaration, free) };
}

interface Claims {
  /** Manageable entities of a name that no other declaration takes away. */
  readonly available: (kind: Kind, name: string) => readonly RemoteEntity[];
  /** Whether a declaration carries this ID. */
  readonly isBound: (kind: Kind, id: string) => boolean;
  /** The entity that a declaration renames, while its own name is not there yet. */
  readonly renameSource: (declaration: Declaration) => RemoteEntity | null;
}

/**
 * `renamedFrom` counts only while nothing has the declared name, and what another `renamedFrom` or an
 * `id` takes away does not have it; so chains are followed from their free end.
 */
function createClaims(declarations: readonly Declaration[], index: RemoteIndex): Claims {
  const boundIds = new Set(
    declarations.flatMap(({ kind, id }) => (id === undefined ? [] : [`${kind}/${id}`])),
  );
  const renamersOf = groupPairs(
    declarations.flatMap((declaration) =>
      (declaration.renamedFrom ?? []).map((name) => [`${declaration.kind}/${name}`, declaration]),
    ),
  );
  const sources = new Map<Declaration, RemoteEntity | null>();

  const unbound = (kind: Kind, name: string) =>
    index
      .named(kind, name)
      .filter(({ id, unmanageable }) => unmanageable === null && !boundIds.has(`${kind}/${id}`));
  const available = (kind: Kind, name: string): readonly RemoteEntity[] => {
    const renamers = renamersOf.get(`${kind}/${name}`) ?? [];
    const taken = renamers.map(renameSource);
    return unbound(kind, name).filter((entity) => !taken.includes(entity));
  };
  const renameSource = (declaration: Declaration): RemoteEntity | null => {
    const known = sources.get(declaration);
    if (known !== undefined) return known;
    // Guards against a circle, which validation reports as `rename-cycle`.
    sources.set(declaration, null);
    const isSpent = available(declaration.kind, declaration.name).length > 0;
    const candidates = (declaration.renamedFrom ?? []).flatMap((name) =>
      unbound(declaration.kind, name),
    );
    const source = isSpent ? null : (candidates[0] ?? null);
    sources.set(declaration, source);
    return source;
  };
  const isBound = (kind: Kind, id: string) => boundIds.has(`${kind}/${id}`);
  return { available, isBound, renameSource };
}
