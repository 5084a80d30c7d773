/** Which segments an entity refers to, and how: the edges of every picture of who uses what. */
import { type Algebra, readAlgebra, type SegmentReference } from './algebra.ts';
import { type JsonObject, valueAt } from './text/json.ts';

export interface SegmentUse {
  readonly segment: SegmentReference;
  /** Included or excluded by an audience, or the seed of a lookalike. */
  readonly use: 'include' | 'exclude' | 'seed';
}

/** The segments of `attributes.algebra`, one for each occurrence; none where there is no tree. */
export function algebraUses(attributes: JsonObject): readonly SegmentUse[] {
  const algebra = readAlgebra(attributes['algebra']);
  return algebra === null ? [] : usesIn(algebra, 'include');
}

/** The seed of a lookalike, by name or by ID. */
export function seedUse(attributes: JsonObject): SegmentUse | null {
  const name = valueAt(attributes, 'lookalike.seedSegment');
  if (typeof name === 'string') return { segment: { name }, use: 'seed' };
  const id = valueAt(attributes, 'lookalike.seedSegmentId');
  return typeof id === 'string' ? { segment: { id }, use: 'seed' } : null;
}

function usesIn(
  algebra: Algebra<SegmentReference>,
  use: 'include' | 'exclude',
): readonly SegmentUse[] {
  if ('segment' in algebra) return [{ segment: algebra.segment, use }];
  if ('not' in algebra) return usesIn(algebra.not, use === 'include' ? 'exclude' : 'include');
  const operands = 'and' in algebra ? algebra.and : algebra.or;
  return operands.flatMap((operand) => usesIn(operand, use));
}
