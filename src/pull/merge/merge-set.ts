import type { JsonValue } from '../../model/text/json.ts';
import { fillPlaces } from './fill-places.ts';

/** The items of a set that stay, in the manifest's order and spelling, and those that are new. */
export function mergeSet(written: JsonValue | undefined, remote: readonly JsonValue[]): JsonValue {
  const wanted = new Set(remote.map(String));
  const old = (Array.isArray(written) ? written : []).map((item: JsonValue) =>
    wanted.has(String(item)) ? item : null,
  );
  const known = new Set(old.map(String));
  return fillPlaces(
    old,
    remote.filter((item) => !known.has(String(item))),
  );
}
