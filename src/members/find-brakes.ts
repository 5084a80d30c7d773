/** What must not be sent without a word from somebody: the usual signs of a broken export. */

import type { SourceAccount } from './collect-members.ts';
import type { MembersRefusal } from './members-plan.ts';
import type { MembersMode } from './members-task.ts';

const maxInvalidShare = 0.1;

export function findBrakes(found: {
  readonly mode: MembersMode;
  readonly source: SourceAccount;
  readonly held: number;
  readonly removes: number;
  readonly maxRemovePercent: number;
}): readonly MembersRefusal[] {
  const { mode, source, held, removes, maxRemovePercent } = found;
  const refusals: MembersRefusal[] = [];
  if (source.invalid > source.filled * maxInvalidShare) refusals.push(tooManyInvalid(source));
  else if (source.filled === 0) refusals.push(empty);
  // Removing by name is what `remove` is for; here it is a consequence.
  if (mode === 'mirror' && removes * 100 > held * maxRemovePercent) {
    refusals.push({
      code: 'members-removal-limit',
      text: `${percent(removes, held)} of the members would be removed, ${removes} of ${held}; at most ${maxRemovePercent} % may`,
      fix: 'Check the source; if the removal is meant, give --allow-member-removal',
    });
  }
  return refusals;
}

const empty: MembersRefusal = {
  code: 'members-source-empty',
  text: 'The source holds no identifier',
  fix: 'Check the export; if the list is meant to be empty, give --allow-member-removal',
};

function tooManyInvalid({ filled, invalid, invalidLines }: SourceAccount): MembersRefusal {
  const lines = invalidLines.join(', ');
  return {
    code: 'members-too-many-invalid',
    text: `${invalid} of ${filled} lines hold no identifier of the declared type and format (lines ${lines}${invalid > invalidLines.length ? ', …' : ''})`,
    fix: 'Check "column", "format" and the identifier type; if it is meant, give --allow-member-removal',
  };
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)} %`;
}
