import type { ApiAnswer } from '../calls/api-call.ts';
import type { Page } from './certify-rows.ts';
import { malformed, readRows } from './read-rows.ts';

/**
 * One page of a search.
 * @param subject such as `POST /2026-07/…/search`.
 * @throws DiagnosticError `api-answer-malformed`: what cannot be read is never taken for nothing, nor
 *   is a count that cannot be read taken for one that was left out.
 */
export function readPage(answer: ApiAnswer, subject: string): Page {
  const { data, totalItems, namesPage } = answer.envelope;
  if (totalItems === 'odd') throw malformed(subject, 'a count that is not a whole number');
  // Each may be null, and empty lists are left out in samples: then a count, or at least the page that was asked
  // for, has to say that this is the answer of a search.
  if ((data === 'absent' || data === 'none') && totalItems === null && !namesPage) {
    throw malformed(subject, 'neither data nor a count');
  }
  return { rows: readRows(answer, subject), total: totalItems };
}
