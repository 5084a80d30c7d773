/**
 * A platform is a table: which attributes an entity has and how the API treats each of them.
 * Planner, codecs and checks read these rows; none of them names a platform.
 */
import type { Kind, PlatformName } from '../model/entity.ts';

/** How one attribute behaves. Sources: the create, update and read schemas of the API's OpenAPI files. */
export interface AttributeRule {
  /** Dotted path in the manifest and, but for references, on the wire: `events.minPrice`. */
  readonly path: string;
  /** What equality means for it. */
  readonly form: 'value' | 'set' | 'points' | 'algebra' | 'segment-reference';
  /** Must be there on create, so it is never cleared. */
  readonly required?: true;
  /** Cannot change after creation: a difference is a replacement. */
  readonly immutable?: true;
  /** An update carries it as `{ "value": … }`, and `{ "value": null }` clears it. */
  readonly wrapped?: true;
  /** The server fills it in when it is left out, so leaving it out is not a difference. */
  readonly serverChosen?: true;
}

export interface SegmentType {
  /** The block's key in manifests and bodies. */
  readonly block: string;
  /** The value of the read attribute `type` and of the search filter `audienceSegmentTypes`. */
  readonly apiType: string;
  /** False for segments that Criteo owns: referenced, never declared. */
  readonly declarable: boolean;
  /** Its size can be estimated before it exists (the schemas of the estimate-size endpoints). */
  readonly estimable?: true;
  readonly attributes: readonly AttributeRule[];
}

/** Where retail-media people are reached: each channel has a size of its own. */
export type Channel = 'Onsite' | 'Offsite';

interface EntityEndpoints {
  /** The last part of the resource path: `audience-segments` or `audiences`. */
  readonly path: string;
  /** The `type` that a bulk item of each verb carries; null leaves it out. */
  readonly itemType: Readonly<Record<'create' | 'update' | 'delete', string | null>>;
}

export interface Platform {
  readonly name: PlatformName;
  readonly label: string;
  /** The word for what a project is bound to, and its key in the project file. */
  readonly scope: { readonly attribute: 'accountId' | 'advertiserId'; readonly label: string };
  /** The attribute that says whose an entity is; all segments of an audience share it. */
  readonly ownerAttribute: 'retailerId' | 'advertiserId';
  /** Whether the account stands in the path of every call. */
  readonly accountInPath: boolean;
  /** The largest page that search allows. */
  readonly pageSize: number;
  /** Whether audiences tell which ad sets use them. */
  readonly tellsLiveUse: boolean;
  /** The channels that sizes are told for; none where a size is a size. */
  readonly channels: readonly Channel[];
  readonly endpoints: Readonly<Record<Kind, EntityEndpoints>>;
  /** Attributes that every entity of a kind has, besides its name. */
  readonly attributes: Readonly<Record<Kind, readonly AttributeRule[]>>;
  readonly segmentTypes: readonly SegmentType[];
}

/** The most items that one bulk request may hold (`payload-too-big`). */
export const maxBatchItems = 10;
