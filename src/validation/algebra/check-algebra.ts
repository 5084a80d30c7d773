/** The API's rules for the tree of one audience. */
import { isLimited } from '../../algebra/logic/is-limited.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  algebraDepth,
  algebraLeaves,
  maxAlgebraDepth,
  maxAlgebraSegments,
  readAlgebra,
} from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
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
  if (!isUnfinished(declaration.attributes['algebra']) && !isLimited(algebra)) {
    report(
      'audience-algebra-must-be-limited',
      'the algebra contains everyone except the people in some segments',
      'Combine the exclusion with a segment: and: [SEGMENT, { not: OTHER }].',
    );
  }
  return diagnostics;
}

/** The schema refuses a node without a value or with several; what its people are cannot be said. */
function isUnfinished(node: JsonValue | undefined): boolean {
  if (node === null || node === undefined) return true;
  if (Array.isArray(node)) return node.length === 0 || node.some(isUnfinished);
  if (!isJsonObject(node)) return false;
  const values = Object.values(node);
  return values.length !== 1 || values.some(isUnfinished);
}
