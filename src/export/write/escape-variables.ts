import { isJsonObject, type JsonValue } from '../../model/text/json.ts';

/** What a manifest would take for a variable, for one of another tool, or for the escape of one. */
const opening = /\$\{/gu;

/** Every text with what looks like a variable escaped, so that it is read as what it is. */
export function escapeVariables(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace(opening, '$$$${');
  if (Array.isArray(value)) return value.map(escapeVariables);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, escapeVariables(member ?? null)]),
  );
}
