/** Parts of an old value that may stand elsewhere in the new one, with their own text. */
import { canonicalJson, type JsonValue } from '../../model/text/json.ts';
import type { ScalarRole } from '../../yaml-source/scalar-role.ts';
import type { CollectionChange, ValueChange } from '../plan/change.ts';
import type { Written, WrittenChild } from '../text/written.ts';

export interface Movable {
  readonly written: Written;
  /** The pair or the item whose value it is. */
  readonly child: WrittenChild;
  /** Whether that is in brackets. */
  readonly inFlow: boolean;
  /** Whether its pair or item stays, and the comment behind it with that. */
  readonly isOfPlace?: boolean;
}

export interface Movables {
  /** A part that has this value and was not taken yet; for a collection, the one that was reserved for it. */
  readonly take: (value: JsonValue, role: ScalarRole) => Movable | null;
}

/** The parts that moved, of all entries. */
export type MovedParts = Set<Written>;

/** Whether it or a part of it moved. */
export function hasMoved(written: Written, moved: MovedParts): boolean {
  return moved.has(written) || written.children.some((child) => hasMoved(child.written, moved));
}

/** A change of the value of a pair or an item. */
export interface PlacedChange {
  readonly written: Written;
  readonly change: ValueChange;
  /** Null for the contents of the document. */
  readonly slot: Omit<Movable, 'written'> | null;
}

/** What a change takes away from its place, for what it writes anew. */
export function findMovables(placed: PlacedChange, moved: MovedParts): Movables {
  const byValue = new Map<string, Movable[]>();
  const values: JsonValue[] = [];
  const add = (movable: Movable) => {
    const { value, role, children, flow } = movable.written;
    const key = keyOf(value, role);
    const known = byValue.get(key);
    if (known === undefined) byValue.set(key, [movable]);
    else known.push(movable);
    for (const child of children) add({ written: child.written, child, inFlow: flow });
  };
  const visit = ({ written, change, slot }: PlacedChange) => {
    if (change.kind === 'replace') {
      values.push(change.value);
      if (slot !== null) add({ written, ...slot, isOfPlace: true });
      return;
    }
    for (const { value } of change.added) values.push(value);
    for (const child of removedOf(written, change)) {
      add({ written: child.written, child, inFlow: written.flow });
    }
    for (const inner of innerChanges(written, change)) visit(inner);
  };
  visit(placed);
  return createMovables(byValue, values, moved);
}

export function removedOf(
  { children }: Written,
  { removed }: CollectionChange,
): readonly WrittenChild[] {
  return children.filter((_, at) => removed.has(at));
}

/** The changes of the children. */
export function innerChanges(
  { children, flow }: Written,
  { changed }: CollectionChange,
): readonly PlacedChange[] {
  return [...changed].flatMap(([at, change]) => {
    const child = children[at];
    if (child === undefined) return [];
    return [{ written: child.written, change, slot: { child, inFlow: flow } }];
  });
}

/** Nothing moves. */
export const noMovables: Movables = { take: () => null };

function keyOf(value: JsonValue, role: ScalarRole): string {
  const isId = role === 'id' && typeof value === 'string';
  return `${isId ? 'id ' : ''}${canonicalJson(value)}`;
}

function createMovables(
  byValue: ReadonlyMap<string, readonly Movable[]>,
  values: readonly JsonValue[],
  taken: MovedParts,
): Movables {
  const isFree = (written: Written): boolean =>
    !taken.has(written) && written.children.every((child) => isFree(child.written));
  const mark = (written: Written) => {
    taken.add(written);
    for (const child of written.children) mark(child.written);
  };
  const find = (key: string): Movable | null => {
    const found = byValue.get(key)?.find((each) => isFree(each.written));
    if (found === undefined) return null;
    mark(found.written);
    return found;
  };
  const reserved = new Map<JsonValue, Movable>();
  // The largest first, so that it is not taken apart for the sake of a smaller one.
  for (const { value, key } of byValue.size === 0 ? [] : collectionsOf(values)) {
    const found = find(key);
    if (found !== null) reserved.set(value, found);
  }
  return {
    take: (value, role) => {
      // Numbers and the like have no style that is worth keeping.
      if (typeof value === 'string') return find(keyOf(value, role));
      const found = reserved.get(value) ?? null;
      reserved.delete(value);
      return found;
    },
  };
}

function collectionsOf(values: readonly JsonValue[]) {
  const found: { readonly value: JsonValue; readonly key: string }[] = [];
  const visit = (value: JsonValue) => {
    if (typeof value !== 'object' || value === null) return;
    found.push({ value, key: keyOf(value, 'plain') });
    for (const member of Object.values(value)) visit(member ?? null);
  };
  values.forEach(visit);
  return found.sort((a, b) => b.key.length - a.key.length);
}
