/**
 * Boolean functions as reduced ordered binary decision diagrams: over one order of the variables
 * every function has exactly one diagram, so that equal functions are the same value.
 * The technique: R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation" (1986).
 */

/** A function; `false` and `true` are the two that depend on nothing. Compare with `===`. */
export type Decision = boolean | Branch;

/** Asks for the variable of its level; every variable below it has a higher level. */
interface Branch {
  readonly id: number;
  readonly level: number;
  readonly low: Decision;
  readonly high: Decision;
}

/** Makes the functions. Those of two diagrams must never be mixed. */
export interface DecisionDiagram {
  /** The function that is true where the variable of this level (0, 1, …) is. */
  readonly variable: (level: number) => Decision;
  readonly and: (a: Decision, b: Decision) => Decision;
  readonly or: (a: Decision, b: Decision) => Decision;
  readonly not: (a: Decision) => Decision;
}

/** Far above what a diagram of twenty variables can grow to, and its square is still exact. */
const maxBranches = 2 ** 26;

export function createDecisionDiagram(): DecisionDiagram {
  const branches: Map<number, Branch>[] = [];
  const conjunctions = new Map<number, Decision>();
  const negations = new Map<number, Decision>();
  let nextId = 2;

  const branch = (level: number, low: Decision, high: Decision): Decision => {
    if (low === high) return low;
    branches[level] ??= new Map();
    const key = pairKey(low, high);
    const known = branches[level].get(key);
    if (known) return known;
    const made: Branch = { id: nextId, level, low, high };
    nextId += 1;
    branches[level].set(key, made);
    return made;
  };

  const and = (a: Decision, b: Decision): Decision => {
    if (a === false || b === false) return false;
    if (a === true || a === b) return b;
    if (b === true) return a;
    const key = a.id < b.id ? pairKey(a, b) : pairKey(b, a);
    const known = conjunctions.get(key);
    if (known !== undefined) return known;
    const level = Math.min(a.level, b.level);
    const result = branch(
      level,
      and(lowOf(a, level), lowOf(b, level)),
      and(highOf(a, level), highOf(b, level)),
    );
    conjunctions.set(key, result);
    return result;
  };

  const not = (a: Decision): Decision => {
    if (typeof a === 'boolean') return !a;
    const known = negations.get(a.id);
    if (known !== undefined) return known;
    const result = branch(a.level, not(a.low), not(a.high));
    negations.set(a.id, result);
    return result;
  };

  return {
    variable: (level) => branch(level, false, true),
    and,
    or: (a, b) => not(and(not(a), not(b))),
    not,
  };
}

/** The level of the first variable that a function asks for; infinite when it asks for none. */
export function levelOf(decision: Decision): number {
  return typeof decision === 'boolean' ? Number.POSITIVE_INFINITY : decision.level;
}

/** The function where the variable of `level`, at or above its first one, is false. */
export function lowOf(decision: Decision, level: number): Decision {
  return typeof decision === 'boolean' || decision.level !== level ? decision : decision.low;
}

/** The function where the variable of `level`, at or above its first one, is true. */
export function highOf(decision: Decision, level: number): Decision {
  return typeof decision === 'boolean' || decision.level !== level ? decision : decision.high;
}

/** The levels of the variables that a function depends on, ascending. */
export function supportOf(decision: Decision): readonly number[] {
  const levels = new Set<number>();
  const seen = new Set<Decision>();
  const visit = (part: Decision) => {
    if (typeof part === 'boolean' || seen.has(part)) return;
    seen.add(part);
    levels.add(part.level);
    visit(part.low);
    visit(part.high);
  };
  visit(decision);
  return [...levels].sort((a, b) => a - b);
}

/** The function that is true where two functions differ. */
export function difference(a: Decision, b: Decision, { and, or, not }: DecisionDiagram): Decision {
  return or(and(a, not(b)), and(b, not(a)));
}

/** The function where the variable of `level` has a value. */
export function restrict(
  decision: Decision,
  level: number,
  value: boolean,
  diagram: DecisionDiagram,
): Decision {
  const memory = new Map<Decision, Decision>();
  const visit = (part: Decision): Decision => {
    if (typeof part === 'boolean' || part.level > level) return part;
    if (part.level === level) return value ? part.high : part.low;
    const known = memory.get(part);
    if (known !== undefined) return known;
    const variable = diagram.variable(part.level);
    const [low, high] = [visit(part.low), visit(part.high)];
    const { and, or, not } = diagram;
    const result = or(and(variable, high), and(not(variable), low));
    memory.set(part, result);
    return result;
  };
  return visit(decision);
}

/** A number that no other function of the same diagram has. */
export function idOf(decision: Decision): number {
  return typeof decision === 'boolean' ? Number(decision) : decision.id;
}

function pairKey(a: Decision, b: Decision): number {
  return idOf(a) * maxBranches + idOf(b);
}
