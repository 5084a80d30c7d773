import type { JsonObject } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import type { Problem } from '../protocol/problem.ts';
import type { PlatformName } from './platform-traits.ts';
import type { Resource, ResourceKind } from './resource.ts';
import type { ObjectShape } from './shapes/shape.ts';

/** An item of a bulk request, as it would be stored if no rule minds. */
export interface Candidate {
  readonly call: Call;
  readonly family: Family;
  /** What is stored now; null for a create. */
  readonly before: Resource | null;
  readonly sent: JsonObject;
  readonly after: Resource;
  /** How many items of the same request carry this name. */
  readonly sameNameInRequest: number;
}

export type BulkVerb = 'create' | 'update' | 'delete';

export type Rule = (candidate: Candidate) => readonly Problem[];

/** All that is particular to one kind of one platform; the bulk operations are the same for all. */
export interface Family {
  readonly platform: PlatformName;
  readonly kind: ResourceKind;
  readonly notFoundCode: string;
  /** What an item gets whose ID is no number; null when that refuses the whole request. */
  readonly malformedIdCode: string | null;
  /** `type` of resources in answers to writes, and in searches. */
  readonly resourceType: string;
  readonly searchedType: string;
  /** Types that updates and deletes may carry; null when any passes. */
  readonly acceptedTypes: readonly string[] | null;
  readonly maxPageSize: number;
  /** The filters that its search knows. */
  readonly filters: readonly string[];
  /** The attribute that names the retailer, advertiser or data provider. */
  readonly ownerAttribute: string;
  readonly shapes: { readonly created: ObjectShape; readonly updated: ObjectShape };
  /** What is wrong with the structure of an item's attributes, which refuses the whole request. */
  readonly findStructureProblem: (sent: JsonObject, isCreate: boolean) => Problem | null;
  /** The account, advertiser or data provider that a new row belongs to. */
  readonly scopeOf: (call: Call, attributes: JsonObject) => string;
  /** Normalises what was taken from a request and adds what the server computes. */
  readonly complete: (call: Call, taken: JsonObject, isCreate: boolean) => JsonObject;
  readonly rules: readonly Rule[];
  /** What prevents a delete. */
  readonly deletionRules: readonly ((call: Call, resource: Resource) => readonly Problem[])[];
}
