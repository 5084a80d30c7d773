import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { groupPairs } from '../../model/group-by.ts';
import { decideAlgebra, maxDecidedSegments } from './decide-algebra.ts';
import {
  createDecisionDiagram,
  type Decision,
  type DecisionDiagram,
  restrict,
  supportOf,
} from './decision-diagram.ts';
import { allowedBy, type Fact, listFacts, type Relate } from './list-facts.ts';

/** An audience by any value that identifies it. */
export interface KeyedAlgebra<Key> {
  readonly key: Key;
  readonly algebra: Algebra<string>;
}

/**
 * Groups of two and more audiences that hold the same people, for any people in the segments that facts
 * allow; their members in the order given. Segments of the same people have one key. Audiences of more
 * than twenty different segments, and those that can only be empty or hold everyone, are in no group.
 */
export function findEqualAudiences<Key>(
  audiences: readonly KeyedAlgebra<Key>[],
  relate: Relate<string> = () => null,
): readonly (readonly Key[])[] {
  // Equal functions depend on the same segments, and most audiences share theirs with no other.
  const candidates = groupPairs(
    audiences.flatMap((audience) => {
      const segments = segmentsThatMatter(audience.algebra, relate) ?? [];
      return segments.length === 0
        ? []
        : [[JSON.stringify([...segments].sort()), audience] as const];
    }),
  );
  return [...candidates.values()].flatMap((some) =>
    some.length > 1 ? groupEqual(some, relate) : [],
  );
}

/** The segments that the people depend on; null when there are too many to decide. */
function segmentsThatMatter(
  algebra: Algebra<string>,
  relate: Relate<string>,
): readonly string[] | null {
  const leaves = algebraLeaves(algebra);
  const segments = [...new Set(leaves)];
  if (segments.length > maxDecidedSegments) return null;
  const facts = listFacts(segments, relate);
  // A tree that names every segment once depends on each of them, if nothing is known of them.
  if (segments.length === leaves.length && facts.length === 0) return segments;
  const decision = decideByFewest(algebra, levelsOf(segments), facts, createDecisionDiagram());
  return supportOf(decision).flatMap((level) => segments[level] ?? []);
}

/**
 * The function that is true of the same people, of those whom the facts allow, and asks for the fewest segments.
 * @param levels those of the segments in the diagram
 */
function decideByFewest(
  algebra: Algebra<string>,
  levels: ReadonlyMap<string, number>,
  facts: readonly Fact<string>[],
  diagram: DecisionDiagram,
): Decision {
  const { and, or } = diagram;
  const variable = (key: string) => diagram.variable(levels.get(key) ?? 0);
  const everyone = allowedBy(facts, variable, diagram);
  const people = and(decideAlgebra(algebra, diagram, variable), everyone);
  if (everyone === true) return people;
  // The facts are a part of it, or the audience would depend on how its tree is written.
  return supportOf(people).reduce((known, level) => {
    const at = (value: boolean) => restrict(known, level, value, diagram);
    const fewer = or(at(false), at(true));
    return and(fewer, everyone) === people ? fewer : known;
  }, people);
}

function groupEqual<Key>(
  audiences: readonly KeyedAlgebra<Key>[],
  relate: Relate<string>,
): readonly (readonly Key[])[] {
  const levels = levelsOf(audiences.flatMap(({ algebra }) => algebraLeaves(algebra)));
  const diagram = createDecisionDiagram();
  const groups = groupPairs(
    audiences.map(({ key, algebra }) => {
      const facts = listFacts([...new Set(algebraLeaves(algebra))], relate);
      return [decideByFewest(algebra, levels, facts, diagram), key] as const;
    }),
  );
  return [...groups.values()].filter((group) => group.length > 1);
}

function levelsOf(segments: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(segments)].map((segment, level) => [segment, level]));
}
