import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Kind } from '../model/entity.ts';
import type { JsonObject } from '../model/json.ts';
import type { RemoteRow } from '../model/snapshot.ts';
import type { ApiAnswer } from './api-call.ts';
import { certifyRows, type Page } from './certify-rows.ts';
import { collectionPath } from './collection-path.ts';
import type { Api } from './create-api.ts';
import { malformed, readRows } from './read-rows.ts';

/**
 * All rows of a kind that a filter lets through, certified complete, in ascending order of ID.
 * @throws DiagnosticError `snapshot-incomplete` when the readings never came out even.
 */
export async function searchRows(
  api: Api,
  kind: Kind,
  filter: JsonObject,
): Promise<readonly RemoteRow[]> {
  const { settings } = api;
  const path = `${collectionPath(settings, settings.apiVersion, kind)}/search`;
  const limit = settings.platform.pageSize;
  const readPage = async (offset: number) => {
    const answer = await api.read({
      method: 'POST',
      path,
      // Both always, for the defaults differ between the documents.
      query: { limit: String(limit), offset: String(offset) },
      body: { data: { attributes: filter } },
    });
    return readPageOf(answer, `POST ${path}`);
  };
  const found = await certifyRows(readPage, settings.maxConcurrentPages);
  if (found.complete) return found.rows;
  const totals = found.totals.join(', then ');
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'snapshot-incomplete',
      message: `POST ${path} gave ${found.distinct} distinct IDs where it counts ${totals}, at every reading`,
      hint: 'Run the command again when nobody else changes the account',
    },
  ]);
}

/** @throws DiagnosticError `api-answer-malformed`: what cannot be read is never taken for nothing. */
function readPageOf(answer: ApiAnswer, subject: string): Page {
  const { hasData, hasMeta, totalItems } = answer.envelope;
  if (!(hasData || hasMeta)) throw malformed(subject, 'neither data nor meta');
  return { rows: readRows(answer, subject), total: totalItems };
}
