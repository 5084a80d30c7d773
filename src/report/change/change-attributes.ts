/** The two sides of a change, as JSON. */
import type { Address, Kind } from '../../model/entity.ts';
import { isAddress, kindOf, nameOf } from '../../model/entity.ts';
import { isJsonObject, type JsonObject } from '../../model/text/json.ts';
import type { ChangeReason, PlannedChange } from '../../schema/generated/plan.ts';

export function beforeOf({ before }: PlannedChange): JsonObject | null {
  return isJsonObject(before) ? before : null;
}

export function afterOf({ after }: PlannedChange): JsonObject | null {
  return isJsonObject(after) ? after : null;
}

/** Kind and name behind an address; a broken one is a segment of that name. */
export function readAddress(address: string): { readonly kind: Kind; readonly name: string } {
  if (!isAddress(address)) return { kind: 'segment', name: address };
  const known: Address = address;
  return { kind: kindOf(known), name: nameOf(known) };
}

const blocks = [
  'contactList',
  'events',
  'inMarket',
  'location',
  'prospecting',
  'lookalike',
  'retargeting',
  'behavioral',
] as const;

const blockLabels: Readonly<Record<(typeof blocks)[number], string>> = {
  contactList: 'contact list',
  events: 'events',
  inMarket: 'in-market',
  location: 'location',
  prospecting: 'prospecting',
  lookalike: 'lookalike',
  retargeting: 'retargeting',
  behavioral: 'behavioral',
};

/** The type block of a segment, such as `contactList`; null for an audience. */
export function blockOf(attributes: JsonObject | null): (typeof blocks)[number] | null {
  return blocks.find((block) => attributes !== null && attributes[block] !== undefined) ?? null;
}

/** The type of a segment in words. */
export function typeLabel(attributes: JsonObject | null): string | null {
  const block = blockOf(attributes);
  return block && blockLabels[block];
}

/** `radiusInKm` of `location.radiusInKm`. */
export function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The attributes that some reasons are about, each once. */
export function reasonPaths(reasons: readonly ChangeReason[]): string {
  const paths = reasons.map(({ code, text }) => (code === 'renamed' ? 'name' : lastKey(text)));
  return [...new Set(paths)].join(', ');
}
