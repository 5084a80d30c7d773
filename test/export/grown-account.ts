/**
 * An account that people have clicked together over the years: 400 segments and 900 audiences of
 * two retailers, with trailing blanks, names that both retailers use, lists made in the UI, and
 * names that YAML would misread.
 */

import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { anAudienceRow, aSegmentRow, aSnapshot } from '../support/a-world.ts';

const retailers = ['1234', '4567'] as const;
const windows = ['Last7Days', 'Last30Days', 'Last90Days'] as const;
const activities = ['View', 'Buy', 'AddToCart'] as const;

function pick<Item>(items: readonly [Item, ...Item[]], n: number): Item {
  return items[n % items.length] ?? items[0];
}

/** Every tenth name is used by both retailers, every fifteenth ends with a blank. */
function segmentName(n: number): string {
  const half = Math.floor(n / 2);
  if (half % 10 === 0) return `Everyone ${half}`;
  const words = pick(['FR | Shoes', 'DE: Schuhe', 'Promo #', '- Sale', 'yes'], half);
  return `${words} ${n}${n % 15 === 0 ? ' ' : ''}`;
}

function segment(n: number): RemoteRow {
  const id = String(738_000_000_000_000_000n + BigInt(n) * 17n);
  const retailerId = pick(retailers, n);
  const description = n % 3 === 0 ? { description: `Made for campaign ${n}` } : {};
  return aSegmentRow(id, segmentName(n), { retailerId, ...description, ...type(n) });
}

function type(n: number): JsonObject {
  if (n % 8 === 0) return { contactList: { identifierType: 'CustomerId', isReadOnly: true } };
  if (n % 8 === 1) return {};
  const filter = { categoryIds: [String(n), String(n + 1)], minPrice: n % 5 === 0 ? n : null };
  return {
    events: { shopperActivity: pick(activities, n), lookbackDays: pick(windows, n), ...filter },
  };
}

function audience(n: number, segments: readonly RemoteRow[]): RemoteRow {
  const id = String(740_000_000_000_000_000n + BigInt(n) * 19n);
  const retailerId = pick(retailers, n);
  const own = segments.filter(({ attributes }) => attributes['retailerId'] === retailerId);
  const leaf = (k: number): JsonObject => ({
    audienceSegmentId: own[(n * 7 + k) % own.length]?.id ?? '',
  });
  const algebra = pick<JsonObject>(
    [leaf(0), { and: [leaf(1), { not: leaf(2) }] }, { or: [leaf(3), { and: [leaf(4), leaf(5)] }] }],
    n,
  );
  const name = n % 30 === 0 ? `Audience ${n} ` : `${pick(['FR', 'DE'], n)} | Audience ${n}`;
  return anAudienceRow(id, name, algebra, { retailerId });
}

export function grownAccount(): Snapshot {
  const segments = Array.from({ length: 400 }, (_, n) => segment(n));
  const audiences = Array.from({ length: 900 }, (_, n) => audience(n, segments));
  return aSnapshot(segments, audiences);
}
