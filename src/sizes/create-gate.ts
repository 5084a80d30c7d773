import type { SizeReason } from './figure.ts';

/** A refused request. */
export interface Refusal {
  readonly reason: SizeReason;
  /** It has nothing to do with what was asked for: asking for less would not help. */
  readonly isGeneral: boolean;
}

/** Remembers what was refused, so that nobody asks a thousand times for what is not to be had. */
export interface Gate {
  /** Why there is no use in asking any more; null while there is. */
  readonly closedBy: () => SizeReason | null;
  /** A request was answered. */
  readonly answered: () => void;
  /** A request for one thing alone, or any request for a general reason, was refused. */
  readonly refused: (refusal: Refusal) => void;
}

/**
 * One entity may be out of reach; but where two alone were refused and nothing was ever answered,
 * it is not about them: the permission is missing, or this version of the API knows no sizes.
 */
export function createGate(): Gate {
  let isOpen = false;
  let earlier: SizeReason | null = null;
  let closedBy: SizeReason | null = null;
  return {
    closedBy: () => closedBy,
    answered: () => {
      isOpen = true;
    },
    refused: ({ reason, isGeneral }) => {
      if (isGeneral || (!isOpen && earlier?.code === reason.code)) closedBy ??= reason;
      earlier = reason;
    },
  };
}
