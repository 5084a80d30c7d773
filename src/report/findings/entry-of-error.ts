import type { CodeEntry } from '../../diagnostics/catalogue/code-entry.ts';
import { findCode } from '../../diagnostics/codes.ts';
import type { ChangeError } from '../../model/outcome.ts';

/** What a request, or the filling of a list, can end with in our words; a plan and a manifest can end no request. */
const groupsOfRequests =
  /^(?:Talking to the API|Apply: (?:outcomes|plan files)|Answers of the sandbox|Files|Members: .*)$/u;

/** Ours, about what the API said: they come with its trace, or stand in for a code that it left out. */
const tracedCodes: ReadonlySet<string> = new Set(['served-impressions', 'unknown']);

/**
 * What there is to say about the code of a change that failed. The API has codes that nobody has listed, and one of
 * them may read like one of ours: what it has traced is its own.
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
