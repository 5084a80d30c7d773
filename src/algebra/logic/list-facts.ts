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
  const known = new Map<string, Map<string, Relationship | null>>();
  return (a, b) => {
    const first = textOf(a);
    const others = known.get(first) ?? new Map<string, Relationship | null>();
    known.set(first, others);
    const second = textOf(b);
    const found = others.get(second);
    if (found !== undefined) return found;
    const relationship = relate(a, b);
    others.set(second, relationship);
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
  diagram: DecisionDiagram,
): Decision {
  return applyFacts(facts, variable, diagram).everyone;
}

/** Facts as functions: halves of halves, because small functions are joined faster than a large one with each. */
interface AppliedFacts<Key> {
  readonly facts: readonly Fact<Key>[];
  readonly everyone: Decision;
  readonly halves: readonly [AppliedFacts<Key>, AppliedFacts<Key>] | null;
}

export function applyFacts<Key>(
  facts: readonly Fact<Key>[],
  variable: (key: Key) => Decision,
  diagram: DecisionDiagram,
): AppliedFacts<Key> {
  const [first, second] = facts;
  if (!first) return { facts, everyone: true, halves: null };
  if (!second) return { facts, everyone: allowedByOne(first, variable, diagram), halves: null };
  const middle = Math.ceil(facts.length / 2);
  const apply = (some: readonly Fact<Key>[]) => applyFacts(some, variable, diagram);
  const [one, other] = [apply(facts.slice(0, middle)), apply(facts.slice(middle))];
  return { facts, everyone: diagram.and(one.everyone, other.everyone), halves: [one, other] };
}

/** The fewest facts by which there are no such people, if all of them say so; the first ones are preferred. */
export function fewestAgainst<Key>(
  people: Decision,
  applied: AppliedFacts<Key>,
  diagram: DecisionDiagram,
): readonly Fact<Key>[] {
  return listNeeded(people, applied, diagram).flatMap(({ facts }) => facts);
}

/** The procedure: U. Junker, "QuickXplain: Preferred Explanations and Relaxations" (2004). */
function listNeeded<Key>(
  people: Decision,
  applied: AppliedFacts<Key>,
  diagram: DecisionDiagram,
): readonly AppliedFacts<Key>[] {
  if (people === false) return [];
  if (applied.halves === null) return [applied];
  const { and } = diagram;
  const [first, second] = applied.halves;
  const later = listNeeded(and(people, first.everyone), second, diagram);
  const left = later.reduce<Decision>((some, { everyone }) => and(some, everyone), people);
  return [...listNeeded(left, first, diagram), ...later];
}

function allowedByOne<Key>(
  { segment, relation, of }: Fact<Key>,
  variable: (key: Key) => Decision,
  { and, or, not }: DecisionDiagram,
): Decision {
  const [a, b] = [variable(segment), variable(of)];
  if (relation === 'excludes') return not(and(a, b));
  const within = or(not(a), b);
  return relation === 'within' ? within : and(within, or(not(b), a));
}
