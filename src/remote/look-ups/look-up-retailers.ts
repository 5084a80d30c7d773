/** The retailers that an account may use. The look-up is not part of the audience endpoints. */
import type { RemoteRow } from '../../model/remote/snapshot.ts';
import type { ApiCall } from '../calls/api-call.ts';
import { type Api, createApi } from '../calls/create-api.ts';
import { fillRemoteOptions, type RemoteOptions, type TargetSettings } from '../remote-options.ts';
import { scopePath } from '../search/collection-path.ts';
import { createPageLimit } from '../search/create-page-limit.ts';
import { readRows } from '../search/read-rows.ts';
import { searchAll } from '../search/search-rows.ts';

/** The most that one page of the look-up holds. */
const pageSize = 10;

/** A retailer by its ID, and its name where the API has one. */
export interface Retailer {
  readonly id: string;
  readonly name: string | null;
}

/** @returns those of `ids` that the account may use. */
export async function lookUpRetailers(
  api: Api,
  ids: readonly string[],
): Promise<readonly Retailer[]> {
  const found: Retailer[] = [];
  const pages = createPageLimit(pageSize);
  for (let from = 0; from < ids.length; ) {
    const page = await pages.send(async (limit) => {
      const call = retailersCall(api.settings, ids.slice(from, from + limit), 0, limit);
      return { rows: readRows(await api.read(call), `${call.method} ${call.path}`), limit };
    });
    // A smaller page is asked for fewer of them.
    from += page.limit;
    found.push(...page.rows.map(readRetailer));
  }
  return found;
}

/**
 * All that the account may use, in ascending order of ID. The figures of an answer do not say whether they
 * count the page or all, so pages are read until one is empty.
 */
export function searchRetailers(api: Api): Promise<readonly RemoteRow[]> {
  return searchAll(api, createPageLimit(pageSize), (offset, limit) =>
    retailersCall(api.settings, [], offset, limit),
  );
}

/** The same over a connection of its own, before there is a project. */
export async function listRetailers(options: RemoteOptions): Promise<readonly Retailer[]> {
  const rows = await searchRetailers(createApi(fillRemoteOptions(options), () => true));
  return rows.map(readRetailer);
}

/** @param ids none for all retailers. */
export function retailersCall(
  settings: TargetSettings,
  ids: readonly string[],
  offset = 0,
  limit: number = pageSize,
): Omit<ApiCall, 'effect'> {
  const filter = ids.length === 0 ? {} : { retailerIdFilter: [...ids] };
  return {
    method: 'POST',
    path: `${scopePath(settings, settings.apiVersion)}/retailers/search`,
    query: { limit: String(limit), offset: String(offset) },
    body: { data: { attributes: filter } },
  };
}

function readRetailer({ id, attributes }: RemoteRow): Retailer {
  const { name } = attributes;
  return { id, name: typeof name === 'string' && name !== '' ? name : null };
}
