import type { Kind } from '../../model/entity.ts';
import { idSegment, versionSegment } from '../http/path-segment.ts';
import type { RemoteSettings } from '../remote-options.ts';

/** The path of a kind's collection: `/2026-07/retail-media/accounts/1/audience-segments`. */
export function collectionPath(
  settings: Pick<RemoteSettings, 'platform' | 'scopeId'>,
  version: string,
  kind: Kind,
): string {
  const { platform, scopeId } = settings;
  const account = platform.accountInPath ? `/accounts/${idSegment(scopeId)}` : '';
  return `${servicePath(settings, version)}${account}/${platform.endpoints[kind].path}`;
}

/** Where the endpoints of a platform begin: `/2026-07/retail-media`. */
export function servicePath(settings: Pick<RemoteSettings, 'platform'>, version: string): string {
  return `/${versionSegment(version)}/${settings.platform.name}`;
}
