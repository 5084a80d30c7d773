import type { ApiAnswer } from './api-call.ts';
import type { Page } from './certify-rows.ts';
import { malformed, readRows } from './read-rows.ts';

/**
 * One page of a search.
 * @param subject such as `POST /2026-07/…/search`.
 * @throws DiagnosticError `api-answer-malformed`: what cannot be read is never taken for nothing, nor
 *   is a count that cannot be read taken for one that was left out.
 */
export function readPage(answer: ApiAnswer, subject: string): Page {
  const { data, totalItems } = answer.envelope;
  if (totalItems === 'odd') throw malformed(subject, 'a count that is no whole number');
  if (data === 'absent') throw malformed(subject, 'no data');
  // Both may be null (search responses of the OpenAPI files), but then nothing says that there is nothing.
  if (data === 'none' && totalItems === null) throw malformed(subject, 'neither data nor a count');
  return { rows: readRows(answer, subject), total: totalItems };
}
