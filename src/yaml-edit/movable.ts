/** Parts of an old value that may stand elsewhere in the new one, with their own text. */
import { canonicalJson, type JsonValue } from '../model/text/json.ts';
import type { ScalarRole } from '../yaml-source/scalar-role.ts';
import { type Change, Refusal, rangeOf } from './change.ts';
import type { Written, WrittenChild } from './written.ts';

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

/**
 * All that a change takes away from its place.
 * @param isShared whether an alias elsewhere means the node: then it can't go away.
 */
export function findMovables(
  { written, change }: { readonly written: Written; readonly change: Change },
  isShared: (written: Written) => boolean,
  moved: MovedParts,
): Movables {
  const byValue = new Map<string, Movable[]>();
  const add = (movable: Movable) => {
    const { value, role, node } = movable.written;
    if (isShared(movable.written)) {
      throw new Refusal('anchor', rangeOf(movable.written), nameOfAnchor(node));
    }
    const key = keyOf(value, role);
    const known = byValue.get(key);
    if (known === undefined) byValue.set(key, [movable]);
    else known.push(movable);
    for (const child of movable.written.children) {
      add({ written: child.written, child, inFlow: movable.written.flow });
    }
  };
  const values: JsonValue[] = [];
  const visit = (place: { readonly written: Written; readonly change: Change }, slot: Slot) => {
    if (place.change.kind === 'replace') {
      values.push(place.change.value);
      if (slot !== null) add({ written: place.written, ...slot, isOfPlace: true });
      else for (const child of place.written.children) add(movableOf(child, place.written.flow));
      return;
    }
    for (const { value } of place.change.added) values.push(value);
    place.written.children.forEach((child, at) => {
      if (place.change.kind === 'replace') return;
      const inFlow = place.written.flow;
      if (place.change.removed.has(at)) add({ written: child.written, child, inFlow });
      const inner = place.change.changed.get(at);
      if (inner) visit({ written: child.written, change: inner }, { child, inFlow });
    });
  };
  visit({ written, change }, null);
  return createMovables(byValue, values, moved);
}

type Slot = Omit<Movable, 'written'> | null;

function movableOf(child: WrittenChild, inFlow: boolean): Movable {
  return { written: child.written, child, inFlow };
}

function nameOfAnchor(node: Written['node']): string | null {
  return node !== null && 'anchor' in node ? (node.anchor ?? null) : null;
}

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
