/** Why an audience cannot have segments side by side in its algebra, as far as declarations tell. */
import { algebraLeaves } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Platform } from '../../platforms/platform.ts';
import { segmentTypeIn } from '../../platforms/segment-types/segment-types.ts';
import { algebraIsIgnored, describeObjection, type SegmentObjection } from '../../rules/words.ts';
import type { KeyedAudiences } from '../algebra/keyed-audiences.ts';
import type { DeclaredAudience } from './declared-world.ts';

interface Known extends Pick<KeyedAudiences, 'segmentOf' | 'nameOf' | 'keyOf'> {
  readonly platform: Platform;
}

/** The first objection, in words; null where there is none. */
export function objectToKeys(
  keys: readonly string[],
  audience: DeclaredAudience,
  known: Known,
): string | null {
  if (audience.declaration.ignoreChanges?.includes('algebra')) return algebraIsIgnored;
  const own = algebraLeaves(audience.algebra);
  for (const key of keys) {
    const objection = objectTo(key, own, audience, known);
    if (objection) return describeObjection(objection, known.nameOf(key));
  }
  return null;
}

function objectTo(
  key: string,
  own: readonly string[],
  audience: DeclaredAudience,
  { segmentOf, keyOf, platform }: Known,
): SegmentObjection | null {
  const { declaration: segment = null, name = '' } = segmentOf(key) ?? {};
  if (segment === null) {
    // What is in use beside others is a segment that may be. One that stands alone may have to.
    const isInUse = own.includes(key) && (own.length > 1 || !hasLoners(platform));
    return isInUse ? null : 'undeclared';
  }
  if (segment.state !== 'present') return segment.state;
  if (isLoner(segment)) return 'alone';
  if (own.includes(key)) return null;
  if (isOfOther(segment, audience, platform)) return 'of-other';
  return keyOf({ name }, audience.declaration) === key ? null : 'unclear';
}

/** `audience-with-retargeting-segment-must-be-correctly-specified`: such a segment stands alone. */
function isLoner({ attributes }: Declaration): boolean {
  return segmentTypeIn(attributes)?.name === 'retargeting';
}

function hasLoners({ segmentTypes }: Platform): boolean {
  return segmentTypes.some(({ name }) => name === 'retargeting');
}

/** Whether a segment is another retailer's, which no audience of this one can use. */
export function isOfOther(
  segment: Declaration | undefined,
  { declaration }: DeclaredAudience,
  { ownerAttribute }: Platform,
): boolean {
  const owner = segment?.attributes[ownerAttribute];
  return owner !== undefined && owner !== declaration.attributes[ownerAttribute];
}
