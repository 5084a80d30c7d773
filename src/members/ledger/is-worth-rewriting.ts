import { isAhead } from './overview/is-ahead.ts';
import type { LedgerFile } from './read-ledger.ts';

/** How long a ledger may name people who were removed from the list: a request for erasure is done by then. */
const longestTraceMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Whether a ledger should be rewritten, with those it holds and no others, before it is continued. Adding
 * and removing in turn makes it longer than its list; a new key wants to be used; and who was removed
 * from the list must leave the file, too.
 *
 * @param held how many it holds.
 * @param now milliseconds since the epoch.
 */
export function isWorthRewriting(
  { commit, unsure, removedSince, isOfOldKey }: LedgerFile,
  held: number,
  now: number,
): boolean {
  if (isOfOldKey) return true;
  // A date in the future says nothing, and might be years away.
  const isOver = (since: number) => now - since >= longestTraceMs || isAhead(since, now);
  if (removedSince !== null && isOver(removedSince)) return true;
  return commit.written > (held + unsure) * 1.5 + 100_000;
}
