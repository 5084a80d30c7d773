/** Rows of an answer that is of use only if all of them are what the API sends. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { RemoteRow } from '../../model/remote/snapshot.ts';
import { isJsonObject } from '../../model/text/json.ts';
import { isRemoteRow } from '../../schema/generated/is-remote-row.js';
import type { ApiAnswer } from '../calls/api-call.ts';

/**
 * @param subject such as `GET /2026-07/advertisers/me`.
 * @throws DiagnosticError `api-answer-malformed`: what cannot be read is never taken for nothing, and
 * what is in the place of an ID is made of digits.
 */
export function readRows({ envelope }: ApiAnswer, subject: string): readonly RemoteRow[] {
  const { data, rows, entries } = envelope;
  if (data === 'odd') throw malformed(subject, 'data that is not a list');
  const hasAttributes = entries.every(
    (entry) => isJsonObject(entry) && isJsonObject(entry['attributes']),
  );
  if (rows.length !== entries.length) throw malformed(subject, 'rows without an ID of digits');
  if (!hasAttributes) throw malformed(subject, 'rows without attributes');
  const odd = rows.find((row) => !isRemoteRow(row));
  if (odd === undefined) return rows;
  throw malformed(subject, `row ${odd.id} with something that is not an ID ${placeOfViolation()}`);
}

export function malformed(subject: string, fault: string): DiagnosticError {
  return new DiagnosticError([
    {
      severity: 'error',
      code: 'api-answer-malformed',
      message: `${subject} answered ${fault}`,
      hint: 'Check that --api-url is the address of the API, and not of a proxy or a login page.',
    },
  ]);
}

/** Of the row that was checked last. */
function placeOfViolation(): string {
  const [first] = isRemoteRow.errors ?? [];
  return first === undefined ? '' : `at ${first.instancePath.slice(1).replaceAll('/', '.')}`;
}
