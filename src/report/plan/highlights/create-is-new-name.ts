/** Differences that are only the new name of a segment: the entity that uses it was not edited. */
import { canonicalJson, isJsonObject, type JsonValue, valueAt } from '../../../model/text/json.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { afterOf, beforeOf, readAddress } from '../../change/change-attributes.ts';

/** @returns whether an attribute of a change says the same once segments that look renamed have one name. */
export function createIsNewName({
  diagnostics,
}: Pick<PlanDocument, 'diagnostics'>): (change: PlannedChange, path: string) => boolean {
  const oldNames = new Map(
    diagnostics.flatMap(({ code, address, message }) => {
      const [, id] = /\(ID (\d+)\)/u.exec(message) ?? [];
      return code === 'looks-like-rename' && address !== undefined && id !== undefined
        ? [[id, readAddress(address).name] as const]
        : [];
    }),
  );
  return (change, path) => {
    if (oldNames.size === 0) return false;
    const ids = Object.entries(change.segmentIds?.before ?? {});
    const renamed = new Map(
      ids.flatMap(([name, id]) => {
        const old = id === null ? undefined : oldNames.get(id);
        return old === undefined ? [] : [[name, old] as const];
      }),
    );
    if (renamed.size === 0) return false;
    const [was, will] = [beforeOf(change), afterOf(change)];
    if (was === null || will === null) return false;
    // A seed is shown by its name.
    const shown = path === 'lookalike.seedSegmentId' ? 'lookalike.seedSegment' : path;
    const before = valueAt(was, shown);
    const after = valueAt(will, shown);
    if (before === undefined || after === undefined) return false;
    return canonicalJson(rename(before, renamed)) === canonicalJson(after);
  };
}

function rename(value: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => rename(each, names));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, rename(each ?? null, names)]),
  );
}
