import { createHash } from 'node:crypto';

interface KeptFirst<Item> {
  readonly first: readonly Item[];
  readonly hidden: number;
  /** Equal where all items are equal; nothing where all are kept. */
  readonly alike?: string;
}

/** The first of some items, and what the others are known by. */
export function keepFirst<Item>(items: readonly Item[], most: number): KeptFirst<Item> {
  if (items.length <= most) return { first: items, hidden: 0 };
  const alike = createHash('sha256').update(JSON.stringify(items)).digest('hex');
  return { first: items.slice(0, most), hidden: items.length - most, alike };
}
