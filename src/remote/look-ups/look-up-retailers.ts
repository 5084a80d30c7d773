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

export interface FirstRetailers {
  readonly retailers: readonly Retailer[];
  /** Whether there may be more, which were not read. */
  readonly isCut: boolean;
}

/** So many pages are read in seconds. An account with thousands of retailers would have to wait for the rate limit. */
const firstPages = 10;

/** The first that the account may use, over a connection of its own, before there is a project. */
export async function listFirstRetailers(options: RemoteOptions): Promise<FirstRetailers> {
  const api = createApi(fillRemoteOptions(options), () => true);
  const pages = createPageLimit(pageSize);
  const found = new Map<string, Retailer>();
  for (let page = 0, from = 0, empty = 0; page < firstPages; page += 1) {
    const rows = await pages.send(async (limit) => {
      const call = retailersCall(api.settings, [], from, limit);
      return readRows(await api.read(call), `${call.method} ${call.path}`);
    });
    for (const row of rows) found.set(row.id, readRetailer(row));
    from += rows.length;
    // Nothing counts them, so an empty page has to be empty twice.
    empty = rows.length === 0 ? empty + 1 : 0;
    if (empty === 2) return { retailers: [...found.values()], isCut: false };
  }
  return { retailers: [...found.values()], isCut: true };
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
