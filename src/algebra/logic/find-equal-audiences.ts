import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { groupPairs } from '../../model/group-by.ts';
import { decideAlgebra, maxDecidedSegments } from './decide-algebra.ts';
import { createDecisionDiagram, supportOf } from './decision-diagram.ts';

/** An audience by any value that identifies it. */
export interface KeyedAlgebra<Key> {
  readonly key: Key;
  readonly algebra: Algebra<string>;
}

/**
 * Groups of two and more audiences that hold the same people, for any people in the segments; their
 * members in the order given. Audiences of more than twenty different segments, and those that can
 * only be empty or hold everyone, are in no group.
 */
export function findEqualAudiences<Key>(
  audiences: readonly KeyedAlgebra<Key>[],
): readonly (readonly Key[])[] {
  // Equal functions depend on the same segments, and most audiences share theirs with no other.
  const candidates = groupPairs(
    audiences.flatMap((audience) => {
      const segments = segmentsThatMatter(audience.algebra) ?? [];
      return segments.length === 0
        ? []
        : [[JSON.stringify([...segments].sort()), audience] as const];
    }),
  );
  return [...candidates.values()].flatMap((some) => (some.length > 1 ? groupEqual(some) : []));
}

/** The segments that the people depend on; null when there are too many to decide. */
function segmentsThatMatter(algebra: Algebra<string>): readonly string[] | null {
  const leaves = algebraLeaves(algebra);
  const segments = [...new Set(leaves)];
  if (segments.length > maxDecidedSegments) return null;
  // A tree that names every segment once depends on each of them.
  if (segments.length === leaves.length) return segments;
  const diagram = createDecisionDiagram();
  const decision = decideAlgebra(algebra, diagram, (key) =>
    diagram.variable(segments.indexOf(key)),
  );
  return supportOf(decision).flatMap((level) => segments[level] ?? []);
}

function groupEqual<Key>(audiences: readonly KeyedAlgebra<Key>[]): readonly (readonly Key[])[] {
  const diagram = createDecisionDiagram();
  const levels = new Map<string, number>();
  const variable = (key: string) => {
    const level = levels.get(key) ?? levels.size;
    levels.set(key, level);
    return diagram.variable(level);
  };
  const groups = groupPairs(
    audiences.map(({ key, algebra }) => [decideAlgebra(algebra, diagram, variable), key] as const),
  );
  return [...groups.values()].filter((group) => group.length > 1);
}
