/**
 * The state of a sandbox as the product's snapshot format: one account, advertiser or data provider
 * in the open,
 so that a plan can be made from the file, and everything else under `sandbox`.
 */
import { compareIds } from '../entities/compare-ids.ts';
import {
  isPlatformName,
  type PlatformName,
  platformNames,
  platformTraits,
} from '../entities/platform-traits.ts';
import { type Resource, type ResourceKind, segmentBlock } from '../entities/resource.ts';
import type { Store } from '../entities/store.ts';
import { isList, isObject, type JsonObject, type JsonValue, objectOf, textOf } from '../json.ts';
import { checkIds, isId } from './check-ids.ts';

/** One account, advertiser or data provider of one platform. */
export interface Scope {
  readonly platform: PlatformName;
  readonly id: string;
}

const kinds = [
  ['segments', 'segment'],
  ['audiences', 'audience'],
] as const;

/**
 * Fills the store from a saved document.
 * @returns the scope that the document is about, or null for an empty one
 * @throws Error when the document is no snapshot
 */
export function loadDocument(document: JsonValue, store: Store): Scope | null {
  if (!isObject(document)) throw new Error('the data file holds no JSON object');
  if (document['formatVersion'] !== 1) throw new Error('the data file has no formatVersion 1');
  const main = loadScope(document, store);
  const own = objectOf(document['sandbox']);
  const others = own['others'];
  for (const other of isList(others) ? others : []) loadScope(objectOf(other), store);
  const counters = objectOf(own['nextIds']);
  for (const platform of platformNames) {
    const next = textOf(counters[platform]);
    if (next !== null && /^\d+$/.test(next)) store.continueIdsAt(platform, next);
  }
  return main;
}

function loadScope(document: JsonObject, store: Store): Scope | null {
  const { platform } = document;
  if (!isPlatformName(platform)) throw new Error('the data file names no known platform');
  const { scopeKey } = platformTraits[platform];
  const owner = document[scopeKey];
  if (owner !== undefined && !isId(owner)) {
    throw new Error(`the data file has a value of ${scopeKey} that is not made of digits`);
  }
  const id = textOf(owner) ?? '';
  for (const [member, kind] of kinds) {
    const rows = document[member];
    for (const row of isList(rows) ? rows : []) {
      checkIds(row);
      const resource = readRow(objectOf(row), platform, kind, id);
      if (resource !== null) store.put(resource);
    }
  }
  return { platform, id };
}

function readRow(
  row: JsonObject,
  platform: PlatformName,
  kind: ResourceKind,
  documentScope: string,
): Resource | null {
  const id = textOf(row['id']);
  if (id === null) return null;
  const attributes = objectOf(row['attributes']);
  const isShared = kind === 'segment' && segmentBlock(attributes) === 'behavioral';
  const { scopeKey, showsForeignRows } = platformTraits[platform];
  const owner = textOf(attributes[scopeKey]);
  const scope = showsForeignRows ? documentScope || (owner ?? '') : (owner ?? documentScope);
  return { platform, kind, id, scope: isShared ? '' : scope, attributes };
}

/** The document of everything that is stored; `main` is the scope in the open. */
export function writeDocument(
  store: Store,
  main: Scope,
  memberCounts: Readonly<Record<string, number>>,
): JsonObject {
  const others = otherScopes(store, main);
  const counters = Object.entries(store.idCounters());
  return {
    ...writeScope(store, main, ['']),
    sandbox: {
      nextIds: Object.fromEntries(counters.map(([platform, next]) => [platform, next])),
      members: memberCounts,
      others: others.map((scope) => writeScope(store, scope, [])),
    },
  };
}

/** Shared rows alone are no reason to keep a platform that is not used. */
function otherScopes(store: Store, main: Scope): readonly Scope[] {
  const scopes = scopesOf(store);
  return scopes.filter(({ platform, id }) => {
    if (platform === main.platform) return id !== main.id && id !== '';
    return scopes.some((scope) => scope.platform === platform && scope.id !== '');
  });
}

function writeScope(store: Store, scope: Scope, alsoScopes: readonly string[]): JsonObject {
  const lists = kinds.map(([member, kind]) => [
    member,
    store
      .rows(scope.platform, kind)
      .filter((row) => row.scope === scope.id || alsoScopes.includes(row.scope))
      .map((row) => ({ id: row.id, type: typeOf(row), attributes: row.attributes })),
  ]);
  return {
    formatVersion: 1,
    platform: scope.platform,
    ...(scope.id === '' ? {} : { [platformTraits[scope.platform].scopeKey]: scope.id }),
    ...Object.fromEntries(lists),
  };
}

function typeOf({ platform, kind }: Resource): string {
  const name = kind === 'segment' ? 'AudienceSegment' : 'Audience';
  return `${platformTraits[platform].typePrefix}${name}`;
}

/** Every account, advertiser and data provider that owns a row, in a fixed order. */
export function scopesOf(store: Store): readonly Scope[] {
  return platformNames.flatMap((platform) => {
    const ids = kinds.flatMap(([, kind]) => store.rows(platform, kind).map(({ scope }) => scope));
    return [...new Set(ids)].sort(compareIds).map((id) => ({ platform, id }));
  });
}

/** What to show in the open when no document names one. */
export function firstScope(store: Store): Scope | null {
  return scopesOf(store).find(({ id }) => id !== '') ?? null;
}
