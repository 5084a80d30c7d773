/** Lists to look up IDs and names in: retailers of an account, in-market interests and brands, behavioral segments. */

import type { RemoteRow } from '../../model/remote/snapshot.ts';
import { isJsonObject, type JsonObject } from '../../model/text/json.ts';
import type { CatalogueName } from '../../platforms/platform.ts';
import type { ApiCall } from '../calls/api-call.ts';
import type { Api } from '../calls/create-api.ts';
import { readNumber } from '../http/read-number.ts';
import type { TargetSettings } from '../remote-options.ts';
import { servicePath } from '../search/collection-path.ts';
import { readRows } from '../search/read-rows.ts';
import { searchRows } from '../search/search-rows.ts';
import { searchRetailers } from './look-up-retailers.ts';

export interface CatalogueEntry {
  readonly id: string;
  /** `null` where the API gives none, as the interests' documented answer does. */
  readonly name: string | null;
  /** The interest above this one. */
  readonly parentId: string | null;
  /** Of a behavioral segment: where its people are, ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Of a behavioral segment: such as `Lifestyles`. */
  readonly category: string | null;
  /** Of a behavioral segment: when it begins and ends, as the API writes it. */
  readonly startDate: string | null;
  readonly endDate: string | null;
  /** People, where the API gives the number. */
  readonly size: number | null;
}

const inMarketPaths = {
  interests: 'audience-segments/in-market-interests',
  brands: 'audience-segments/in-market-brands',
} as const;

export const behavioralFilter: JsonObject = { audienceSegmentTypes: ['Behavioral'] };

/**
 * @param country ISO 3166-1 alpha-2; retailers and behavioral segments have none, and are all given.
 * @throws DiagnosticError when reading fails.
 */
export async function readCatalogue(
  api: Api,
  name: CatalogueName,
  country: string,
): Promise<readonly CatalogueEntry[]> {
  if (name === 'retailers') return (await searchRetailers(api)).map(readEntry);
  if (name === 'behavioral') {
    const rows = await searchRows(api, 'segment', behavioralFilter);
    return rows.map(readEntry);
  }
  const call = catalogueCall(api.settings, name, country);
  return readRows(await api.read(call), `GET ${call.path}`).map(readEntry);
}

export function catalogueCall(
  settings: TargetSettings,
  name: keyof typeof inMarketPaths,
  country: string,
): Omit<ApiCall, 'effect'> {
  return {
    method: 'GET',
    path: `${servicePath(settings, settings.apiVersion)}/${inMarketPaths[name]}`,
    query: { 'advertiser-id': settings.scopeId, country },
  };
}

function readEntry({ id, attributes }: RemoteRow): CatalogueEntry {
  const size = attributes['size'];
  const behavioral = isJsonObject(attributes['behavioral']) ? attributes['behavioral'] : {};
  return {
    id,
    name: readText(attributes['name']),
    parentId: readText(attributes['parentId']),
    country: readText(behavioral['country']),
    category: readText(behavioral['category']),
    startDate: readText(behavioral['startDate']),
    endDate: readText(behavioral['endDate']),
    size: typeof size === 'number' || typeof size === 'string' ? readNumber(size) : null,
  };
}

function readText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
