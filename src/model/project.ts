import type { Source } from '../diagnostics/diagnostic.ts';
import type { PlatformName } from './entity.ts';
import type { HouseRules } from './house-rule.ts';
import type { Ownership } from './ownership.ts';
import type { JsonObject } from './text/json.ts';
import type { Variable } from './variable.ts';

/** The keys of a project file that set a version of the API. */
export const versionKeys = ['apiVersion', 'audienceApiVersion', 'segmentApiVersion'] as const;

export type VersionKey = (typeof versionKeys)[number];

export type VersionSources = Partial<Readonly<Record<VersionKey, Source>>>;

/** The lists under `labels` of a project file, for IDs of one sort each. */
export const labelLists = ['retailerIds', 'categoryIds', 'brandIds', 'interestIds'] as const;

export type LabelList = (typeof labelLists)[number];

/** Names for people to read, by ID. */
export type Labels = Partial<Readonly<Record<LabelList, Readonly<Record<string, string>>>>>;

/** A project file, checked, with its defaults filled in. */
export interface Project {
  readonly name: string;
  /** The chosen environment; null where the project has none. */
  readonly environment: string | null;
  readonly platform: PlatformName;
  /** The ID of what the project is bound to, such as an account: its platform says what that is. */
  readonly scopeId: string;
  /** The version segment of segment calls and of every read, such as `2026-07`. */
  readonly apiVersion: string;
  /** The version segment of audience writes: in retail media no dated version had them in August 2026. */
  readonly audienceApiVersion: string;
  /** The version segment of segment writes, where it is not `apiVersion`. */
  readonly segmentApiVersion?: string;
  /** The suffix of the environment variables with its credentials; none where the file names none. */
  readonly credentials?: string;
  /** Where the file sets these versions; a key that is missing has its default. */
  readonly versionSources?: VersionSources;
  /** Those that the file sets wrongly, or where none can be set: they have their defaults, and nothing is said of these. */
  readonly wrongVersions?: readonly VersionKey[];
  /** File globs as written; null stands for every YAML file below the project folder. */
  readonly manifests: readonly string[] | null;
  /** The same for all environments, where these manifests are other ones: rules in such files hold here, too. */
  readonly sharedManifests?: readonly string[] | null;
  readonly labels: Labels;
  /** Where the file has these lists. */
  readonly labelSources?: Partial<Readonly<Record<LabelList, Source>>>;
  /** Attributes for every entity that leaves them out. */
  readonly defaults: JsonObject;
  /** Codes of warnings not to show. */
  readonly ignore: readonly string[];
  /** The project file itself, relative to the project folder. */
  readonly file: string;
  /** What the project may touch; null: exactly what it declares. */
  readonly owns: Ownership | null;
  /** What is deleted because no manifest names it any more. */
  readonly prune: 'off' | 'removed' | 'owned';
  /** Globs of addresses that are never deleted or replaced. */
  readonly protect: readonly string[];
  readonly limits: Limits;
  /** What its own file demands; manifests may demand more. */
  readonly houseRules?: HouseRules;
  /** Values for `${var.NAME}` in manifests, by name. */
  readonly variables: ReadonlyMap<string, Variable>;
}

/** Brakes on what goes without being asked for by name. */
export interface Limits {
  /** Most deletions by prune in one plan, of each kind. */
  readonly maxDeletes: number;
  /** The same, in per cent of what is owned of the kind. */
  readonly maxDeletePercent: number;
  /** Most members removed from a contact list, in per cent of its members. */
  readonly maxMemberRemovePercent: number;
  /** Most that a contact list grows by at once, in per cent of its members. */
  readonly maxMemberGrowPercent: number;
  /** Most identifiers that are none, in per cent: of a source's lines, and of those that the API was sent. */
  readonly maxMemberInvalidPercent: number;
}

/** The limits of a project file that is silent about them. */
export const defaultLimits: Limits = {
  maxDeletes: 10,
  maxDeletePercent: 30,
  maxMemberRemovePercent: 20,
  maxMemberGrowPercent: 200,
  maxMemberInvalidPercent: 10,
};
