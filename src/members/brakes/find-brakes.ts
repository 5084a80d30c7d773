/** What needs consent before it is sent: the usual signs of a broken export. */

import { describeLook, fixForLook } from '../identifiers/invalid-look.ts';
import type { MembersRefusal } from '../members-plan.ts';
import type { MembersConsents } from '../members-task.ts';
import { describeLines, type FileAccount, type SourceAccount } from '../source/source-account.ts';
import { consentTo, type MemberBrake } from './member-consents.ts';

/** How much smaller and larger a list would become. */
export interface ListChange {
  /** How many it has now; null where that is not known. */
  readonly size: number | null;
  /** How many of these it would lose, as far as that is known; null where it is not. */
  readonly removes: number | null;
  /** How many are taken off by name; null where the whole list is cleared. */
  readonly named: number | null;
  /** How many it would have. */
  readonly after: number;
  /** How many it was going to have when an earlier run was cut off; that growth was accepted already. */
  readonly goal: number;
}

export interface FoundBrake {
  /** The only consent that accepts it. */
  readonly brake: MemberBrake;
  readonly refusal: MembersRefusal;
  /** How many it is about; null where that is not known. */
  readonly count: number | null;
}

type BrakeLimits = Pick<
  MembersConsents,
  'maxRemovePercent' | 'maxGrowPercent' | 'maxInvalidPercent'
>;

export function findBrakes(
  source: SourceAccount,
  change: ListChange,
  limits: BrakeLimits,
): readonly FoundBrake[] {
  const { filled, invalid, excluded } = source;
  const { maxInvalidPercent } = limits;
  return [
    ...(isTooMany(invalid, filled, maxInvalidPercent) ? [tooManyInvalid(source)] : []),
    ...(invalid === filled ? [emptySource] : []),
    ...(excluded === null ? [] : excludeBrakes(excluded, maxInvalidPercent)),
    ...removalBrakes(change, limits),
    ...growthBrakes(change, limits),
  ];
}

/** Whether a part is more of a whole than so many per cent. */
export function isTooMany(part: number, whole: number, maxPercent: number): boolean {
  return part * 100 > whole * maxPercent;
}

const emptySource: FoundBrake = {
  brake: 'removal',
  count: 0,
  refusal: {
    code: 'members-source-empty',
    text: 'The source contains no identifiers',
    fix: `Check the export. If the list should be empty, give --${consentTo('removal')}.`,
  },
};

/** An empty or wrong list of opt-outs would add all of these people again. */
function excludeBrakes(excluded: FileAccount, maxPercent: number): readonly FoundBrake[] {
  const { filled, invalid } = excluded;
  if (isTooMany(invalid, filled, maxPercent)) {
    const { refusal, ...found } = tooManyInvalid(excluded);
    const text = `exclude: ${refusal.text}`;
    return [{ ...found, refusal: { ...refusal, code: 'members-exclude-invalid', text } }];
  }
  return filled === invalid ? [nobodyExcluded] : [];
}

const nobodyExcluded: FoundBrake = {
  brake: 'growth',
  count: 0,
  refusal: {
    code: 'members-exclude-empty',
    text: 'exclude contains no identifiers, so it would exclude no people',
    fix: `Check the export. If there are no people to exclude, leave out "exclude" or give --${consentTo('growth')}.`,
  },
};

function tooManyInvalid(account: FileAccount): FoundBrake {
  const { filled, invalid, invalidLook: look } = account;
  const lines = describeLines(account);
  const most =
    look === null ? '' : `; ${invalid === 1 ? 'such lines' : 'most of them'} ${describeLook(look)}`;
  const check = 'Check "column", "format" and the identifier type';
  return {
    brake: 'invalid',
    count: invalid,
    refusal: {
      code: 'members-too-many-invalid',
      text: `${invalid} of ${filled} lines do not contain an identifier of the declared type and format (${lines})${most}`,
      fix: `${look === null ? check : fixForLook(look)}. If the source is correct, give --${consentTo('invalid')}.`,
    },
  };
}

function removalBrakes(
  { size, removes, named }: ListChange,
  { maxRemovePercent }: BrakeLimits,
): readonly FoundBrake[] {
  const text =
    size === null || removes === null
      ? 'it is not known how many members would be removed: no ledger here covers the whole list, and the API gives no count'
      : isTooMany(removes, size, maxRemovePercent)
        ? `${percent(removes, size)} of the members would be removed (${removes} of ${size}); at most ${maxRemovePercent} % is allowed`
        : null;
  if (text === null) return [];
  const fix = `Check the source. If the removal is intended, give --${consentTo('removal')}.`;
  const refusal = { code: 'members-removal-limit', text, fix };
  return [{ brake: 'removal', count: removes ?? named, refusal }];
}

function growthBrakes(
  { size, after, goal }: ListChange,
  { maxGrowPercent }: BrakeLimits,
): readonly FoundBrake[] {
  // The first upload of a list is no growth.
  if (size === null || size === 0) return [];
  const base = Math.max(size, goal);
  if (!isTooMany(after - base, base, maxGrowPercent)) return [];
  const text = `the list would grow by ${percent(after - base, base)}, from ${base} members to ${after}; at most ${maxGrowPercent} % is allowed`;
  const fix = `Check the source. If the growth is intended, give --${consentTo('growth')}.`;
  const refusal = { code: 'members-growth-limit', text, fix };
  return [{ brake: 'growth', count: after - base, refusal }];
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)} %`;
}
