import { lookbackDays } from '../../../algebra/segments/judge-lookback.ts';
import { textAt } from '../../../algebra/segments/segment-rule.ts';
import { isJsonObject, type JsonObject, valueAt } from '../../../model/text/json.ts';
import { lookUp } from '../../../model/text/look-up.ts';
import type { Entrants } from './entrants.ts';

/** Before and after what it was done with. */
const verbs: Readonly<Record<string, readonly [string, string]>> = {
  View: ['viewed', ''],
  Buy: ['bought', ''],
  AddToCart: ['added', ' to the cart'],
};

/** `30 days` for `Last30Days`. */
export function spellLookback(value: string): string | null {
  const days = /^Last(\d+)Days$/u.exec(value)?.[1];
  return days === undefined ? null : `${days} days`;
}

/** People who did it in a period up to today: the last time decides who is in. */
export const entrantsOfLookback: Entrants = (before, after) => {
  const [old, fresh] = [lookbackDays(before), lookbackDays(after)];
  const verb = lookUp(verbs, textAt(after, 'events.shopperActivity') ?? '');
  if (old === null || fresh === null || verb === undefined) return null;
  if (fresh <= old) return [];
  // They may have done it later with other products.
  const products = [before, after].some(isFiltered) ? ' one of its products' : '';
  return [`last ${verb.join(products)} ${old + 1} to ${fresh} days ago`];
};

function isFiltered(attributes: JsonObject): boolean {
  const events = valueAt(attributes, 'events');
  const filters = ['categoryIds', 'brandIds', 'minPrice', 'maxPrice'];
  return filters.some((key) => {
    const value = (isJsonObject(events) ? events[key] : null) ?? null;
    return Array.isArray(value) ? value.length > 0 : value !== null;
  });
}
