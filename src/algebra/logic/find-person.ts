import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { decideAlgebra, maxDecidedSegments } from './decide-algebra.ts';
import { createDecisionDiagram, type Decision, idOf } from './decision-diagram.ts';
import { allowedBy, listFacts, type Relate } from './list-facts.ts';

/** Where a person stands with each segment of a tree, in reading order. */
export interface Person {
  readonly in: readonly string[];
  readonly notIn: readonly string[];
}

/**
 * Someone whom a tree of segment keys holds, of all people whom facts allow: one in the fewest segments.
 * @returns null where there can be no such person; `undecided` above twenty different segments.
 */
export function findPerson(
  algebra: Algebra<string>,
  relate: Relate<string> = () => null,
): Person | null | 'undecided' {
  const segments = [...new Set(algebraLeaves(algebra))];
  if (segments.length > maxDecidedSegments) return 'undecided';
  const diagram = createDecisionDiagram();
  const variable = (key: string) => diagram.variable(segments.indexOf(key));
  const people = decideAlgebra(algebra, diagram, variable);
  if (people === false) return null;
  const everyone = allowedBy(listFacts(segments, relate), variable, diagram);
  const levels = findFewest(diagram.and(people, everyone));
  if (levels === null) return null;
  const isIn = (_: string, level: number) => levels.has(level);
  return {
    in: segments.filter(isIn),
    notIn: segments.filter((key, level) => !isIn(key, level)),
  };
}

/** The fewest variables that have to be true, the others being false; null where nothing makes a function true. */
function findFewest(decision: Decision): ReadonlySet<number> | null {
  const memory = new Map<number, ReadonlySet<number> | null>();
  const visit = (part: Decision): ReadonlySet<number> | null => {
    if (typeof part === 'boolean') return part ? new Set() : null;
    const known = memory.get(idOf(part));
    if (known !== undefined) return known;
    const [without, below] = [visit(part.low), visit(part.high)];
    const withIt = below && new Set([part.level, ...below]);
    const fewest = withIt && (without === null || withIt.size <= without.size) ? withIt : without;
    memory.set(idOf(part), fewest);
    return fewest;
  };
  return visit(decision);
}
