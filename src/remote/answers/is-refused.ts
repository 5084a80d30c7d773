import type { Envelope } from './read-envelope.ts';

/** Problems of the caller and of the server: data that they withhold is missing, even beside other data. */
const keptBack: ReadonlySet<string> = new Set([
  ...['access-control', 'authentication', 'authorization'],
  ...['availability', 'quota'],
]);

/**
 * Whether the problems say that the read failed. The sources disagree on which of the two lists
 * holds failures. So a warning without data is the reason for the failure, and a warning beside data is a remark.
 */
export function isRefused(envelope: Envelope): boolean {
  const { errors, problems, entries, hasOddErrors, hasOddWarnings } = envelope;
  if (errors.length > 0 || hasOddErrors) return true;
  if (hasOddWarnings && entries.length === 0) return true;
  const others = problems.filter(({ deprecation }) => !deprecation);
  return others.some(({ type }) => entries.length === 0 || keptBack.has(type ?? ''));
}
