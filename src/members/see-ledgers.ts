/** Edge: what the ledgers of a list say of themselves, without anybody who is in them. */
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { ContactListTarget } from '../model/members-remote.ts';
import { withLedger } from './ledger/ledger-error.ts';
import { type LedgerPlace, notePlace } from './ledger/ledger-place.ts';
import { listLedgers } from './ledger/list-ledgers.ts';
import { readLedgerHead } from './ledger/open-ledger.ts';
import type { LedgerSight } from './members-plan.ts';
import { type LedgerSettings, ledgerPlace } from './members-task.ts';
import { seeLedger } from './see-ledger.ts';

export interface LedgerOverview {
  /** Null for the note that the whole list was made or cleared. */
  readonly identifierType: string | null;
  /** Null where it cannot be read. */
  readonly seen: (LedgerSight & { readonly held: number }) | null;
  /** The code of what is wrong with it; null where it can be read. */
  readonly problem: string | null;
}

/** @param now milliseconds since the epoch. */
export async function seeLedgers(
  context: LedgerSettings,
  target: ContactListTarget,
  now: number,
): Promise<readonly LedgerOverview[]> {
  const place = ledgerPlace(context, target, null);
  const ledgers = await withLedger(place, () => listLedgers(place));
  const all = ledgers.length > 0 ? ledgers : [notePlace(place)];
  const seen = await Promise.all(all.map((each) => overviewOf(each, now)));
  return seen.filter((each) => each !== null);
}

async function overviewOf(place: LedgerPlace, now: number): Promise<LedgerOverview | null> {
  const { identifierType } = place;
  try {
    const head = await withLedger(place, () => readLedgerHead(place));
    if (head === null) return null;
    const seen = { ...seeLedger(head, now), held: head.commit.held };
    return { identifierType: head.header.identifierType, seen, problem: null };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { identifierType, seen: null, problem: error.diagnostics[0]?.code ?? 'ledger-unusable' };
  }
}
