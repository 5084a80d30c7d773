/** The value of a project file, an environment merged in, as a project with its defaults. */
import type { Ownership, OwnershipRule } from '../model/ownership.ts';
import {
  defaultLimits,
  type Labels,
  type Limits,
  labelLists,
  type Project,
} from '../model/project.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import { findPlatform } from '../platforms/platform-named.ts';

/** The stable version of the API that this release was made for. */
export const defaultApiVersion = '2026-07';

type Known = Pick<
  Project,
  | 'environment'
  | 'file'
  | 'variables'
  | 'versionSources'
  | 'wrongVersions'
  | 'labelSources'
  | 'houseRules'
> & {
  readonly folderName: string;
};

/** Null where nothing sensible can go on: no platform, or no account. Its shape may be wrong elsewhere. */
export function toProject(value: JsonValue, { folderName, ...known }: Known): Project | null {
  if (!isJsonObject(value)) return null;
  const platform = findPlatform(value['platform']);
  if (platform === null) return null;
  const scopeId = value[platform.scope.attribute];
  if (typeof scopeId !== 'string') return null;
  const apiVersion = text(value['apiVersion']) ?? defaultApiVersion;
  const segmentApiVersion = text(value['segmentApiVersion']) ?? apiVersion;
  const { manifests, prune } = value;
  const credentials = text(value['credentials']);
  return {
    name: text(value['name']) ?? folderName,
    platform: platform.name,
    scopeId,
    apiVersion,
    audienceApiVersion:
      text(value['audienceApiVersion']) ?? platform.versions.audienceDefault ?? apiVersion,
    ...(segmentApiVersion === apiVersion ? {} : { segmentApiVersion }),
    ...(credentials === null ? {} : { credentials }),
    manifests: Array.isArray(manifests) ? texts(manifests) : null,
    labels: readLabels(jsonObject(value['labels'])),
    defaults: jsonObject(value['defaults']),
    ignore: texts(value['ignore']),
    owns: readOwnership(value['owns']),
    prune: prune === 'removed' || prune === 'owned' ? prune : 'off',
    protect: texts(value['protect']),
    limits: readLimits(jsonObject(value['limits'])),
    ...known,
  };
}

function readLabels(labels: JsonObject): Labels {
  return Object.fromEntries(
    labelLists.flatMap((list) => {
      const names = Object.entries(jsonObject(labels[list])).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      return names.length === 0 ? [] : [[list, Object.fromEntries(names)]];
    }),
  );
}

function readOwnership(value: JsonValue | undefined): Ownership | null {
  if (!isJsonObject(value)) return null;
  const { segments, audiences } = value;
  return {
    ...(isJsonObject(segments) ? { segments: readRule(segments) } : {}),
    ...(isJsonObject(audiences) ? { audiences: readRule(audiences) } : {}),
  };
}

function readRule({ names, retailerIds }: JsonObject): OwnershipRule {
  return {
    ...(Array.isArray(names) ? { names: texts(names) } : {}),
    ...(Array.isArray(retailerIds) ? { retailerIds: texts(retailerIds) } : {}),
  };
}

function readLimits(limits: JsonObject): Limits {
  const limit = (name: keyof Limits) => number(limits[name]) ?? defaultLimits[name];
  return {
    maxDeletes: limit('maxDeletes'),
    maxDeletePercent: limit('maxDeletePercent'),
    maxMemberRemovePercent: limit('maxMemberRemovePercent'),
    maxMemberGrowPercent: limit('maxMemberGrowPercent'),
    maxMemberInvalidPercent: limit('maxMemberInvalidPercent'),
  };
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function jsonObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
