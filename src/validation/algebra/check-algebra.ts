/** The API's rules for the tree of one audience. */
import { isLimited } from '../../algebra/logic/is-limited.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  type Algebra,
  algebraDepth,
  algebraLeaves,
  foldAlgebra,
  maxAlgebraDepth,
  maxAlgebraSegments,
  readAlgebra,
} from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { findingAt } from '../finding-at.ts';

/** Depth counts the root and the leaves; segments count as often as they occur. */
export function checkAlgebra(declaration: Declaration): readonly Diagnostic[] {
  if (declaration.kind !== 'audience' || declaration.state !== 'present') return [];
  const algebra = readAlgebra(declaration.attributes['algebra']);
  if (algebra === null) return [];
  const diagnostics: Diagnostic[] = [];
  const report = (code: string, message: string, hint: string) =>
    diagnostics.push(findingAt(declaration, ['algebra'], { code, message, hint }));
  const depth = algebraDepth(algebra);
  if (depth > maxAlgebraDepth) {
    report(
      'audience-algebra-too-deep',
      `the algebra is ${depth} levels deep; at most ${maxAlgebraDepth} are allowed`,
      'Join nested nodes of the same operator into one.',
    );
  }
  const segments = algebraLeaves(algebra).length;
  if (segments > maxAlgebraSegments) {
    report(
      'audience-algebra-has-too-many-segments',
      `the algebra names ${segments} segments; at most ${maxAlgebraSegments} are allowed`,
      'Name fewer segments, or combine several segments into one.',
    );
  }
  if (!hasEmptyNode(algebra) && !isLimited(algebra)) {
    report(
      'audience-algebra-must-be-limited',
      'the algebra contains everyone except the people in some segments',
      'Combine the exclusion with a segment: and: [SEGMENT, { not: OTHER }].',
    );
  }
  return diagnostics;
}

/** The schema refuses it, and what its people are cannot be said. */
function hasEmptyNode(algebra: Algebra<unknown>): boolean {
  return foldAlgebra(algebra, {
    segment: () => false,
    and: (nodes) => nodes.length === 0 || nodes.includes(true),
    or: (nodes) => nodes.length === 0 || nodes.includes(true),
    not: (node) => node,
  });
}
