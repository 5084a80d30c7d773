/**
 * How many members the remote list had, by what was accepted, from a time on. The API's count lags
 * by up to a recomputation, so it is compared with all moments of the last day.
 */
export interface LedgerMoment {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly held: number;
  /** Of these, how many the API called invalid. */
  readonly invalid: number;
}

/** The moment of a list whose count is not known. */
export function anyCount(time: number): LedgerMoment {
  return { time, held: Number.POSITIVE_INFINITY, invalid: 0 };
}

const momentBytes = 24;

export function encodeMoment({ time, held, invalid }: LedgerMoment): Buffer {
  const payload = Buffer.alloc(momentBytes);
  payload.writeDoubleLE(time, 0);
  payload.writeDoubleLE(held, 8);
  payload.writeDoubleLE(invalid, 16);
  return payload;
}

/** @returns null for what is no moment. */
export function decodeMoment(payload: Buffer): LedgerMoment | null {
  if (payload.length !== momentBytes) return null;
  return {
    time: payload.readDoubleLE(0),
    held: payload.readDoubleLE(8),
    invalid: payload.readDoubleLE(16),
  };
}

/** Recomputations are at 00:00 and 12:00 UTC and reach campaigns some five hours later. */
const lagMs = 24 * 60 * 60 * 1000;

/** The moments that can still show: those of the last day, and the one that was true when it began. */
export function recentMoments(
  moments: readonly LedgerMoment[],
  now: number,
): readonly LedgerMoment[] {
  const first = moments.findLastIndex(({ time }) => time <= now - lagMs);
  return moments.slice(Math.max(0, first));
}

/**
 * Whether a count that the API gives can be that of a list with this history. Identifiers that it
 * called invalid may be counted or not; those of a chunk of unknown outcome, and of other types, too.
 */
export function couldCount(
  counted: number,
  moments: readonly LedgerMoment[],
  { unsure, others }: { readonly unsure: number; readonly others: number },
  now: number,
): boolean {
  const recent = recentMoments(moments, now);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const moment of recent) {
    least = Math.min(least, fewest(moment));
    most = Math.max(most, moment.held);
  }
  return counted >= least - unsure && counted <= most + unsure + others;
}

/** A list of people is not counted as empty: that is what one looks like that something else has cleared. */
function fewest({ held, invalid }: LedgerMoment): number {
  if (!Number.isFinite(held) || held === 0) return 0;
  return Math.max(1, held - invalid);
}

const goalBytes = 8;

export function encodeGoal(goal: number): Buffer {
  const payload = Buffer.alloc(goalBytes);
  payload.writeDoubleLE(goal, 0);
  return payload;
}

/** @returns null for what is none. */
export function decodeGoal(payload: Buffer): number | null {
  return payload.length === goalBytes ? payload.readDoubleLE(0) : null;
}
