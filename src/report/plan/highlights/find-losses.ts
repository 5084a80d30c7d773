/** Contact lists whose members are lost for good. */

import { valueAt } from '../../../model/text/json.ts';
import { needsSync } from '../../../plan/people/planned-sync.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { afterOf, beforeOf } from '../../change/change-attributes.ts';
import { losesMembers } from '../../change/describe-undo.ts';
import type { Phrase } from '../../text/phrase.ts';
import type { Harm } from './harm.ts';

export function findLosses(
  changes: readonly PlannedChange[],
  { refusals }: PlanDocument,
): readonly Harm[] {
  const refused = new Set(refusals.map(({ address }) => address));
  return changes
    .filter((change) => losesMembers(change) && !change.members?.notCompared)
    .map((change): Harm => {
      const { address, action } = change;
      const loss = describeLoss(change, refused.has(address));
      const sort = action === 'delete' ? 'deleted-with-members' : 'members-lost';
      return { sort, address, say: (subject) => [subject, ...loss] };
    });
}

function describeLoss(change: PlannedChange, isRefused: boolean): Phrase {
  const { action, members } = change;
  if (action === 'delete')
    return [' is deleted ', { strong: 'with its members' }, `: they ${cannotBeRead}`];
  if (members?.state === 'rebuild-needed')
    return [
      ' ',
      { strong: isRefused ? 'would be cleared and filled again' : 'is cleared and filled again' },
      ': its current members cannot be read back.',
    ];
  return needsSync(members)
    ? [
        ' is rebuilt and ',
        { strong: 'filled again' },
        ': the members of the old list cannot be read back.',
      ]
    : [
        ' is rebuilt ',
        { strong: 'without its members' },
        `: they ${cannotBeRead}`,
        ...newType(change),
      ];
}

/** A list of phone numbers takes no one back of whom only an e-mail address is known. */
function newType(change: PlannedChange): Phrase {
  const [was, is] = [beforeOf(change), afterOf(change)].map((side) =>
    valueAt(side ?? {}, 'contactList.identifierType'),
  );
  if (typeof was !== 'string' || typeof is !== 'string' || was === is) return [];
  return [` It then takes ${is} instead of ${was}: people without one do not come back.`];
}

const cannotBeRead = 'cannot be read back, only uploaded again.';
