import type { Kind } from '../../model/entity.ts';
import { endpointsOf } from '../../platforms/platform-named.ts';
import { idSegment, versionSegment } from '../http/path-segment.ts';
import type { RemoteSettings } from '../remote-options.ts';

/** The path of a kind's collection: `/2026-07/retail-media/accounts/1/audience-segments`. */
export function collectionPath(
  settings: Pick<RemoteSettings, 'platform' | 'scopeId'>,
  version: string,
  kind: Kind,
): string {
  return `${scopePath(settings, version)}/${endpointsOf(settings.platform, kind).path}`;
}

/** Where the collections of a project begin: `/2026-07/retail-media/accounts/1`. */
export function scopePath(
  settings: Pick<RemoteSettings, 'platform' | 'scopeId'>,
  version: string,
): string {
  const { pathPrefix } = settings.platform.scope;
  const own = pathPrefix === null ? '' : `/${pathPrefix}/${idSegment(settings.scopeId)}`;
  return servicePath(settings, version) + own;
}

/** Where the endpoints of a platform begin: `/2026-07/retail-media`. */
export function servicePath(settings: Pick<RemoteSettings, 'platform'>, version: string): string {
  return `/${versionSegment(version)}/${settings.platform.name}`;
}
