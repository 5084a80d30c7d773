import type { CodeEntry } from '../../diagnostics/catalogue/code-entry.ts';
import { findCode } from '../../diagnostics/codes.ts';
import type { ChangeError } from '../../model/outcome.ts';

/** Our codes that a request or the sync of a list can end with; codes of plans and manifests cannot. */
const groupsOfRequests =
  /^(?:Talking to the API|Apply: (?:outcomes|plan files)|Answers of the sandbox|Files|Members: .*)$/u;

/** Our codes about an answer of the API: they have its trace ID, or replace a code that it left out. */
const tracedCodes: ReadonlySet<string> = new Set(['served-impressions', 'unknown']);

/**
 * The catalogue entry for the code of a change that failed. The API has unlisted codes, and one of them
 * may equal one of ours: a code with a trace ID is the API's.
 */
export function entryOfError({
  code,
  traceId,
}: Pick<ChangeError, 'code' | 'traceId'>): CodeEntry | undefined {
  const entry = findCode(code);
  if (entry === undefined || entry.origin === 'api' || tracedCodes.has(code)) return entry;
  const { group } = entry;
  const isTheirs = traceId !== null && group !== 'Answers of the sandbox';
  return isTheirs || !groupsOfRequests.test(group) ? undefined : entry;
}
