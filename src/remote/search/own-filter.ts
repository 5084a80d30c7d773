import type { JsonObject } from '../../model/text/json.ts';
import type { RemoteSettings } from '../remote-options.ts';

/** What keeps a search to the project's own account or advertiser, where the path does not. */
export function ownFilter({
  platform,
  scopeId,
}: Pick<RemoteSettings, 'platform' | 'scopeId'>): JsonObject {
  const { searchFilter } = platform.scope;
  return searchFilter === null ? {} : { [searchFilter]: [scopeId] };
}
