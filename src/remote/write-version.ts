import type { Kind } from '../model/entity.ts';
import type { VersionKey } from '../model/project.ts';
import type { VersionsInUse } from '../platforms/find-version-warnings.ts';
import type { RemoteOptions, RemoteSettings } from './remote-options.ts';

/** The key of the project file that sets the version of a kind's writes, and its value. */
export function writeVersion(
  settings: Pick<RemoteOptions, VersionKey>,
  kind: Kind,
): { readonly key: VersionKey; readonly version: string } {
  const key = kind === 'audience' ? 'audienceApiVersion' : 'segmentApiVersion';
  // Segments are written where everything is read, unless the options say otherwise.
  return { key, version: settings[key] ?? settings.apiVersion };
}

/** The versions of a run, and where the project file sets them, for advice on them. */
export function versionsInUse(settings: RemoteSettings): VersionsInUse {
  const { platform, apiVersion, audienceApiVersion, segmentApiVersion, versionSources } = settings;
  return {
    ...{ platform: platform.name, apiVersion, audienceApiVersion, segmentApiVersion },
    ...(versionSources ? { versionSources } : {}),
  };
}
