/** Why there is no head count: a code of the API or of our own, and words for people. */
export interface SizeReason {
  readonly code: string;
  readonly text: string;
}

/** What came of asking for one size. */
export interface Figure {
  /** People; null where there is a reason. */
  readonly size: number | null;
  /** The share of the retailer's people, from 0 to 1; null where the platform tells none. */
  readonly relativeSize: number | null;
  readonly reason: SizeReason | null;
}

export function withoutFigure(reason: SizeReason): Figure {
  return { size: null, relativeSize: null, reason };
}
