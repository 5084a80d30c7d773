import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { decideAlgebra, maxDecidedSegments } from './decide-algebra.ts';
import { createDecisionDiagram } from './decision-diagram.ts';
import { allowedBy, listFacts, type Relate } from './list-facts.ts';

/** What lists that have no members yet do to an audience that uses them. */
export interface EmptyListEffects {
  /** The audience is empty before the lists are filled. */
  readonly holdsNobody: boolean;
  /** The lists that should keep people out, and exclude no people before they are filled. */
  readonly excludesNobody: readonly string[];
}

/**
 * Judges an audience while some of its segments are empty (`new-list-empty`).
 * @returns null above twenty different segments: nothing was proven.
 */
export function findEmptyListEffects(
  algebra: Algebra<string>,
  emptyLists: Pick<ReadonlySet<string>, 'has'>,
  relate: Relate<string> = () => null,
): EmptyListEffects | null {
  const segments = [...new Set(algebraLeaves(algebra))];
  if (segments.length > maxDecidedSegments) return null;
  const diagram = createDecisionDiagram();
  const variable = (key: string) => diagram.variable(segments.indexOf(key));
  const everyone = allowedBy(listFacts(segments, relate), variable, diagram);
  const decide = (fixed: ReadonlyMap<string, boolean>) =>
    diagram.and(
      everyone,
      decideAlgebra(algebra, diagram, (key) => fixed.get(key) ?? variable(key)),
    );
  const lists = segments.filter((key) => emptyLists.has(key));
  const whileEmpty = decide(new Map(lists.map((list) => [list, false])));
  const keepsOut = (list: string) => {
    const outside = decide(new Map([[list, false]]));
    const inside = decide(new Map([[list, true]]));
    return diagram.and(outside, diagram.not(inside)) !== false;
  };
  return {
    holdsNobody: whileEmpty === false && decide(new Map()) !== false,
    excludesNobody: lists.filter(keepsOut),
  };
}
