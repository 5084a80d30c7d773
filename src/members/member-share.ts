/**
 * A share of all members, chosen by their digests. Lists that are not to be in memory at once are
 * compared share by share: what is in one can only be in the same one of the other.
 */
export interface MemberShare {
  readonly number: number;
  /** How many shares there are. */
  readonly of: number;
}

export const everybody: MemberShare = { number: 0, of: 1 };

/** Some 40 bytes each, so about a gigabyte. */
export const membersAtOnce = 24_000_000;

/** More members than a table is meant to hold. */
export class TooManyMembers extends Error {
  override readonly name = 'TooManyMembers';
}
