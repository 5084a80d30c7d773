import { withLedger } from './ledger-error.ts';
import type { LedgerPlace } from './ledger-place.ts';
import { lockLedger } from './lock-ledger.ts';

/**
 * Edge: does something to a list while no other run does.
 *
 * @throws DiagnosticError while another run has it, and where its folder or disk fails.
 */
export function withLockedLedger<Result>(
  place: LedgerPlace,
  use: () => Promise<Result>,
): Promise<Result> {
  return withLedger(place, async () => {
    const unlock = await lockLedger(place);
    try {
      return await use();
    } finally {
      await unlock();
    }
  });
}
