import {
  type Relationship,
  relateSegments,
  type SegmentDefinition,
} from '../../algebra/segments/relate-segments.ts';
import type { SegmentRule } from '../../algebra/segments/segment-rule.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';
import { behavioral } from './behavioral.ts';
import { contactList } from './contact-list.ts';
import { events } from './events.ts';
import { inMarket } from './in-market.ts';
import { location } from './location.ts';
import { lookalike } from './lookalike.ts';
import { prospecting } from './prospecting.ts';
import { retargeting } from './retargeting.ts';
import type { SegmentType, SegmentTypeName } from './segment-type.ts';

/** The types of all platforms; each platform lists those that it has. */
export const segmentTypes: Readonly<Record<SegmentTypeName, SegmentType>> = {
  contactList,
  events,
  inMarket,
  location,
  prospecting,
  lookalike,
  retargeting,
  behavioral,
};

/** The type of a segment of any platform, by its attributes; null for what has none, such as an audience. */
export function segmentTypeIn(attributes: JsonObject): SegmentType | null {
  const types = Object.values(segmentTypes);
  return types.find(({ name }) => attributes[name] !== undefined) ?? null;
}

/** What a change does to the people of a segment of this type; none for a type that is not known. */
export function rulesOfType(type: string | null): readonly SegmentRule[] {
  return segmentTypeNamed(type)?.rules ?? [];
}

/** Undefined for a type that is not known. */
export function segmentTypeNamed(type: string | null): SegmentType | undefined {
  return lookUp<SegmentType>(segmentTypes, type ?? '');
}

/** What is certain of the people of two segments; null for types that are not compared by their attributes. */
export function relateDefinitions(a: SegmentDefinition, b: SegmentDefinition): Relationship | null {
  if (a.type !== b.type) return null;
  const type = lookUp<SegmentType>(segmentTypes, a.type);
  return type?.attributesDecide ? relateSegments(a, b, type.rules) : null;
}
