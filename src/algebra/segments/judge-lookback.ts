import type { JsonObject } from '../../model/text/json.ts';
import type { Verdict } from '../verdict.ts';
import { judgeInterval } from './judge-interval.ts';
import { textAt } from './segment-rule.ts';

/** Judges a period up to today. */
export function judgeLookback(before: JsonObject, after: JsonObject): Verdict {
  const [old, fresh] = [lookbackDays(before), lookbackDays(after)];
  if (old === null || fresh === null) return 'unknown';
  return judgeInterval({ min: null, max: old }, { min: null, max: fresh });
}

/** The API's values are `Last7Days` to `Last180Days`. */
export function lookbackDays(attributes: JsonObject): number | null {
  const days = /^Last(\d+)Days$/u.exec(textAt(attributes, 'events.lookbackDays') ?? '')?.[1];
  return days === undefined ? null : Number(days);
}
