import type { SegmentRule } from '../../algebra/segments/segment-rule.ts';
import type {
  MarketingSolutionsAudience,
  MarketingSolutionsSegment,
  RetailMediaAudience,
  RetailMediaSegment,
} from '../../schema/generated/manifest.ts';
import type { AttributeRule } from '../attribute-rule.ts';
import type { Entrants } from './words/entrants.ts';

/** By the schema of manifests: what segments may hold and audiences may not. */
type DeclarableType = Exclude<
  keyof RetailMediaSegment | keyof MarketingSolutionsSegment,
  keyof RetailMediaAudience | keyof MarketingSolutionsAudience
>;

/** The key of a segment's type in manifests, and in rows and bodies of the API. */
export type SegmentTypeName = DeclarableType | 'behavioral';

/** Two attributes that are the ends of a window, and must not cross. */
export interface Window {
  /** Dotted paths. */
  readonly low: string;
  readonly high: string;
  readonly mayBeEqual: boolean;
  /** A warning where the API takes a window that is always empty. */
  readonly severity: 'error' | 'warning';
  readonly code: string;
}

/** Its words are required, so that no change of it is without. */
interface SegmentAttribute extends AttributeRule {
  readonly entrants: Entrants;
}

/** All that is known of a type of segments, so that a new type cannot be half there. */
export interface SegmentType {
  readonly name: SegmentTypeName;
  /** In texts that people read. */
  readonly label: string;
  /** The value of the read attribute `type` and of the search filter `audienceSegmentTypes`. */
  readonly apiType: string;
  /** False for segments that Criteo owns: referenced, never declared. */
  readonly declarable: boolean;
  /** Its size can be estimated before it exists (the schemas of the estimate-size endpoints). */
  readonly estimable: boolean;
  /**
   * Its attributes alone say who is in it, so that two segments can be compared. Not so where members
   * are uploaded, or where Criteo computes them for each segment.
   */
  readonly attributesDecide: boolean;
  readonly attributes: readonly SegmentAttribute[];
  /** What rows say besides, and manifests cannot: the values that say nothing about who is in it. */
  readonly fixed?: Readonly<Record<string, readonly string[]>>;
  readonly windows: readonly Window[];
  /** What a change of its attributes does to the people in it. */
  readonly rules: readonly SegmentRule[];
}
