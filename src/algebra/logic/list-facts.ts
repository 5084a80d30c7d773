import type { Relationship } from '../segments/relate-segments.ts';
import type { Decision, DecisionDiagram } from './decision-diagram.ts';

/** What is certain of the people of two segments, so that no person stands otherwise with them. */
export interface Fact<Key> {
  readonly segment: Key;
  readonly relation: 'within' | 'equal' | 'excludes';
  readonly of: Key;
  /** In words that follow it. */
  readonly reason: string;
}

export type Relate<Key> = (a: Key, b: Key) => Relationship | null;

/** The same, with each pair compared once: many audiences use the same segments, and points of locations take long. */
export function compareOnce<Key>(relate: Relate<Key>, textOf: (key: Key) => string): Relate<Key> {
  const known = new Map<string, Relationship | null>();
  return (a, b) => {
    const pair = JSON.stringify([textOf(a), textOf(b)]);
    const found = known.get(pair);
    if (found !== undefined) return found;
    const relationship = relate(a, b);
    known.set(pair, relationship);
    return relationship;
  };
}

/** Of each two of these segments, what is certain. */
export function listFacts<Key>(
  segments: readonly Key[],
  relate: Relate<Key>,
): readonly Fact<Key>[] {
  return segments.flatMap((a, index) =>
    segments.slice(index + 1).flatMap((b): readonly Fact<Key>[] => {
      const found = relate(a, b);
      if (found === null) return [];
      const { relation, reason } = found;
      return relation === 'contains'
        ? [{ segment: b, relation: 'within', of: a, reason }]
        : [{ segment: a, relation, of: b, reason }];
    }),
  );
}

/** Facts as functions. */
export interface AppliedFacts<Key> {
  /** The people that they leave possible, as a function that is true of them. */
  readonly everyone: Decision;
  /**
   * The fewest that are enough; the first ones are preferred.
   * @param isEnough of the people whom some facts leave possible; true of `everyone`, and of all parts
   * of what it is true of
   */
  readonly fewest: (isEnough: (possible: Decision) => boolean) => readonly Fact<Key>[];
}

export function applyFacts<Key>(
  facts: readonly Fact<Key>[],
  variable: (key: Key) => Decision,
  diagram: DecisionDiagram,
): AppliedFacts<Key> {
  const { and } = diagram;
  let everyone: Decision = true;
  /** Whom the facts up to one, and it, leave possible. */
  const applied = facts.map((fact) => {
    const allowed = allowedBy(fact, variable, diagram);
    everyone = and(everyone, allowed);
    return { fact, allowed, upTo: everyone };
  });
  const fewest = (isEnough: (possible: Decision) => boolean) => {
    const needed: Fact<Key>[] = [];
    let possible: Decision = true;
    let rest = applied;
    while (!isEnough(possible)) {
      const known = possible;
      // Each with all before it is enough from here on, so it is the last that is needed.
      const at = firstIndex(rest, ({ upTo }) => isEnough(and(upTo, known)));
      const found = rest[at];
      if (!found) break;
      needed.unshift(found.fact);
      possible = and(known, found.allowed);
      rest = rest.slice(0, at);
    }
    return needed;
  };
  return { everyone, fewest };
}

function allowedBy<Key>(
  { segment, relation, of }: Fact<Key>,
  variable: (key: Key) => Decision,
  { and, or, not }: DecisionDiagram,
): Decision {
  const [a, b] = [variable(segment), variable(of)];
  if (relation === 'excludes') return not(and(a, b));
  const within = or(not(a), b);
  return relation === 'within' ? within : and(within, or(not(b), a));
}

/** The first place from which on something holds of each, by bisection. */
function firstIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = items[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
