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
}

export interface Movables {
  /** A part that has this value and was not taken yet. */
  readonly take: (value: JsonValue, role: ScalarRole) => Movable | null;
  readonly isMoved: (written: Written) => boolean;
}

/**
 * All that a change takes away from its place.
 * @param isShared whether an alias elsewhere means the node: then it can't go away.
 */
export function findMovables(
  { written, change }: { readonly written: Written; readonly change: Change },
  isShared: (written: Written) => boolean,
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
  const visit = (place: { readonly written: Written; readonly change: Change }, slot: Slot) => {
    if (place.change.kind === 'replace') {
      if (slot !== null) add({ written: place.written, ...slot });
      else for (const child of place.written.children) add(movableOf(child, place.written.flow));
      return;
    }
    place.written.children.forEach((child, at) => {
      if (place.change.kind === 'replace') return;
      const inFlow = place.written.flow;
      if (place.change.removed.has(at)) add({ written: child.written, child, inFlow });
      const inner = place.change.changed.get(at);
      if (inner) visit({ written: child.written, change: inner }, { child, inFlow });
    });
  };
  visit({ written, change }, null);
  return createMovables(byValue);
}

type Slot = Omit<Movable, 'written'> | null;

function movableOf(child: WrittenChild, inFlow: boolean): Movable {
  return { written: child.written, child, inFlow };
}

function nameOfAnchor(node: Written['node']): string | null {
  return node !== null && 'anchor' in node ? (node.anchor ?? null) : null;
}

function keyOf(value: JsonValue, role: ScalarRole): string {
  return `${role === 'id' ? 'id ' : ''}${canonicalJson(value)}`;
}

function createMovables(byValue: ReadonlyMap<string, readonly Movable[]>): Movables {
  const taken = new Set<Written>();
  const isFree = (written: Written): boolean =>
    !taken.has(written) && written.children.every((child) => isFree(child.written));
  const mark = (written: Written) => {
    taken.add(written);
    for (const child of written.children) mark(child.written);
  };
  return {
    isMoved: (written) => taken.has(written),
    take: (value, role) => {
      // Numbers and the like have no style that is worth keeping.
      if (value === null || (typeof value !== 'object' && typeof value !== 'string')) return null;
      const found = byValue.get(keyOf(value, role))?.find((each) => isFree(each.written));
      if (found === undefined) return null;
      mark(found.written);
      return found;
    },
  };
}
