/**
 * The segments that a change refers to: one key for each, whether a side has its name or its ID, and one
 * name to show.
 */
import {
  type Algebra,
  mapAlgebra,
  readAlgebra,
  type SegmentReference,
} from '../../../model/algebra.ts';
import { referencesIn, seedIn, segmentNamesIn } from '../../../model/references.ts';
import { lookUp } from '../../../model/text/look-up.ts';
import { isOtherOwner } from '../../../platforms/platform-named.ts';
import type { PlannedChange } from '../../../schema/generated/plan.ts';
import { printable } from '../../text/printable.ts';
import { afterOf, beforeOf } from '../change-attributes.ts';

export type Side = 'before' | 'after';

export interface SegmentsOfChange {
  /** Each once. */
  readonly keys: readonly string[];
  /** `#ID` where an ID is known, else `=NAME`. A replaced segment and its successor are one. */
  readonly keyOf: (side: Side, reference: SegmentReference) => string;
  /** The tree over keys; null where there is none, as for a segment. */
  readonly treeOf: (side: Side) => Algebra<string> | null;
  /** The seed of a lookalike, as a key; null where there is none. */
  readonly seedOf: (side: Side) => string | null;
  readonly nameOf: (key: string) => string | null;
  /** `ID 5` or `new` where the name alone does not lead to the segment. */
  readonly noteOf: (key: string) => string | null;
  /** The name as `write` shows it, with its note. */
  readonly labelOf: (key: string, write: (name: string) => string) => string;
}

export function segmentsOfChange(change: PlannedChange): SegmentsOfChange {
  const sides = { before: beforeOf(change) ?? {}, after: afterOf(change) ?? {} };
  const { segmentIds, segmentNames = {} } = change;
  const idOf = (side: Side, name: string) => lookUp(segmentIds[side], name) ?? null;
  const shared = isOtherOwner(sides.before, sides.after) ? [] : segmentNamesIn(sides.before);
  const isShared = new Set(shared);
  const predecessors = new Map(
    shared.flatMap((name) => {
      const [was, will] = [idOf('before', name), idOf('after', name)];
      return was === null || will === null ? [] : [[will, was] as const];
    }),
  );
  const keyOf = (side: Side, reference: SegmentReference) => {
    if ('id' in reference) return `#${predecessors.get(reference.id) ?? reference.id}`;
    const { name } = reference;
    // A name leads to another ID only where that segment is replaced.
    const id = idOf(isShared.has(name) ? 'before' : side, name);
    return id === null ? `=${name}` : `#${id}`;
  };
  const keys = new Set<string>();
  const spelled = new Map<string, string>();
  for (const side of ['before', 'after'] as const) {
    for (const { reference } of referencesIn(sides[side])) {
      const key = keyOf(side, reference);
      keys.add(key);
      // The manifest's own name counts where a segment has two.
      if ('name' in reference) spelled.set(key, reference.name);
    }
  }
  const nameOf = (key: string) => spelled.get(key) ?? lookUp(segmentNames, key.slice(1)) ?? null;
  const names = [...keys].map(nameOf);
  const noteOf = (key: string) => {
    const name = nameOf(key);
    const isAlone = names.indexOf(name) === names.lastIndexOf(name);
    if (name === null || (spelled.has(key) && isAlone)) return null;
    return key.startsWith('#') ? `ID ${printable(key.slice(1))}` : 'new';
  };
  return {
    keys: [...keys],
    keyOf,
    treeOf: (side) => {
      const tree = readAlgebra(sides[side]['algebra']);
      return tree && mapAlgebra(tree, (reference) => keyOf(side, reference));
    },
    seedOf: (side) => {
      const seed = seedIn(sides[side]);
      return seed && keyOf(side, seed.reference);
    },
    nameOf,
    noteOf,
    labelOf: (key, write) => {
      const [name, note] = [nameOf(key), noteOf(key)];
      if (name === null) return `segment ${printable(key.slice(1))}`;
      return note === null ? write(name) : `${write(name)} (${note})`;
    },
  };
}
