import { type JsonObject, textOf } from '../json.ts';
import { formatInstant } from './format-instant.ts';
import { type PlatformName, platformTraits } from './platform-traits.ts';
import type { ResourceKind } from './resource.ts';
import type { Store } from './store.ts';

/** A change that did not come through the API. */
export interface RowEdit {
  readonly platform: PlatformName;
  readonly kind: ResourceKind;
  /** An unknown or absent one makes a new row. */
  readonly id?: string;
  /** The account, advertiser or data provider whose searches show it; needed for a new row that does not say. */
  readonly scope?: string;
  /** Laid over what is there, attribute by attribute; nothing is checked. */
  readonly attributes?: JsonObject;
  readonly removed?: boolean;
}

/** @returns the ID of the row. */
export function editRow(store: Store, edit: RowEdit, now: number): string {
  const { platform, kind } = edit;
  const id = edit.id ?? store.nextId(platform);
  const before = store.find(platform, kind, id);
  if (edit.removed === true) {
    if (before !== undefined) store.remove(before);
    return id;
  }
  const owner = edit.attributes?.[platformTraits[platform].scopeKey];
  const scope = edit.scope ?? before?.scope ?? textOf(owner) ?? '';
  const updatedAt = formatInstant(now, store.revision(), 'varied');
  const attributes = { ...before?.attributes, updatedAt, ...edit.attributes };
  store.put({ platform, kind, id, scope, attributes });
  return id;
}
