import type { Source } from '../../diagnostics/diagnostic.ts';
import type { Algebra } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { type Address, addressOf, type Kind } from '../../model/entity.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { valueAt } from '../../model/text/json.ts';
import type { Change } from '../change/change.ts';
import { remoteAlgebra } from '../change/compare-entities.ts';
import type { Comparison } from '../compare-with-remote.ts';
import { remoteKey } from '../match/resolve-references.ts';
import { isNewFor, isOnWayTo } from '../match/temporary-name.ts';

/** A segment or an audience, as it is today and as it will be once a plan is carried out. */
export interface PlannedEntity {
  readonly kind: Kind;
  /** One among those of its kind, the same at both moments. */
  readonly key: string;
  readonly address: Address;
  /** Null where no manifest of this project declares it, or declares that it is there no more. */
  readonly declaration: Declaration | null;
  /** Where only another project declares it; null for all others. */
  readonly elsewhere: Source | null;
  /** Null while it does not exist. */
  readonly before: Standing | null;
  readonly after: Standing | null;
}

/** What an entity is at a moment. */
interface Standing {
  /** The remote name first. A name that is left alone may be another one in the manifest, and counts too. */
  readonly names: readonly [string, ...string[]];
  readonly ownerId: string | null;
  /** Who is in it. */
  readonly people: Algebra<string>;
}

const hiddenMark = '?';

/** People of whom nothing is known, because the API does not return an audience's tree. */
function hiddenPeople(audienceKey: string): Algebra<string> {
  return { segment: `${hiddenMark}${audienceKey}` };
}

/** The key of the audience whose people a leaf stands for; null for a segment. */
export function hiddenAudience(leaf: string): string | null {
  return leaf.startsWith(hiddenMark) ? leaf.slice(hiddenMark.length) : null;
}

/** @param changes those that are carried out; all else stays as it is. */
export function listPlannedEntities(
  comparison: Comparison,
  changes: readonly Change[],
): readonly PlannedEntity[] {
  const { index, references, matches, elsewhere, desired } = comparison;
  const changeOf = new Map(
    changes.flatMap((change) => (change.action === 'create' ? [] : [[change.remote, change]])),
  );
  const nameOf = new Map(desired.map(({ declaration, name }) => [declaration, name]));
  const present = matches.filter(({ declaration }) => declaration.state === 'present');
  const declarationOf = new Map(
    present.flatMap(({ remote, declaration }) => (remote ? [[remote, declaration]] : [])),
  );
  // What replaces an entity is that entity.
  const successors = new Set(
    matches.flatMap(({ remote, successor }) => (remote && successor ? [successor] : [])),
  );
  /** The names of a manifest's entity that has this name remotely. */
  const namesOf = (name: string, declaration: Declaration | null): Standing['names'] => {
    const isLeftAlone = declaration !== null && nameOf.get(declaration) !== declaration.name;
    return isLeftAlone && declaration.name !== name ? [name, declaration.name] : [name];
  };

  const remain = (remote: RemoteEntity): PlannedEntity => {
    const { kind } = remote;
    const change = changeOf.get(remote);
    const declaration = declarationOf.get(remote) ?? null;
    const key = kind === 'segment' ? references.keyOf(remote.id) : remoteKey(remote.id);
    const today = todaysName(remote, declaration);
    const tree = remoteAlgebra(remote, references.keyOf) ?? hiddenPeople(key);
    const before: Standing = {
      names: namesOf(today, declaration),
      ownerId: remote.ownerId,
      people: kind === 'segment' ? { segment: key } : tree,
    };
    const after = change === undefined ? before : standingAfter(change, before);
    const [name] = (after ?? before).names;
    return {
      ...{ kind, key, declaration, before },
      address: change?.address ?? declaration?.address ?? addressOf(kind, name),
      elsewhere: declaration === null ? elsewhere.place(remote) : null,
      after: after && { ...after, names: namesOf(name, declaration) },
    };
  };

  const created = new Map(
    changes.flatMap((change) =>
      change.action === 'create' ? [[change.desired.declaration, change.desired]] : [],
    ),
  );
  const add = (declaration: Declaration): PlannedEntity => {
    const { kind, address, attributes } = declaration;
    const entity = created.get(declaration);
    const owner = valueAt(attributes, index.platform.ownerAttribute);
    const people: Algebra<string> =
      kind === 'segment' ? { segment: address } : (entity?.algebra ?? hiddenPeople(address));
    return {
      ...{ kind, key: address, address, declaration, elsewhere: null, before: null },
      after: entity
        ? { names: [entity.name], ownerId: typeof owner === 'string' ? owner : null, people }
        : null,
    };
  };
  return [
    ...index.entities.filter((remote) => !successors.has(remote)).map(remain),
    ...present.flatMap(({ remote, declaration }) => (remote ? [] : [add(declaration)])),
  ];
}

/** Only what is sent changes: a tree that is left alone stays as it is. */
function standingAfter(
  change: Exclude<Change, { readonly action: 'create' }>,
  before: Standing,
): Standing | null {
  if (change.action === 'delete') return null;
  const { name, algebra, ownerId } = change.desired;
  const isTreeSent = change.action === 'replace' || change.paths.includes('algebra');
  return {
    names: [name],
    ownerId: ownerId ?? before.ownerId,
    people: (isTreeSent ? algebra : null) ?? before.people,
  };
}

/** A run that was cut off gave a temporary name: what has one is on its way to its declared name already. */
function todaysName(remote: RemoteEntity, declaration: Declaration | null): string {
  if (declaration === null) return remote.name;
  const { address, name } = declaration;
  return isOnWayTo(address, remote) || isNewFor(address, remote.name) ? name : remote.name;
}
