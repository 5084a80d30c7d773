import { isJsonObject } from '../../model/text/json.ts';
import type { ApiCall } from '../calls/api-call.ts';
import { type Api, createApi } from '../calls/create-api.ts';
import { versionSegment } from '../http/path-segment.ts';
import { fillRemoteOptions, type RemoteOptions, type TargetSettings } from '../remote-options.ts';
import { createPageLimit } from '../search/create-page-limit.ts';
import { readRows } from '../search/read-rows.ts';

/** An account or an advertiser that the application may see. */
export interface Scope {
  readonly id: string;
  readonly name: string | null;
  /** Of an account, where the API tells: `supply` is a retailer's, `demand` a brand's. */
  readonly type: string | null;
}

/**
 * The retail-media accounts or marketing-solutions advertisers behind the credentials, the first
 * page of them at least. The look-up is not part of the audience endpoints, and an application may
 * lack the permission for it.
 *
 * @param id only the account with this ID, where the API can be asked for one.
 * @throws DiagnosticError when the look-up fails.
 */
export async function lookUpScopes(api: Api, id: string | null): Promise<readonly Scope[]> {
  const { method, path } = scopesCall(api.settings, id);
  const answer = await createPageLimit(scopesAtOnce).send((limit) =>
    api.read(scopesCall(api.settings, id, limit)),
  );
  return readRows(answer, `${method} ${path}`).map((row) => {
    const attributes = isJsonObject(row.attributes) ? row.attributes : {};
    const name = attributes['name'] ?? attributes['advertiserName'];
    const { type } = attributes;
    return {
      id: row.id,
      name: typeof name === 'string' ? name : null,
      type: typeof type === 'string' ? type : null,
    };
  });
}

/** The same over a connection of its own, before there is a project. */
export function listScopes(options: RemoteOptions): Promise<readonly Scope[]> {
  return lookUpScopes(
    createApi(fillRemoteOptions(options), () => true),
    null,
  );
}

/** The API's own default. */
const scopesAtOnce = 25;

export function scopesCall(
  settings: TargetSettings,
  id: string | null,
  limit: number = scopesAtOnce,
): Omit<ApiCall, 'effect'> {
  const version = versionSegment(settings.apiVersion);
  if (!settings.platform.accountInPath) {
    return { method: 'GET', path: `/${version}/advertisers/me` };
  }
  return {
    method: 'GET',
    path: `/${version}/retail-media/accounts`,
    query: { pageIndex: '0', pageSize: String(limit), ...(id === null ? {} : { limitToId: id }) },
  };
}
