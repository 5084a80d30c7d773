import { withLedger } from '../ledger-error.ts';
import type { LedgerPlace } from '../ledger-place.ts';
import { type LedgerLock, type LockOptions, lockLedger } from './lock-ledger.ts';
import { tidyLedgers } from './tidy-ledgers.ts';

/**
 * Edge: does something to a list while no other run does.
 *
 * @throws DiagnosticError while another run has it, and where its folder or disk fails.
 */
export function withLockedLedger<Result>(
  place: LedgerPlace,
  options: LockOptions,
  use: (lock: LedgerLock) => Promise<Result>,
): Promise<Result> {
  return withLedger(place, async () => {
    const lock = await lockLedger(place, options);
    try {
      await tidyLedgers(place, lock);
      return await use(lock);
    } finally {
      await lock.release();
    }
  });
}
