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
  if (adSets > 0) {
    const use = { strong: `live in ${countOf(adSets, 'ad set')}` };
    const sort = isDeleted ? 'live-deleted' : 'live';
    return [{ sort, address, say: (subject) => [subject, ' is ', use, `: ${what}${today}.`] }];
  }
  // Where use is not visible, a deletion is a line of its own.
  if (liveUse.known || isDeleted) return [];
  const say: Harm['say'] = (subject) => [subject, ` changes: ${what}${today}.`];
  return [{ sort: 'use-not-visible', address, say }];
}

/** Audiences that a segment's change reaches. */
function findAffected(affected: PlanDocument['affected']): readonly Harm[] {
  return affected.flatMap(({ address, verdict, via, adSetIds = [] }): readonly Harm[] => {
    if (verdict === 'same') return [];
    const through = listNames(via.map((each) => readAddress(each).name));
    const use =
      adSetIds.length === 0
        ? [' changes ']
        : [' is ', { strong: `live in ${countOf(adSetIds.length, 'ad set')}` }, ' and changes '];
    return [
      {
        sort: adSetIds.length === 0 ? 'affected' : 'live-affected',
        address,
        say: (subject) => [
          ...[subject, ...use, { strong: 'without being edited' }],
          ...[`: ${describeVerdictLong(verdict)}, through `, ...through, '.'],
        ],
      },
    ];
  });
}
