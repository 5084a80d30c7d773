/** Which audiences reach someone of whom only some things are known. */
import { decideAlgebra, maxDecidedSegments } from '../algebra/logic/decide-algebra.ts';
import {
  createDecisionDiagram,
  type Decision,
  type DecisionDiagram,
} from '../algebra/logic/decision-diagram.ts';
import { applyFacts, type Fact, fewestAgainst, listFacts } from '../algebra/logic/list-facts.ts';
import { minimalCubes } from '../algebra/logic/minimal-cubes.ts';
import { type Algebra, algebraLeaves } from '../model/algebra.ts';
import { listOf } from '../model/text/count-of.ts';
import { quote } from '../model/text/quote.ts';
import type { RuledAudience, RuleWorld } from './rule-world.ts';

/** Someone of whom nothing else is known. */
export interface PartialPerson {
  /** Names of segments or audiences. */
  readonly in: readonly string[];
  readonly notIn: readonly string[];
}

/** What else a person has to be in or out of, by the keys of segments. */
export interface Need {
  readonly in: readonly string[];
  readonly notIn: readonly string[];
}

interface ReachedPerhaps<Audience> {
  readonly audience: Audience;
  /** The person is reached exactly where all of one of these is true; none could be shorter or left out. */
  readonly needs: readonly Need[];
}

export interface Reached<Audience extends RuledAudience = RuledAudience> {
  readonly always: readonly Audience[];
  readonly perhaps: readonly ReachedPerhaps<Audience>[];
  readonly never: readonly Audience[];
  /** Those of more than twenty segments, together with the person's. */
  readonly undecided: readonly { readonly audience: Audience; readonly segments: number }[];
  /** The facts by which there can be no such person, for any audience; null where there can be one. */
  readonly impossible: readonly Fact<string>[] | null;
}

type Reach =
  | { readonly how: 'always' | 'never' }
  | { readonly how: 'perhaps'; readonly needs: readonly Need[] }
  | { readonly how: 'undecided'; readonly segments: number }
  /** For this audience, whose owner may have other segments of these names, there is no such person. */
  | { readonly how: 'impossible'; readonly facts: readonly Fact<string>[] };

export function findReached<Audience extends RuledAudience>(
  person: PartialPerson,
  world: RuleWorld<Audience>,
): Reached<Audience> {
  const all = world.audiences.map((audience) => ({
    audience,
    reach: reachOf(audience, person, world),
  }));
  const those = (...ways: readonly Reach['how'][]) =>
    all.filter(({ reach }) => ways.includes(reach.how)).map(({ audience }) => audience);
  const [first] = all;
  const isImpossible = all.every(({ reach }) => reach.how === 'impossible');
  return {
    always: those('always'),
    perhaps: all.flatMap(({ audience, reach }) =>
      reach.how === 'perhaps' ? [{ audience, needs: reach.needs }] : [],
    ),
    never: those('never', 'impossible'),
    undecided: all.flatMap(({ audience, reach }) =>
      reach.how === 'undecided' ? [{ audience, segments: reach.segments }] : [],
    ),
    impossible: isImpossible && first?.reach.how === 'impossible' ? first.reach.facts : null,
  };
}

function reachOf<Audience extends RuledAudience>(
  audience: Audience,
  person: PartialPerson,
  { find, relate }: RuleWorld<Audience>,
): Reach {
  // A name that means nothing here says nothing of the person, either.
  const trees = (names: readonly string[]) => names.flatMap((name) => find(name, audience) ?? []);
  const known: Algebra<string> = {
    and: [...trees(person.in), ...trees(person.notIn).map((not) => ({ not }))],
  };
  const segments = [...new Set([known, audience.algebra].flatMap(algebraLeaves))];
  if (segments.length > maxDecidedSegments) return { how: 'undecided', segments: segments.length };
  const diagram = createDecisionDiagram();
  const { and, or, not } = diagram;
  const variable = (key: string) => diagram.variable(segments.indexOf(key));
  const facts = listFacts(segments, relate);
  const described = decideAlgebra(known, diagram, variable);
  const applied = applyFacts(facts, variable, diagram);
  const people = and(described, applied.everyone);
  if (people === false) {
    return { how: 'impossible', facts: fewestAgainst(described, applied, diagram) };
  }
  const reached = decideAlgebra(audience.algebra, diagram, variable);
  const [inside, outside] = [and(people, reached), and(people, not(reached))];
  if (inside === false) return { how: 'never' };
  if (outside === false) return { how: 'always' };
  return { how: 'perhaps', needs: listNeeds(inside, or(reached, not(people)), segments, diagram) };
}

/** The shortest first, and each in the order of the segments. */
function listNeeds(
  must: Decision,
  may: Decision,
  segments: readonly string[],
  diagram: DecisionDiagram,
): readonly Need[] {
  return minimalCubes(diagram, must, may)
    .cubes.toSorted((a, b) => a.size - b.size)
    .map((cube) => {
      const those = (isIn: boolean) => segments.filter((_, level) => cube.get(level) === isIn);
      return { in: those(true), notIn: those(false) };
    });
}

/** What is known of someone, as a sentence goes on after "a person". */
export function describePartialPerson({ in: within, notIn }: PartialPerson): string {
  const inside = within.length > 0 ? [`in ${listOf(within.map(quote))}`] : [];
  const outside = notIn.length > 0 ? [`not in ${listOf(notIn.map(quote), 'or')}`] : [];
  return [...inside, ...outside].join(', ');
}
