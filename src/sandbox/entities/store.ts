import { isList, isObject, type JsonValue, objectOf, textOf } from '../json.ts';
import { compareIds } from './compare-ids.ts';
import { type PlatformName, platformTraits } from './platform-traits.ts';
import { nameOf, type Resource, type ResourceKind } from './resource.ts';

/** Rows as one moment saw them, in ascending order of ID. */
export type View = (platform: PlatformName, kind: ResourceKind) => readonly Resource[];

/** All rows of the sandbox, in memory. */
export interface Store {
  /** Grows with each change. */
  revision(): number;
  rows: View;
  /** The rows as they are now; later changes do not show in them. */
  capture(): View;
  find(platform: PlatformName, kind: ResourceKind, id: string): Resource | undefined;
  /** Rows of exactly this name in one scope. */
  named(
    platform: PlatformName,
    kind: ResourceKind,
    scope: string,
    name: string,
  ): readonly Resource[];
  /** Audiences whose algebra, and lookalikes whose seed, is this segment. */
  usersOf(platform: PlatformName, segmentId: string): readonly Resource[];
  put(resource: Resource): void;
  remove(resource: Resource): void;
  nextId(platform: PlatformName): string;
  /** Where the IDs of each platform go on, for a data file. */
  idCounters(): Readonly<Record<string, string>>;
  continueIdsAt(platform: PlatformName, id: string): void;
}

export function createStore(): Store {
  const byKey = new Map<string, Map<string, Resource>>();
  const sorted = new Map<string, readonly Resource[]>();
  const index = new Map<string, Set<Resource>>();
  const counters = new Map<PlatformName, bigint>();
  let revision = 0;

  function table(platform: PlatformName, kind: ResourceKind): Map<string, Resource> {
    const key = `${platform}/${kind}`;
    const found = byKey.get(key) ?? new Map<string, Resource>();
    byKey.set(key, found);
    return found;
  }

  function rowsAt(key: string): readonly Resource[] {
    const known = sorted.get(key);
    if (known !== undefined) return known;
    const list = [...(byKey.get(key)?.values() ?? [])].sort((a, b) => compareIds(a.id, b.id));
    sorted.set(key, list);
    return list;
  }

  function remove(resource: Resource): void {
    const known = table(resource.platform, resource.kind).get(resource.id);
    if (known === undefined) return;
    table(resource.platform, resource.kind).delete(resource.id);
    for (const key of indexKeys(known)) {
      index.get(key)?.delete(known);
      if (index.get(key)?.size === 0) index.delete(key);
    }
    sorted.delete(`${resource.platform}/${resource.kind}`);
    revision += 1;
  }

  function put(resource: Resource): void {
    remove(resource);
    table(resource.platform, resource.kind).set(resource.id, resource);
    for (const key of indexKeys(resource)) {
      index.set(key, (index.get(key) ?? new Set()).add(resource));
    }
    sorted.delete(`${resource.platform}/${resource.kind}`);
    revision += 1;
  }

  function nextId(platform: PlatformName): string {
    const { firstId, idStep } = platformTraits[platform];
    let next = counters.get(platform) ?? firstId;
    const isTaken = (): boolean =>
      table(platform, 'segment').has(String(next)) || table(platform, 'audience').has(String(next));
    while (isTaken()) next += idStep;
    counters.set(platform, next + idStep);
    return String(next);
  }

  return {
    revision: () => revision,
    rows: (platform, kind) => rowsAt(`${platform}/${kind}`),
    capture: () => {
      const kept = new Map([...byKey.keys()].map((key) => [key, rowsAt(key)] as const));
      return (platform, kind) => kept.get(`${platform}/${kind}`) ?? [];
    },
    find: (platform, kind, id) => table(platform, kind).get(id),
    named: (platform, kind, scope, name) => [
      ...(index.get(nameKey(platform, kind, scope, name)) ?? []),
    ],
    usersOf: (platform, segmentId) => [...(index.get(`uses/${platform}/${segmentId}`) ?? [])],
    put,
    remove,
    nextId,
    idCounters: () =>
      Object.fromEntries([...counters].map(([platform, next]) => [platform, String(next)])),
    continueIdsAt: (platform, id) => {
      counters.set(platform, BigInt(id));
    },
  };
}

function nameKey(platform: string, kind: string, scope: string, name: string): string {
  return `name/${platform}/${kind}/${scope}/${name}`;
}

function indexKeys(resource: Resource): readonly string[] {
  const { platform, kind, scope } = resource;
  return [
    nameKey(platform, kind, scope, nameOf(resource)),
    ...[...new Set(referencesOf(resource))].map((id) => `uses/${platform}/${id}`),
  ];
}

/** IDs of the segments that a row refers to; also in trees that the API would no longer accept. */
export function referencesOf(resource: Resource): readonly string[] {
  if (resource.kind === 'audience') return leavesOf(resource.attributes['algebra']);
  const seed = textOf(objectOf(resource.attributes['lookalike'])['seedSegmentId']);
  return seed === null ? [] : [seed];
}

function leavesOf(node: JsonValue | undefined): readonly string[] {
  if (isList(node)) return node.flatMap(leavesOf);
  if (!isObject(node)) return [];
  const id = textOf(node['audienceSegmentId']);
  const inner = [node['and'], node['or'], node['not']].flatMap(leavesOf);
  return id === null ? inner : [id, ...inner];
}
