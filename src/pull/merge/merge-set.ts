import type { JsonValue } from '../../model/text/json.ts';

/** The items of a set that stay, in the manifest's order and spelling, then those that are new. */
export function mergeSet(written: JsonValue | undefined, remote: readonly JsonValue[]): JsonValue {
  const old = Array.isArray(written) ? written : [];
  const wanted = new Set(remote.map(String));
  const staying = old.filter((item) => wanted.has(String(item)));
  const known = new Set(staying.map(String));
  return [...staying, ...remote.filter((item) => !known.has(String(item)))];
}
