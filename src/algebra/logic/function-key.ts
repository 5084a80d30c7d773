import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { canonicalText } from './canonical-text.ts';
import { decideAlgebra, maxDecidedSegments } from './decide-algebra.ts';
import { createDecisionDiagram, type Decision } from './decision-diagram.ts';

/**
 * One text for all trees that hold the same people, so that they can be looked up instead of compared pair by pair. For
 * trees of more than twenty different segments, as in `areEquivalent`, one text for all that differ in form alone.
 */
export function functionKey(algebra: Algebra<string>): string {
  if ('segment' in algebra) return JSON.stringify([algebra.segment, false, true]);
  const keys = [...new Set(algebraLeaves(algebra))].sort();
  if (keys.length > maxDecidedSegments) return canonicalText(algebra);
  const diagram = createDecisionDiagram();
  const levels = new Map(keys.map((key, level) => [key, level]));
  const decision = decideAlgebra(algebra, diagram, (key) => diagram.variable(levels.get(key) ?? 0));
  return writeDecision(decision, keys);
}

/** Each branch once, with its segment and where it leads: over sorted segments a function has only one such text. */
function writeDecision(decision: Decision, keys: readonly string[]): string {
  const numbers = new Map<Decision, number>();
  const branches: string[] = [];
  const visit = (part: Decision): number | boolean => {
    if (typeof part === 'boolean') return part;
    const known = numbers.get(part);
    if (known !== undefined) return known;
    const [low, high] = [visit(part.low), visit(part.high)];
    const number = branches.length;
    numbers.set(part, number);
    branches.push(JSON.stringify([keys[part.level], low, high]));
    return number;
  };
  const root = visit(decision);
  return typeof root === 'boolean' ? String(root) : branches.join('');
}
