import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import type { ReadOptions } from '../../model/remote/remote.ts';
import type { RemoteRow } from '../../model/remote/snapshot.ts';
import type { JsonObject } from '../../model/text/json.ts';
import type { ApiCall } from '../calls/api-call.ts';
import type { Api } from '../calls/create-api.ts';
import type { TargetSettings } from '../remote-options.ts';
import { certifyRows, maxRows, type Shortcoming } from './certify-rows.ts';
import { collectionPath } from './collection-path.ts';
import type { PageLimit } from './create-page-limit.ts';
import { readPage } from './read-page.ts';

/**
 * All rows of a kind that a filter lets through, certified complete, in ascending order of ID.
 * @throws DiagnosticError `snapshot-incomplete` when no reading came out even.
 */
export async function searchRows(
  api: Api,
  kind: Kind,
  filter: JsonObject,
  { afterFault = false, isOptional = false }: ReadOptions = {},
): Promise<readonly RemoteRow[]> {
  return searchAll(api, api.pages, (offset, limit) => ({
    ...searchCall(api.settings, kind, filter, offset, limit),
    afterFault,
    isOptional,
  }));
}

/**
 * The same of any search.
 *
 * @param callAt the request for a page.
 */
export async function searchAll(
  api: Api,
  pages: PageLimit,
  callAt: (offset: number, limit: number) => Omit<ApiCall, 'effect'>,
): Promise<readonly RemoteRow[]> {
  const { settings } = api;
  const { method, path } = callAt(0, 1);
  const readFrom = async (offset: number) => {
    const answer = await pages.send((limit) => api.read(callAt(offset, limit)));
    return readPage(answer, `${method} ${path}`);
  };
  const found = await certifyRows(readFrom, settings.maxConcurrentPages);
  if (found.complete) return found.rows;
  throw new DiagnosticError([
    { severity: 'error', code: 'snapshot-incomplete', ...explain(`${method} ${path}`, found, api) },
  ]);
}

export function searchCall(
  settings: TargetSettings,
  kind: Kind,
  filter: JsonObject,
  offset: number,
  limit: number = settings.platform.pageSize,
): Omit<ApiCall, 'effect'> {
  return {
    method: 'POST',
    path: `${collectionPath(settings, settings.apiVersion, kind)}/search`,
    // Both always, for the defaults differ between the documents.
    query: { limit: String(limit), offset: String(offset) },
    body: { data: { attributes: filter } },
  };
}

function explain(
  subject: string,
  { reason, distinct, totals }: Shortcoming,
  { settings }: Api,
): Pick<Diagnostic, 'message' | 'hint'> {
  const check = `Check that ${settings.apiUrl} is the address of the API, and that nothing else answers instead of it`;
  const counted = totals.length === 0 ? '' : ` but counts ${totals.join(', then ')}`;
  switch (reason) {
    case 'uneven':
      return {
        message: `${subject} gave ${distinct} distinct IDs${counted}, at every reading`,
        hint: 'Run the command again while the account is not being edited.',
      };
    case 'repeating':
      return {
        message: `${subject} gave the same page again at another offset, after ${distinct} distinct IDs${counted}`,
        hint: check,
      };
    case 'endless':
      return {
        message: `${subject} has no end: it gave ${distinct} distinct IDs${counted}, and at most ${maxRows} are read`,
        hint: check,
      };
  }
}
