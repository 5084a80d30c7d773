/** Edits by where they are in the document, and what its value becomes by them. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import { setKey } from '../../yaml-source/map-keys.ts';
import type { EditPath } from '../text-edit.ts';

export interface PlacedEdit {
  /** From the root of its document. */
  readonly path: EditPath;
  readonly action:
    | { readonly kind: 'set'; readonly value: JsonValue }
    | { readonly kind: 'remove' }
    | AddAfter;
}

/** After an item of a list; with the path of a list, at its end. */
interface AddAfter {
  readonly kind: 'add-after';
  readonly value: JsonValue;
  readonly comments: readonly string[];
}

/** What the document should read as afterwards. Null where an edit leads nowhere. */
export function applyEdits(
  value: JsonValue | undefined,
  edits: readonly PlacedEdit[],
): { readonly value: JsonValue | undefined } | null {
  const own = edits.find(({ path, action }) => path.length === 0 && action.kind !== 'add-after');
  if (own !== undefined) {
    return { value: own.action.kind === 'set' ? own.action.value : undefined };
  }
  if (edits.length === 0) return { value };
  const appended = edits.flatMap(({ path, action }) =>
    path.length === 0 && action.kind === 'add-after' ? [action.value] : [],
  );
  const inner = edits.filter(({ path }) => path.length > 0);
  if (Array.isArray(value)) return applyToList([...value], inner, appended);
  if (appended.length > 0)
    return value === undefined || value === null ? { value: appended } : null;
  return applyToMap(value ?? {}, inner);
}

function applyToMap(value: JsonValue, edits: readonly PlacedEdit[]) {
  if (!isJsonObject(value)) return null;
  const object: { [key: string]: JsonValue } = {};
  for (const [key, member] of Object.entries(value)) setKey(object, key, member ?? null);
  for (const [key, inner] of byHead(edits)) {
    if (typeof key !== 'string') return null;
    const applied = applyEdits(Object.hasOwn(object, key) ? object[key] : undefined, inner);
    if (applied === null) return null;
    if (applied.value === undefined) delete object[key];
    else setKey(object, key, applied.value);
  }
  const result: JsonObject = object;
  return { value: result };
}

function applyToList(
  items: readonly JsonValue[],
  edits: readonly PlacedEdit[],
  appended: readonly JsonValue[],
) {
  const heads = byHead(edits);
  for (const head of heads.keys()) {
    if (typeof head !== 'number' || head >= items.length) return null;
  }
  const result: JsonValue[] = [];
  for (const [at, item] of items.entries()) {
    const own = heads.get(at) ?? [];
    const isBehind = ({ path, action }: PlacedEdit) =>
      path.length === 0 && action.kind === 'add-after';
    const applied = applyEdits(
      item,
      own.filter((edit) => !isBehind(edit)),
    );
    if (applied === null) return null;
    if (applied.value !== undefined) result.push(applied.value);
    for (const { action } of own.filter(isBehind)) {
      if (action.kind === 'add-after') result.push(action.value);
    }
  }
  return { value: [...result, ...appended] };
}

/** Edits by the first step of their paths, which is taken off. */
export function byHead(
  edits: readonly PlacedEdit[],
): ReadonlyMap<string | number, readonly PlacedEdit[]> {
  const heads = new Map<string | number, PlacedEdit[]>();
  for (const edit of edits) {
    const [head, ...path] = edit.path;
    if (head === undefined) continue;
    const known = heads.get(head);
    if (known === undefined) heads.set(head, [{ ...edit, path }]);
    else known.push({ ...edit, path });
  }
  return heads;
}
