/**
 * What the platforms of the API differ in: each is one value of `Platform`, in a folder of its own. All other code
 * asks these fields and compares no platform's name, which `npm run lint` checks.
 */
import type { Kind, PlatformName } from '../model/entity.ts';
import type { AttributeRule } from './attribute-rule.ts';
import type { ContactListEndpoints } from './contact-list-endpoints.ts';
import type { Scope } from './scope.ts';
import type { SegmentType } from './segment-types/segment-type.ts';
import type { PlatformVersions } from './version-end.ts';

/** Where people are reached, on a platform that has a size for each. */
export type Channel = 'Onsite' | 'Offsite';

export interface EntityEndpoints {
  /** The last part of the resource path: `audience-segments` or `audiences`. */
  readonly path: string;
  /** The `type` that a bulk item of each verb carries; null leaves it out. */
  readonly itemType: Readonly<Record<'create' | 'update' | 'delete', string | null>>;
  /** A bulk item of a deletion carries `attributes: {}`, as the guide's sample does. */
  readonly emptyDelete: boolean;
}

/** The endpoint that lists what the credentials lead to. It belongs to no audience endpoints. */
export interface ScopeLookUp {
  /** After the version. */
  readonly path: string;
  /** It has pages, and can be asked for one ID. */
  readonly isPaged: boolean;
  /** The attributes that are read: the one with the name, and the one with the type of an account. */
  readonly nameAttribute: string;
  readonly typeAttribute: string | null;
}

/** How sizes are asked for. Sources: the OpenAPI schemas of compute-sizes. */
export interface SizeEndpoints {
  /** The key of the project file with their version. */
  readonly versionKey: 'apiVersion' | 'audienceApiVersion';
  /** One object with all IDs, or one resource for each. */
  readonly ids: 'in-one-object' | 'as-resources';
}

/** A list to look up what manifests need. */
export type CatalogueName = 'retailers' | 'interests' | 'brands' | 'behavioral';

export interface Platform {
  /** Also the service in paths: `/2026-07/retail-media/…`. */
  readonly name: PlatformName;
  readonly label: string;
  /** The service in the address of the OpenAPI file, as the API's documentation links it. */
  readonly specification: string;
  readonly versions: PlatformVersions;
  readonly scope: Scope;
  /** The attribute that says whose an entity is; all segments of an audience share it. */
  readonly ownerAttribute: string;
  readonly ownerLabel: string;
  /** What the developer portal calls the permissions to read and to write segments and audiences. */
  readonly permissions: { readonly read: string; readonly manage: string };
  /** The largest page that search allows. */
  readonly pageSize: number;
  /** Whether audiences say which ad sets use them. */
  readonly tellsLiveUse: boolean;
  /** The channels that sizes are given for; none where sizes do not depend on a channel. */
  readonly channels: readonly Channel[];
  /** Null where there are no audiences. */
  readonly endpoints: {
    readonly segment: EntityEndpoints;
    readonly audience: EntityEndpoints | null;
  };
  readonly contactLists: ContactListEndpoints;
  /** Null where the API has no sizes. */
  readonly sizes: SizeEndpoints | null;
  /** Null where no document has a list of them. */
  readonly scopeLookUp: ScopeLookUp | null;
  /** `…/me` names the application behind the credentials. */
  readonly namesApplication: boolean;
  readonly catalogues: readonly CatalogueName[];
  /** Attributes that every entity of a kind has, besides its name. */
  readonly attributes: Readonly<Record<Kind, readonly AttributeRule[]>>;
  readonly segmentTypes: readonly SegmentType[];
  readonly firstManifests: FirstManifests;
  /** The kinds whose guide states how long a description may be. */
  readonly statesDescriptionLimit: readonly Kind[];
  /** The API's code for a segment's `id` that is no ID, where its guide has one. */
  readonly invalidSegmentIdCode: string | null;
}

/** The first manifests that `init` writes, with examples in comments. */
export interface FirstManifests {
  readonly segments: string;
  /** Null where there are no audiences. */
  readonly audiences: string | null;
}

/** The most items that one bulk request may hold (`payload-too-big`). */
export const maxBatchItems = 10;
