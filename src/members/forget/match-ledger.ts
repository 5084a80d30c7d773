import { encodingOf } from '../identifiers/identifier-rule.ts';
import type { LedgerPlace } from '../ledger/ledger-place.ts';
import { type LedgerFile, readLedger, type WantMembers } from '../ledger/read-ledger.ts';
import { readListLedger } from '../ledger/read-list-ledger.ts';
import { type MemberMatcher, matchMembers } from './match-members.ts';
import type { SoughtPeople } from './read-sought.ts';

export interface MatchedLedger {
  readonly ledger: LedgerFile;
  readonly matcher: MemberMatcher;
  /** The ledger does not know all of the list. */
  readonly isPartial: boolean;
  /** A clear of the list was not finished, and may have been carried out. */
  readonly isInClear: boolean;
}

/**
 * Edge: reads a ledger for people who are looked for.
 * @returns null where they cannot be compared with those in it, or there is no ledger.
 * @throws DiagnosticError where it cannot be relied on.
 */
export async function matchLedger(
  place: LedgerPlace,
  sought: SoughtPeople,
): Promise<MatchedLedger | null> {
  const type = place.identifierType ?? '';
  const matchers: MemberMatcher[] = [];
  const want: WantMembers = ({ header: { sentForm } }) => {
    const batch = sentForm === null ? null : sought.as(type, sentForm);
    if (sentForm === null || batch === null) return null;
    const matcher = matchMembers(batch, encodingOf(sentForm));
    matchers.push(matcher);
    return matcher.take;
  };
  const first = await readListLedger(place, want);
  // While a clear is not finished, the note about it counts, and the ledger still names people.
  const isNote = first !== null && first.header.identifierType === null;
  const ledger = isNote ? await readLedger(place, want) : first;
  const [matcher] = matchers;
  if (ledger === null || matcher === undefined) return null;
  const isPartial = isNote || ledger.header.coverage === 'part';
  return { ledger, matcher, isPartial, isInClear: isNote };
}
