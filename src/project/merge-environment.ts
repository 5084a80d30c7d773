import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';

/** A project file as one environment sees it: maps key by key, lists replaced, `protect` added to. */
export function mergeEnvironment(value: JsonObject, environment: string | null): JsonObject {
  const { environments, ...project } = value;
  const overlay =
    isJsonObject(environments) && environment !== null ? environments[environment] : undefined;
  if (!isJsonObject(overlay)) return project;
  const merged = mergeMaps(project, overlay);
  const [own, added] = [project['protect'], overlay['protect']];
  if (!Array.isArray(own) || !Array.isArray(added)) return merged;
  return { ...merged, protect: [...own, ...added] };
}

function mergeMaps(below: JsonObject, above: JsonObject): JsonObject {
  const merged: { [key: string]: JsonValue | undefined } = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isJsonObject(under) && isJsonObject(value) ? mergeMaps(under, value) : value;
  }
  return merged;
}
