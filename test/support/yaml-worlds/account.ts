/** Accounts as plain values, from which both manifests and remote rows are made. Nothing of the product is used. */
import type { RemoteRow, Snapshot } from '../../../src/model/remote/snapshot.ts';
import type { JsonObject, JsonValue } from '../../../src/model/text/json.ts';

export type Tree =
  | { readonly leaf: string }
  | { readonly and: readonly Tree[] }
  | { readonly or: readonly Tree[] }
  | { readonly not: Tree };

export type Side = 'retail-media' | 'marketing-solutions';

export interface Entity {
  /** Stays the same under every name. */
  readonly key: string;
  readonly kind: 'segment' | 'audience';
  readonly id: string;
  readonly name: string;
  /** The manifest names it by its ID, too. */
  readonly isBound: boolean;
  /** The retailer; empty in marketing solutions. */
  readonly owner: string;
  readonly description: string | null;
  readonly type: string | null;
  /** In the manifest's words, without a seed. */
  readonly block: JsonObject;
  /** The key of a lookalike's seed. */
  readonly seed: string | null;
  /** Leaves are keys. */
  readonly algebra: Tree | null;
}

export interface Account {
  readonly side: Side;
  readonly entities: readonly Entity[];
}

export const ownAccountId = '625702934721171442';
export const ownAdvertiserId = '78462';

export function keysIn(tree: Tree): readonly string[] {
  if ('leaf' in tree) return [tree.leaf];
  if ('not' in tree) return keysIn(tree.not);
  return ('and' in tree ? tree.and : tree.or).flatMap(keysIn);
}

export function mapTree<Leaf>(tree: Tree, leaf: (key: string) => Leaf): TreeOf<Leaf> {
  if ('leaf' in tree) return leaf(tree.leaf);
  if ('not' in tree) return { not: mapTree(tree.not, leaf) };
  if ('and' in tree) return { and: tree.and.map((each) => mapTree(each, leaf)) };
  return { or: tree.or.map((each) => mapTree(each, leaf)) };
}

type TreeOf<Leaf> =
  | Leaf
  | { readonly and: readonly TreeOf<Leaf>[] }
  | { readonly or: readonly TreeOf<Leaf>[] }
  | { readonly not: TreeOf<Leaf> };

export function entityOf(account: Account, key: string): Entity {
  const found = account.entities.find((entity) => entity.key === key);
  if (found === undefined) throw new Error(`no entity ${key}`);
  return found;
}

const apiTypes: Readonly<Record<string, string>> = {
  contactList: 'ContactList',
  events: 'Events',
  inMarket: 'InMarket',
  location: 'Location',
  prospecting: 'Prospecting',
  retargeting: 'Retargeting',
  lookalike: 'Lookalike',
};

/** All that is remote, as a search would give it. */
export function remoteOf(account: Account): Snapshot {
  const isRetail = account.side === 'retail-media';
  const rows = (kind: Entity['kind']) =>
    account.entities.flatMap((entity) => (entity.kind === kind ? [rowOf(entity, account)] : []));
  return {
    formatVersion: 1,
    platform: account.side,
    ...(isRetail ? { accountId: ownAccountId } : { advertiserId: ownAdvertiserId }),
    segments: rows('segment'),
    audiences: rows('audience'),
  };
}

function rowOf(entity: Entity, account: Account): RemoteRow {
  const { id, name, kind, description, type, block, seed, algebra } = entity;
  const idOf = (key: string) => ({ audienceSegmentId: entityOf(account, key).id });
  const owner =
    account.side === 'retail-media'
      ? { accountId: ownAccountId, retailerId: entity.owner }
      : { advertiserId: ownAdvertiserId };
  const value: JsonObject = {
    ...block,
    ...(type === 'contactList' ? { isReadOnly: false } : {}),
    ...(seed === null ? {} : { seedSegmentId: entityOf(account, seed).id }),
  };
  return {
    id,
    type: kind === 'segment' ? 'AudienceSegment' : 'Audience',
    attributes: {
      ...owner,
      name,
      description,
      ...(type === null ? {} : { type: apiTypes[type] ?? '', [type]: value }),
      ...(algebra === null ? {} : { algebra: mapTree<JsonValue>(algebra, idOf) }),
    },
  };
}
