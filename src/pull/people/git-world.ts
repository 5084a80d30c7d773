/** What git declares, as if it were remote: entities with references by ID, as the planner compares them. */
import { mapAlgebra, writeAlgebra } from '../../model/algebra.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
  withValueAt,
} from '../../model/text/json.ts';
import type { DesiredEntity } from '../../plan/change/desired-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Match } from '../../plan/match/match-declarations.ts';
import { attributeRules } from '../../platforms/platform-named.ts';

export interface GitWorld {
  /** What is declared, and what is remote and declared nowhere. */
  readonly entities: readonly RemoteEntity[];
  /** By the key of an entity's match. */
  readonly entityOf: ReadonlyMap<string, RemoteEntity>;
}

/** The same for one entity in two comparisons with the same remote side. */
export function entityKey({ declaration, remote }: Match): string {
  return remote ? `${remote.kind} #${remote.id}` : declaration.address;
}

export function createGitWorld({ desired, matches, matched, index }: Comparison): GitWorld {
  const matchOf = new Map(matches.map((match) => [match.declaration, match]));
  const entityOf = new Map<string, RemoteEntity>();
  for (const entity of desired) {
    const match = matchOf.get(entity.declaration);
    if (match) entityOf.set(entityKey(match), toRemote(entity, match, index.platform));
  }
  const undeclared = index.entities.filter((entity) => !matched.has(entity));
  return { entities: [...entityOf.values(), ...undeclared], entityOf };
}

function toRemote(
  desired: DesiredEntity,
  { remote, declaration }: Match,
  platform: Comparison['index']['platform'],
): RemoteEntity {
  const { type, ownerId } = desired;
  const { kind, name } = declaration;
  const filled = keepServerChosen(desired, remote, platform);
  const attributes = { ...filled, ...referencesOf(desired, filled['lookalike']) };
  return {
    ...{ kind, name, ownerId, type, attributes },
    id: remote?.id ?? idOfKey(declaration.address),
    incomparable: remote?.incomparable ?? [],
    isPartlyRead: remote?.isPartlyRead ?? false,
    unmanageable: null,
    adSetIds: remote?.adSetIds ?? null,
    channels: remote?.channels ?? [],
    updatedAt: null,
  };
}

/** What has no ID yet has its address in its place; no sentence shows it. */
function idOfKey(key: string): string {
  return key.startsWith('#') ? key.slice(1) : key;
}

function referencesOf(
  { algebra, seedKey }: DesiredEntity,
  lookalike: JsonValue | undefined,
): JsonObject {
  if (algebra) {
    return { algebra: writeAlgebra(mapAlgebra(algebra, (key) => ({ id: idOfKey(key) }))) };
  }
  if (seedKey === null || !isJsonObject(lookalike)) return {};
  return { lookalike: { ...lookalike, seedSegmentId: idOfKey(seedKey) } };
}

/** The server's own choice is no difference. */
function keepServerChosen(
  { attributes, type }: DesiredEntity,
  remote: RemoteEntity | null,
  platform: Comparison['index']['platform'],
): JsonObject {
  if (remote === null) return attributes;
  return attributeRules(platform, remote.kind, type)
    .filter(({ path, serverChosen }) => serverChosen && valueAt(attributes, path) === undefined)
    .reduce((filled, { path }) => {
      const value = valueAt(remote.attributes, path);
      return value === undefined ? filled : withValueAt(filled, path, value);
    }, attributes);
}
