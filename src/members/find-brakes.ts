/** What must not be sent without a word from somebody: the usual signs of a broken export. */

import { describeLook, fixForLook } from './identifiers/invalid-look.ts';
import type { MembersRefusal } from './members-plan.ts';
import type { MembersMode } from './members-task.ts';
import { describeLines, type FileAccount, type SourceAccount } from './source-account.ts';

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
  if (source.excluded !== null) refusals.push(...excludeBrakes(source.excluded));
  // Removing by name is what `remove` is for; here it is a consequence.
  if (mode !== 'remove' && removes * 100 > held * maxRemovePercent) {
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

/** A list of opt-outs that is empty, or is something else, would put all of them back. */
function excludeBrakes(excluded: FileAccount): readonly MembersRefusal[] {
  if (excluded.filled === 0) return [nobodyExcluded];
  if (excluded.invalid <= excluded.filled * maxInvalidShare) return [];
  const { text, fix } = tooManyInvalid(excluded);
  return [{ code: 'members-exclude-invalid', text: `exclude: ${text}`, fix }];
}

const nobodyExcluded: MembersRefusal = {
  code: 'members-exclude-empty',
  text: 'exclude holds no identifier, so nobody would be kept off the list',
  fix: 'Check the export; while there is nobody to exclude, leave "exclude" out or give --allow-member-removal',
};

function tooManyInvalid(account: FileAccount): MembersRefusal {
  const { filled, invalid, invalidLook: look } = account;
  const lines = describeLines(account);
  const most = look === null ? '' : `; most of them ${describeLook(look)}`;
  const check = 'Check "column", "format" and the identifier type';
  return {
    code: 'members-too-many-invalid',
    text: `${invalid} of ${filled} lines hold no identifier of the declared type and format (${lines})${most}`,
    fix: `${look === null ? check : fixForLook(look)}; if it is meant, give --allow-member-removal`,
  };
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)} %`;
}
