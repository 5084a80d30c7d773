/** `members stats` as text: what the API counts on a list, and what its ledgers say. */
import { describeMisfit } from '../../members/compare/choose-basis.ts';
import type { LedgerOverview } from '../../members/ledger/overview/see-ledgers.ts';
import type { MembersRefusal } from '../../members/members-plan.ts';
import type { MembersProblem } from '../../members/members-result.ts';
import type { ContactListStatistics } from '../../model/remote/members-remote.ts';
import { countOf, formatCount } from '../../model/text/count-of.ts';
import { asSentence } from '../text/as-sentence.ts';
import { describeAge } from '../text/describe-age.ts';
import { printable } from '../text/printable.ts';
import { describeUnconfirmed } from './describe-members.ts';
import { membersWarnings } from './render-members.ts';

export interface MembersStatistics {
  readonly address: string;
  readonly statistics: ContactListStatistics | null;
  /** What the API said beside them, or instead of them. */
  readonly warnings: readonly MembersProblem[];
  readonly ledgers: readonly LedgerOverview[];
  readonly refusals: readonly MembersRefusal[];
}

export function renderStatistics(shown: MembersStatistics): string {
  const { address, statistics, warnings, ledgers, refusals } = shown;
  return [
    `${printable(address)}: ${describeCounts(statistics, warnings.length > 0)}, as of the last recomputation`,
    ...membersWarnings(warnings),
    ...(ledgers.length === 0 ? ['ledger: none here'] : ledgers.map(describeLedger)),
    ...misfitLines(shown),
    ...refusals.flatMap(({ text, fix }) => [
      `refused: ${printable(text)}`,
      `  ${asSentence(printable(fix))}`,
    ]),
  ].join('\n');
}

function describeCounts(statistics: ContactListStatistics | null, isExplained: boolean): string {
  const count = statistics?.numberOfIdentifiers ?? null;
  const matches = statistics?.numberOfMatches ?? null;
  if (count === null)
    return isExplained ? 'the API gives no numbers' : 'the API gives no numbers yet';
  const matched = matches === null ? '' : `, ${formatCount(matches)} matched`;
  return countOf(count, 'identifier') + matched + describeRate(statistics?.matchRate ?? null);
}

/** The API computes it in its own way, so that it may be another than the quotient of the two counts. */
function describeRate(rate: number | null): string {
  const isRatio = rate !== null && rate >= 0 && rate <= 1;
  return isRatio ? `, match rate ${Number((rate * 100).toFixed(1))} %` : '';
}

/** The two counts may differ for a day: that is no misfit. */
function misfitLines({ statistics, ledgers }: MembersStatistics): readonly string[] {
  if (ledgers.every(({ fits }) => fits !== false)) return [];
  const held = ledgers.reduce((sum, { seen }) => sum + (seen?.held ?? 0), 0);
  return [
    `${describeMisfit(statistics?.numberOfIdentifiers ?? 0, held)}.`,
    '  Restore the newest ledger. Until then, a sync of this list is refused (ledger-out-of-date).',
  ];
}

function describeLedger({ identifierType, seen, problem }: LedgerOverview): string {
  const which = identifierType === null ? 'ledger' : `ledger (${printable(identifierType)})`;
  if (seen === null) return `${which}: cannot be read here, ${problem}`;
  const part = seen.coverage === 'part' ? ' of a list that it covers only partly' : '';
  const open = describeUnconfirmed(seen.unconfirmed ?? 0);
  return `${which}: ${countOf(seen.held, 'identifier')}${part}${open}, last written ${describeAge(seen.ageSeconds)}`;
}
