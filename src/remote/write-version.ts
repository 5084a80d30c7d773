import type { Kind } from '../model/entity.ts';
import type { VersionKey } from '../model/project.ts';
import type { RemoteSettings } from './remote-options.ts';

/** The key that sets the version of a kind's writes, and its value. */
export function writeVersion(
  settings: Pick<RemoteSettings, 'audienceApiVersion' | 'segmentApiVersion'>,
  kind: Kind,
): { readonly key: VersionKey; readonly version: string } {
  const key = kind === 'audience' ? 'audienceApiVersion' : 'segmentApiVersion';
  return { key, version: settings[key] };
}
