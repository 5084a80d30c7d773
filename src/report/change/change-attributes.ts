/** The two sides of a change, as JSON. */
import type { Address, Kind } from '../../model/entity.ts';
import { isAddress, kindOf, nameOf } from '../../model/entity.ts';
import { isJsonObject, type JsonObject } from '../../model/text/json.ts';
import type { SegmentTypeName } from '../../platforms/segment-types/segment-type.ts';
import { segmentTypeIn } from '../../platforms/segment-types/segment-types.ts';
import type { ChangeReason, PlannedChange } from '../../schema/generated/plan.ts';
import { attributeLabel } from './attribute-label.ts';

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

/** The type of a segment, such as `contactList`; null for an audience. */
export function typeOf(attributes: JsonObject | null): SegmentTypeName | null {
  return (attributes && segmentTypeIn(attributes)?.name) ?? null;
}

/** The type of a segment in words. */
export function typeLabel(attributes: JsonObject | null): string | null {
  return (attributes && segmentTypeIn(attributes)?.label) ?? null;
}

/** The attributes that some reasons are about, each once. */
export function reasonPaths(reasons: readonly ChangeReason[]): string {
  const paths = reasons.map(({ code, text }) =>
    code === 'renamed' ? 'name' : attributeLabel(text),
  );
  return [...new Set(paths)].join(', ');
}
