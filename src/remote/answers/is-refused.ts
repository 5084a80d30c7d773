import type { Envelope } from './read-envelope.ts';

/** Problems of who asks and of the server: what they keep back is missing, whatever else is there. */
const keptBack: ReadonlySet<string> = new Set([
  ...['access-control', 'authentication', 'authorization'],
  ...['availability', 'quota'],
]);

/**
 * Whether what was to be read is not given, as its problems say. The sources disagree on which of the two lists
 * tells of failures. So a warning beside nothing is the reason for it, and only beside data is it a remark.
 */
export function isRefused(envelope: Envelope): boolean {
  const { errors, problems, entries, hasOddErrors, hasOddWarnings } = envelope;
  if (errors.length > 0 || hasOddErrors) return true;
  if (hasOddWarnings && entries.length === 0) return true;
  const told = problems.filter(({ deprecation }) => !deprecation);
  return told.some(({ type }) => entries.length === 0 || keptBack.has(type ?? ''));
}
