import {
  type ApiAnswer,
  type ApiCall,
  type CallResult,
  isConclusive,
  isSuccess,
} from './api-call.ts';

/** An address that never answered and is likely a wrong one is not worth more. */
const maxFirstContactTries = 3;

const firstBackoffMs = 500;
const longestBackoffMs = 8000;
const passingStatuses = new Set([408, 500, 502, 503, 504]);

/** Doubles from 0.5 s to 8 s with each try; the jitter takes off up to half of it. */
export function backoffMs(attempt: number, random: number): number {
  const whole = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
  return whole * (1 - random / 2);
}

/** Whether an answer is a fault, and says nothing about the request. */
export function isFault(effect: ApiCall['effect'], answer: ApiAnswer): boolean {
  const { status, json } = answer;
  if (!isSuccess(status)) return status >= 500 || passingStatuses.has(status);
  return effect === 'read' ? json === null : !isConclusive(answer);
}

/**
 * Whether another try may help and can do no harm. A request with the answer 429 was not processed;
 * every other outcome of a write is settled by reading.
 * @param contacted whether the API has ever answered in this run.
 */
export function isWorthRetrying(
  effect: ApiCall['effect'],
  result: CallResult,
  contacted: boolean,
): boolean {
  if (result.outcome === 'not-sent') {
    if (result.failure.reason !== 'network') return false;
    return contacted || !result.failure.isLasting || result.tries < maxFirstContactTries;
  }
  if (result.outcome === 'answered' && result.status === 429) return true;
  if (effect === 'write') return false;
  if (result.outcome === 'lost') return result.failure.reason !== 'interrupted';
  if (passingStatuses.has(result.status)) return true;
  if (effect === 'repeatable-write') return isSuccess(result.status) && !isConclusive(result);
  return isSuccess(result.status) && result.json === null;
}

/** Why another try is needed. */
export function faultOf(result: CallResult): string {
  if (result.outcome !== 'answered') return result.failure.text;
  const { status } = result;
  return isSuccess(status) ? 'the answer cannot be read' : `the API answered ${status}`;
}

/** Whether what was asked for may have been done. */
export function isUnknown(result: CallResult): boolean {
  if (result.outcome === 'answered') return !isConclusive(result);
  return result.outcome === 'lost';
}
