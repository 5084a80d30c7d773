import { isAddress, type Kind, kindOf } from '../model/entity.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import type { PlannedChange } from '../schema/generated/plan.ts';

/** What a plan makes of an entity. */
export interface Declared {
  readonly kind: Kind;
  /** In the manifest's words, segments by name. */
  readonly after: JsonObject;
  /** The ID behind each of those names; null for a segment that the plan creates. */
  readonly segmentIds: Readonly<Record<string, string | null>>;
}

/** The side of a change that lies ahead; null for a delete. */
export function declaredBy({ address, after, segmentIds }: PlannedChange): Declared | null {
  if (!isJsonObject(after) || !isAddress(address)) return null;
  return { kind: kindOf(address), after, segmentIds: segmentIds.after };
}
