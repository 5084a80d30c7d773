/** Audience algebra as it arrives on the wire: one operator a node, segments by ID at the leaves. */
import { isList, isObject, type JsonObject, type JsonValue } from '../../json.ts';

export type Algebra =
  | { readonly operator: 'segment'; readonly id: string }
  | { readonly operator: 'and' | 'or'; readonly children: readonly Algebra[] }
  | { readonly operator: 'not'; readonly child: Algebra };

/** Codes of the retail-media guide for a tree that is refused before its meaning is looked at. */
export type AlgebraFault =
  | 'multiple-algebra-operators'
  | 'audience-algebra-cannot-be-null-or-empty'
  | 'audience-algebra-too-deep'
  | 'audience-algebra-has-too-many-segments'
  | 'non-parsable-id'
  | 'invalid';

const maxAlgebraDepth = 10;
const maxAlgebraSegments = 10;

const operators = ['audienceSegmentId', 'and', 'or', 'not'] as const;

/** @returns the tree, or the code of the first thing that is wrong with its structure. */
export function readAlgebra(value: JsonValue | undefined): Algebra | AlgebraFault {
  const algebra = readNode(value, 1);
  if (typeof algebra === 'string') return algebra;
  return segmentIdsOf(algebra).length > maxAlgebraSegments
    ? 'audience-algebra-has-too-many-segments'
    : algebra;
}

function readNode(value: JsonValue | undefined, depth: number): Algebra | AlgebraFault {
  if (value === null || value === undefined) return 'audience-algebra-cannot-be-null-or-empty';
  if (!isObject(value)) return 'invalid';
  // Segment leaves count as a level, the root is the first.
  if (depth > maxAlgebraDepth) return 'audience-algebra-too-deep';
  const used = operators.filter((key) => value[key] !== null && value[key] !== undefined);
  if (used.length > 1) return 'multiple-algebra-operators';
  switch (used[0]) {
    case undefined:
      return 'audience-algebra-cannot-be-null-or-empty';
    case 'audienceSegmentId':
      return readLeaf(value['audienceSegmentId']);
    case 'not': {
      const child = readNode(value['not'], depth + 1);
      return typeof child === 'string' ? child : { operator: 'not', child };
    }
    default:
      return readBranch(used[0], value[used[0]], depth);
  }
}

function readLeaf(id: JsonValue | undefined): Algebra | AlgebraFault {
  if (typeof id !== 'string') return 'invalid';
  return /^\d+$/.test(id) ? { operator: 'segment', id } : 'non-parsable-id';
}

function readBranch(
  operator: 'and' | 'or',
  value: JsonValue | undefined,
  depth: number,
): Algebra | AlgebraFault {
  if (!isList(value)) return 'invalid';
  const children: Algebra[] = [];
  for (const member of value) {
    const child = readNode(member, depth + 1);
    if (typeof child === 'string') return child;
    children.push(child);
  }
  return { operator, children };
}

/** Back to the wire's form, nothing but the one operator in each node. */
export function writeAlgebra(algebra: Algebra): JsonObject {
  switch (algebra.operator) {
    case 'segment':
      return { audienceSegmentId: algebra.id };
    case 'not':
      return { not: writeAlgebra(algebra.child) };
    default:
      return { [algebra.operator]: algebra.children.map(writeAlgebra) };
  }
}

/** Every occurrence of a segment, repeated ones included, in the order of the tree. */
export function segmentIdsOf(algebra: Algebra): readonly string[] {
  switch (algebra.operator) {
    case 'segment':
      return [algebra.id];
    case 'not':
      return segmentIdsOf(algebra.child);
    default:
      return algebra.children.flatMap(segmentIdsOf);
  }
}

/** True when some `and` or `or` has fewer than two children. */
export function hasShortBranch(algebra: Algebra): boolean {
  switch (algebra.operator) {
    case 'segment':
      return false;
    case 'not':
      return hasShortBranch(algebra.child);
    default:
      return algebra.children.length < 2 || algebra.children.some(hasShortBranch);
  }
}

/**
 * Whether the tree bounds whom it reaches. Unbounded are: only exclusions, an exclusion inside
 * an `or`, an `and` of exclusions alone.
 */
export function limitsPopulation(algebra: Algebra, negated = false): boolean {
  switch (algebra.operator) {
    case 'segment':
      return !negated;
    case 'not':
      return limitsPopulation(algebra.child, !negated);
    default: {
      // Under a negation the operators change places (De Morgan).
      const needsOne = (algebra.operator === 'and') !== negated;
      return needsOne
        ? algebra.children.some((child) => limitsPopulation(child, negated))
        : algebra.children.every((child) => limitsPopulation(child, negated));
    }
  }
}
