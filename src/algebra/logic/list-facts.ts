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

/** The people that facts leave possible, as a function that is true of them. */
export function allowedBy<Key>(
  facts: readonly Fact<Key>[],
  variable: (key: Key) => Decision,
  { and, or, not }: DecisionDiagram,
): Decision {
  const within = (a: Decision, b: Decision) => or(not(a), b);
  return facts
    .map(({ segment, relation, of }) => {
      const [a, b] = [variable(segment), variable(of)];
      if (relation === 'excludes') return not(and(a, b));
      return relation === 'within' ? within(a, b) : and(within(a, b), within(b, a));
    })
    .reduce(and, true);
}

/** The fewest of some facts that are enough, which all of them are; the first ones are preferred. */
export function fewestFacts<Key>(
  facts: readonly Fact<Key>[],
  isEnough: (some: readonly Fact<Key>[]) => boolean,
): readonly Fact<Key>[] {
  if (facts.length === 0 || isEnough([])) return [];
  return facts.reduceRight((kept, fact) => {
    const fewer = kept.filter((each) => each !== fact);
    return isEnough(fewer) ? fewer : kept;
  }, facts);
}
