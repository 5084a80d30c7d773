/** The keys of an entity that only the tool reads: which remote entity is meant, and what may be done to it. */
import type { Declaration } from '../model/declaration.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';

export type Binding = Pick<
  Declaration,
  'id' | 'renamedFrom' | 'allowReplace' | 'ignoreChanges' | 'meta'
>;

/** Keys of an entity that are no attributes. */
export const ownKeys: ReadonlySet<string> = new Set([
  'name',
  'state',
  'id',
  'renamedFrom',
  'lifecycle',
  'meta',
]);

/** What is of the wrong shape is left out; it is reported elsewhere. */
export function readBinding(entity: JsonObject): Binding {
  const { id, renamedFrom } = entity;
  const lifecycle = isJsonObject(entity['lifecycle']) ? entity['lifecycle'] : {};
  const names = texts(typeof renamedFrom === 'string' ? [renamedFrom] : renamedFrom);
  const ignored = texts(lifecycle['ignoreChanges']).map(attributeOf);
  const meta = isJsonObject(entity['meta']) ? textsByKey(entity['meta']) : {};
  return {
    ...(typeof id === 'string' ? { id } : {}),
    ...(names.length > 0 ? { renamedFrom: names } : {}),
    ...(lifecycle['replace'] === 'allow' ? { allowReplace: true } : {}),
    ...(ignored.length > 0 ? { ignoreChanges: ignored } : {}),
    ...(Object.keys(meta).length > 0 ? { meta } : {}),
  };
}

/** A seed may be written by name, and is compared by ID. */
function attributeOf(path: string): string {
  return path === 'lookalike.seedSegment' ? 'lookalike.seedSegmentId' : path;
}

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function textsByKey(object: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    ),
  );
}
