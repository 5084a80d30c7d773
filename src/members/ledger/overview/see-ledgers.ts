/** Edge: what the ledgers of a list say of themselves, without their members. */
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import type { PlatformName } from '../../../model/entity.ts';
import type { ContactListTarget } from '../../../model/remote/members-remote.ts';
import { spellIdentifierType } from '../../identifiers/identifier-types.ts';
import type { LedgerSight } from '../../members-plan.ts';
import { type LedgerSettings, ledgerPlace } from '../../members-task.ts';
import { listLedgers } from '../folder/list-ledgers.ts';
import type { LedgerHeader } from '../format/ledger-header.ts';
import { couldCount } from '../format/ledger-moment.ts';
import { withLedger } from '../ledger-error.ts';
import { type LedgerPlace, notePlace } from '../ledger-place.ts';
import { type LedgerHead, readLedgerHead } from '../open-ledger.ts';
import { type LedgerFile, readLedger } from '../read-ledger.ts';
import { countOtherTypes } from '../read-list-ledger.ts';
import { seeLedger } from './see-ledger.ts';

export interface LedgerOverview {
  /** Null for the note that the whole list was made or cleared. */
  readonly identifierType: string | null;
  /** Null where it cannot be read. */
  readonly seen:
    | (LedgerSight & {
        readonly held: number;
        /** How many are of a last request whose outcome is unknown; null where that was not looked at. */
        readonly unconfirmed: number | null;
        /** `part`: the list may hold others, too. */
        readonly coverage: LedgerHeader['coverage'];
      })
    | null;
  /** Whether the API can count as many as it does where the ledger is right; null where that is not known. */
  readonly fits: boolean | null;
  /** The code of what is wrong with it; null where it can be read. */
  readonly problem: string | null;
}

/**
 * @param now milliseconds since the epoch.
 * @param counted how many members the API counts on the list; null where it gives no count.
 */
export async function seeLedgers(
  context: LedgerSettings,
  target: ContactListTarget,
  now: number,
  counted: number | null,
): Promise<readonly LedgerOverview[]> {
  const place = ledgerPlace(context, target, null);
  const ledgers = await withLedger(place, () => listLedgers(place));
  const all = ledgers.length > 0 ? ledgers : [notePlace(place)];
  const seen = await Promise.all(
    all.map((each) => overviewOf(each, context.platform, now, counted)),
  );
  return seen.filter((each) => each !== null);
}

async function overviewOf(
  place: LedgerPlace,
  platform: PlatformName,
  now: number,
  counted: number | null,
): Promise<LedgerOverview | null> {
  const { identifierType: type } = place;
  try {
    return await withLedger(place, async () => {
      const head = await readLedgerHead(place);
      // A note says nothing of the types that were sent since.
      if (head === null || head.header.begun.length > 0) return null;
      const { coverage, identifierType } = head.header;
      // Most counts are equal, and a very long ledger is read to its end only where they are not.
      const whole =
        head.commit.held === counted && head.commit.written > longLedger
          ? null
          : await readLedger(place);
      const fits = counted === null ? null : await couldTell(place, head, whole, counted, now);
      const unconfirmed = whole?.unconfirmed ?? null;
      const seen = { ...seeLedger(head, now), held: head.commit.held, unconfirmed, coverage };
      return { identifierType, seen, fits, problem: null };
    });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const identifierType = type && spellIdentifierType(type, platform);
    const problem = error.diagnostics[0]?.code ?? 'ledger-unusable';
    return { identifierType, seen: null, fits: null, problem };
  }
}

const longLedger = 2_000_000;

function unlessFinding(error: unknown): null {
  if (error instanceof DiagnosticError) return null;
  throw error;
}

/** @param ledger the whole of it, where the count is another one. */
async function couldTell(
  place: LedgerPlace,
  { header, commit }: LedgerHead,
  ledger: LedgerFile | null,
  counted: number,
  now: number,
): Promise<boolean | null> {
  if (header.coverage === 'part') return null;
  if (commit.held === counted) return true;
  if (ledger === null) return null;
  // The ledger of another type has a row of its own, which says what is wrong with it.
  const others = await countOtherTypes(place, now).catch(unlessFinding);
  if (others === null) return null;
  return couldCount(counted, ledger.moments, { unsure: ledger.unsure, others }, now);
}
