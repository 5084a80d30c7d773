import { type ApiCall, type CallOutcome, isSuccess } from './api-call.ts';

const maxTries = 6;
/** A host that never answered is more often a wrong address than one that is about to. */
const maxFirstContactTries = 3;

const firstBackoffMs = 500;
const longestBackoffMs = 8000;
const passingStatuses = new Set([408, 500, 502, 503, 504]);

/** Doubles from 0.5 s to 8 s with each try; the jitter takes off up to half of it. */
export function backoffMs(attempt: number, random: number): number {
  const whole = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
  return whole * (1 - random / 2);
}

/**
 * Whether another try may help and can do no harm. 429 was not processed, whatever it asked for;
 * all else that happened after the sending of a write is left to be settled by reading.
 * @param contacted whether the API has ever answered in this run.
 */
export function isWorthRetrying(
  effect: ApiCall['effect'],
  outcome: CallOutcome,
  contacted: boolean,
): boolean {
  if (outcome.tries >= maxTries) return false;
  if (outcome.outcome === 'not-sent') {
    if (outcome.failure.reason !== 'network') return false;
    return contacted || outcome.tries < maxFirstContactTries;
  }
  if (outcome.outcome === 'answered' && outcome.status === 429) return true;
  if (effect === 'write') return false;
  if (outcome.outcome === 'lost') return outcome.failure.reason !== 'interrupted';
  if (passingStatuses.has(outcome.status)) return true;
  if (effect === 'repeatable-write') return isSuccess(outcome.status) && outcome.unreadable;
  return isSuccess(outcome.status) && outcome.json === null;
}
