import type { Kind } from '../model/entity.ts';
import type { VersionKey, VersionSources } from '../model/project.ts';
import type { RemoteOptions } from './remote-options.ts';

/** The versions of a run, and where the project file sets them. */
export type Versions = Pick<RemoteOptions, VersionKey | 'versionSources'>;

/** The key of the project file that sets the version of a kind's writes, and its value. */
export function writeVersion(
  settings: Versions,
  kind: Kind,
): { readonly key: VersionKey; readonly version: string } {
  const key = kind === 'audience' ? 'audienceApiVersion' : 'segmentApiVersion';
  return { key, version: versionOf(key, settings) };
}

/** What to set, and where, when the API does not serve a version. */
export function adviseOnVersion(key: VersionKey, versions: Versions): string {
  const { versionSources: sources } = versions;
  const version = versionOf(key, versions);
  const place = placeOf(key, sources);
  if (place !== null) return `Set another ${key} at ${place}: it is ${version} now.`;
  const read = key === 'segmentApiVersion' ? placeOf('apiVersion', sources) : null;
  if (read !== null)
    return `Set segmentApiVersion in the project file: without it, segments are written at apiVersion, which is ${version} at ${read}.`;
  return sources
    ? `Set ${key} in the project file: without it, ${version} is the default.`
    : `Set another ${key} in the project file: ${version} is used now.`;
}

/** Segments are written where everything is read, unless the options say otherwise. */
function versionOf(key: VersionKey, versions: Versions): string {
  return versions[key] ?? versions.apiVersion;
}

function placeOf(key: VersionKey, sources: VersionSources | undefined): string | null {
  const source = sources?.[key];
  return source ? `${source.file}:${source.line}:${source.column}` : null;
}
