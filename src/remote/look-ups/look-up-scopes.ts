import { isJsonObject } from '../../model/text/json.ts';
import type { ScopeLookUp } from '../../platforms/platform.ts';
import type { ApiCall } from '../calls/api-call.ts';
import { type Api, createApi } from '../calls/create-api.ts';
import { versionSegment } from '../http/path-segment.ts';
import { fillRemoteOptions, type RemoteOptions, type TargetSettings } from '../remote-options.ts';
import { createPageLimit } from '../search/create-page-limit.ts';
import { readRows } from '../search/read-rows.ts';

/** An account or an advertiser that the application may see. */
export interface VisibleScope {
  readonly id: string;
  readonly name: string | null;
  /** For an account, where the API says it: `supply` is a retailer's, `demand` a brand's. */
  readonly type: string | null;
}

/**
 * What the credentials lead to, the first page of it at least; null where the platform has no list. An
 * application may lack the permission for the look-up.
 *
 * @param id only the account with this ID, where the API can be asked for one.
 * @throws DiagnosticError when the look-up fails.
 */
export async function lookUpScopes(
  api: Api,
  id: string | null,
): Promise<readonly VisibleScope[] | null> {
  const { scopeLookUp } = api.settings.platform;
  if (scopeLookUp === null) return null;
  const { method, path } = scopesCall(api.settings, scopeLookUp, id);
  const answer = await createPageLimit(scopesAtOnce).send((limit) =>
    api.read(scopesCall(api.settings, scopeLookUp, id, limit)),
  );
  const { nameAttribute, typeAttribute } = scopeLookUp;
  return readRows(answer, `${method} ${path}`).map((row) => {
    const attributes = isJsonObject(row.attributes) ? row.attributes : {};
    const name = attributes[nameAttribute];
    const type = typeAttribute === null ? null : attributes[typeAttribute];
    return {
      id: row.id,
      name: typeof name === 'string' ? name : null,
      type: typeof type === 'string' ? type : null,
    };
  });
}

/** The same over a connection of its own, before there is a project. */
export async function listScopes(options: RemoteOptions): Promise<readonly VisibleScope[]> {
  const api = createApi(fillRemoteOptions(options), () => true);
  return (await lookUpScopes(api, null)) ?? [];
}

/** The API's own default. */
const scopesAtOnce = 25;

export function scopesCall(
  settings: Pick<TargetSettings, 'apiVersion'>,
  lookUp: Pick<ScopeLookUp, 'path' | 'isPaged'>,
  id: string | null,
  limit: number = scopesAtOnce,
): Omit<ApiCall, 'effect'> {
  const path = `/${versionSegment(settings.apiVersion)}/${lookUp.path}`;
  if (!lookUp.isPaged) return { method: 'GET', path };
  const query = { pageIndex: '0', pageSize: String(limit) };
  return { method: 'GET', path, query: { ...query, ...(id === null ? {} : { limitToId: id }) } };
}
