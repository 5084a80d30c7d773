/** What the store holds: one segment or audience of one platform. */
import { isObject, type JsonObject, textOf } from '../json.ts';
import type { PlatformName } from './platform-traits.ts';

export type ResourceKind = 'segment' | 'audience';

export interface Resource {
  readonly platform: PlatformName;
  readonly kind: ResourceKind;
  readonly id: string;
  /**
   * The account, advertiser or data provider whose searches show it; empty when all do (behavioral segments).
   * The owner that the attributes name may be another: such a row is foreign.
   */
  readonly scope: string;
  /** As the API answers them, in the plain spelling. Rows of a data file stay as they were. */
  readonly attributes: JsonObject;
}

/** The type blocks of a segment, by the name that the API gives the type. */
const blockOfType: Readonly<Record<string, string>> = {
  ContactList: 'contactList',
  Events: 'events',
  InMarket: 'inMarket',
  Location: 'location',
  Prospecting: 'prospecting',
  Lookalike: 'lookalike',
  Retargeting: 'retargeting',
  Behavioral: 'behavioral',
};

/** The block that holds a segment's own settings, or null when the row has none. */
export function segmentBlock(attributes: JsonObject): string | null {
  const named = blockOfType[textOf(attributes['type']) ?? ''];
  if (named !== undefined) return named;
  return Object.values(blockOfType).find((block) => isObject(attributes[block])) ?? null;
}

/** The API's name of the type that a block makes. */
export function segmentTypeOfBlock(block: string): string {
  const entry = Object.entries(blockOfType).find(([, name]) => name === block);
  return entry?.[0] ?? 'Unknown';
}

export function nameOf(resource: Resource): string {
  return textOf(resource.attributes['name']) ?? '';
}

/** A contact list made in the vendor's UI; one documented sample holds the string "true". */
export function isReadOnlyList(attributes: JsonObject): boolean {
  const list = attributes['contactList'];
  return isObject(list) && String(list['isReadOnly'] ?? false) === 'true';
}
