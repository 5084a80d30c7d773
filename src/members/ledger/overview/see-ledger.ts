import type { LedgerSight, MembersRefusal } from '../../members-plan.ts';
import type { LedgerHead } from '../open-ledger.ts';
import { isAhead } from './is-ahead.ts';
import { spellAge, spellLimit } from './spell-duration.ts';

/** @param now milliseconds since the epoch. */
export function seeLedger({ header, commit }: LedgerHead, now: number): LedgerSight {
  return {
    generation: header.generation,
    commits: commit.number,
    writtenAt: new Date(commit.time).toISOString(),
    ageSeconds: ageOf(commit.time, now),
  };
}

/** Clocks differ by a little: what is ahead of ours by no more than that was written just now. */
function ageOf(time: number, now: number): number {
  const seconds = Math.round((now - time) / 1000);
  return isAhead(time, now) ? seconds : Math.max(0, seconds);
}

/** What says that a ledger is older than it may be: it may be a copy of before. */
export function refuseOldLedger(
  { ageSeconds, writtenAt }: LedgerSight,
  maxAgeMs: number | null,
): MembersRefusal | null {
  if (maxAgeMs === null) return null;
  if (ageSeconds < 0) {
    return {
      code: 'ledger-old',
      text: `the ledger was last written at ${writtenAt}, which is in the future, so its age is not known. It may be older than --max-ledger-age allows`,
      fix: 'Check the clock of this machine, and that of the machine that wrote the ledger. If the ledger is the newest one, run the command once without --max-ledger-age. A run that confirms the ledger, or sends something, gives it the current date.',
    };
  }
  if (ageSeconds * 1000 <= maxAgeMs) return null;
  return {
    code: 'ledger-old',
    text: `the ledger was last written ${spellAge(ageSeconds) ?? 'less than a minute'} ago; the limit is ${spellLimit(maxAgeMs / 1000)}`,
    fix: 'Look for a newer copy of this ledger, on the machine that last filled the list or in a backup, and replace this one with it. If this ledger is the newest, give a higher --max-ledger-age, or set AUDIENCECTL_MAX_LEDGER_AGE.',
  };
}

/** Whether a ledger is a copy of before the one that was seen. */
export function isOlderThan(
  ledger: Pick<LedgerSight, 'generation' | 'commits'>,
  seen: Pick<LedgerSight, 'generation' | 'commits'>,
): boolean {
  return (
    ledger.generation < seen.generation ||
    (ledger.generation === seen.generation && ledger.commits < seen.commits)
  );
}
