import type { Check } from '../../diagnostics/check.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { isJsonObject } from '../../model/text/json.ts';
import { listSome } from '../../model/text/list-some.ts';
import type { ApiCall } from '../calls/api-call.ts';
import type { Api } from '../calls/create-api.ts';
import type { TargetSettings } from '../remote-options.ts';
import { scopePath } from '../search/collection-path.ts';
import { createPageLimit } from '../search/create-page-limit.ts';
import { readRows } from '../search/read-rows.ts';

/** A retailer that a project names, and where. */
export interface NamedRetailer {
  readonly id: string;
  /** `FILE:LINE`. */
  readonly place: string;
}

/** The most that one page of the look-up holds. */
const pageSize = 10;

/** More than this are counted. */
const maxShown = 5;

/**
 * Whether the account may use the retailers that the project names. The look-up is not part of the audience
 * endpoints, and an application may lack the permission for it.
 */
export async function checkRetailers(
  api: Api,
  retailers: readonly NamedRetailer[],
): Promise<readonly Check[]> {
  if (retailers.length === 0 || !api.settings.platform.listsRetailers) return [];
  const name = 'retailers';
  try {
    const known = await lookUpRetailers(
      api,
      retailers.map(({ id }) => id),
    );
    const missing = retailers.filter(({ id }) => !known.has(id));
    if (missing.length === 0) {
      const shown = retailers.map(({ id }) => `${id}${titleOf(known.get(id) ?? null)}`);
      return [{ name, status: 'ok', text: `the account may use ${listSome(shown, maxShown)}` }];
    }
    const places = missing.map(({ id, place }) => `${id} (${place})`);
    const hint =
      'Correct retailerId there, or ask Criteo to give the account access to the retailer.';
    const text = `the account has no access to ${listSome(places, maxShown)}`;
    return [{ name, status: 'warn', text, hint }];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const text = 'this application cannot look up the retailers; planning does not need this';
    return [{ name, status: 'warn', text }];
  }
}

async function lookUpRetailers(
  api: Api,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const known = new Map<string, string | null>();
  const pages = createPageLimit(pageSize);
  for (let from = 0; from < ids.length; ) {
    const page = await pages.send(async (limit) => {
      const call = retailersCall(api.settings, ids.slice(from, from + limit), limit);
      return { rows: readRows(await api.read(call), `${call.method} ${call.path}`), limit };
    });
    // A smaller page is asked for fewer of them.
    from += page.limit;
    for (const { id, attributes } of page.rows) {
      const title = isJsonObject(attributes) ? attributes['name'] : undefined;
      known.set(id, typeof title === 'string' ? title : null);
    }
  }
  return known;
}

export function retailersCall(
  settings: TargetSettings,
  ids: readonly string[],
  limit: number = pageSize,
): Omit<ApiCall, 'effect'> {
  return {
    method: 'POST',
    path: `${scopePath(settings, settings.apiVersion)}/retailers/search`,
    query: { limit: String(limit), offset: '0' },
    body: { data: { attributes: { retailerIdFilter: [...ids] } } },
  };
}

function titleOf(title: string | null): string {
  return title === null ? '' : ` "${title}"`;
}
