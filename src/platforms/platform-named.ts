import type { PlatformName } from '../model/entity.ts';
import type { JsonObject } from '../model/text/json.ts';
import { marketingSolutions } from './marketing-solutions.ts';
import type { AttributeRule, Platform, SegmentType } from './platform.ts';
import { retailMedia } from './retail-media.ts';

export function platformNamed(name: PlatformName): Platform {
  return name === 'retail-media' ? retailMedia : marketingSolutions;
}

export function segmentTypeOf(platform: Platform, block: string): SegmentType | undefined {
  return platform.segmentTypes.find((type) => type.block === block);
}

/** The rules of one entity: those of its kind, and those of its type block when it is a segment. */
export function attributeRules(
  platform: Platform,
  kind: 'segment' | 'audience',
  block: string | null,
): readonly AttributeRule[] {
  const own = block === null ? [] : (segmentTypeOf(platform, block)?.attributes ?? []);
  return [...platform.attributes[kind], ...own];
}

/** The type block that a segment's attributes carry; null when there is none. */
export function blockIn(platform: Platform, attributes: JsonObject): string | null {
  return platform.segmentTypes.find(({ block }) => attributes[block] !== undefined)?.block ?? null;
}
