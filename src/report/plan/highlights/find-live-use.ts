/** Audiences whose people change while campaigns use them, or may use them. */
import { countOf } from '../../../model/text/count-of.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { adSetsOf } from '../../change/describe-live-use.ts';
import {
  describeChangeLong,
  describePeople,
  describeVerdictLong,
} from '../../change/describe-people.ts';
import { listNames } from '../../text/phrase.ts';
import type { Harm } from './harm.ts';

export function findLiveUse(
  changes: readonly PlannedChange[],
  { affected }: PlanDocument,
): readonly Harm[] {
  return [
    ...changes.filter(({ address }) => readAddress(address).kind === 'audience').flatMap(findUse),
    ...findAffected(affected),
  ];
}

function findUse(change: PlannedChange): readonly Harm[] {
  const { address, action, reach, liveUse } = change;
  const adSets = adSetsOf(change).length;
  const isDeleted = action === 'delete';
  if (reach?.verdict === 'same' || action === 'create') return [];
  const what = isDeleted ? 'it would be deleted' : describeChangeLong(change);
  const { notYet } = describePeople(change);
  const today = notYet === null ? '' : ` (${notYet})`;
  const isKnown = (reach?.verdict ?? 'unknown') !== 'unknown';
  if (adSets > 0) {
    const use = { strong: `live in ${countOf(adSets, 'ad set')}` };
    const sort = isDeleted ? 'live-deleted' : isKnown ? 'live' : 'live-perhaps';
    return [{ sort, address, say: (subject) => [subject, ' is ', use, `: ${what}${today}.`] }];
  }
  // Where use is not visible, a deletion is a line of its own.
  if (liveUse.known || isDeleted) return [];
  const sort = isKnown ? 'use-not-visible' : 'use-not-visible-perhaps';
  const verb = isKnown ? 'changes' : 'may change';
  return [{ sort, address, say: (subject) => [subject, ` ${verb}: ${what}${today}.`] }];
}

/** Audiences that a segment's change reaches. */
function findAffected(affected: PlanDocument['affected']): readonly Harm[] {
  return affected.flatMap(({ address, verdict, via, adSetIds = [] }): readonly Harm[] => {
    if (verdict === 'same') return [];
    const through = listNames(via.map((each) => readAddress(each).name));
    const isKnown = verdict !== 'unknown';
    const verb = isKnown ? 'changes' : 'may change';
    const isLive = adSetIds.length > 0;
    const use = isLive
      ? [' is ', { strong: `live in ${countOf(adSetIds.length, 'ad set')}` }, ` and ${verb} `]
      : [` ${verb} `];
    const sort = isLive ? 'live-affected' : 'affected';
    return [
      {
        sort: isKnown ? sort : `${sort}-perhaps`,
        address,
        say: (subject) => [
          ...[subject, ...use, { strong: 'without being edited' }],
          ...[`: ${describeVerdictLong(verdict)}, through `, ...through, '.'],
        ],
      },
    ];
  });
}
