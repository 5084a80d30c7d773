/** What a plan's consents accept: as much as the plan showed, and no more. */
export interface MemberAllowance {
  /** Of the refusal that there would have been. */
  readonly code: string;
  /** How many it was about: removed, more than before, or invalid; null where that was not known. */
  readonly count: number | null;
  /** How many the list was to hold. Where it is not known how many it loses, it may not hold fewer. */
  readonly total: number;
}

/** @param covered all that was accepted; null where no plan was shown before. */
export function isCovered(
  { code, count, total }: MemberAllowance,
  covered: readonly MemberAllowance[] | null,
): boolean {
  if (covered === null) return true;
  const shown = covered.find((each) => each.code === code);
  if (shown === undefined) return false;
  if (shown.count === null) return total >= shown.total;
  return count !== null && count <= shown.count;
}
