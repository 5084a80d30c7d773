import type { SegmentDefinition } from '../../algebra/segments/relate-segments.ts';
import type { Declaration } from '../../model/declaration.ts';
import { canonicalAttributes } from '../../platforms/canonical-attributes.ts';
import type { Platform } from '../../platforms/platform.ts';
import { attributeRules, ownerIn, segmentTypeOf, typeIn } from '../../platforms/platform-named.ts';

/** How a segment is declared; null where anything else decides who is in it. */
export function defineDeclared(
  { state, incomplete, attributes, ignoreChanges = [] }: Declaration,
  platform: Platform,
): SegmentDefinition | null {
  const type = typeIn(platform, attributes);
  const ownerId = ownerIn(attributes);
  if (state !== 'present' || incomplete || type === null || ownerId === null) return null;
  if (!segmentTypeOf(platform, type)?.attributesDecide) return null;
  if (ignoreChanges.some((path) => path !== 'name' && path !== 'description')) return null;
  const rules = attributeRules(platform, 'segment', type);
  const canonical = canonicalAttributes(attributes, rules, type);
  return { type, ownerId, attributes: canonical, incomparable: [] };
}
