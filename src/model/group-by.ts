/** Items by a key of each; keys and items keep the order in which they come. */
export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  return groupPairs(items.map((item) => [keyOf(item), item]));
}

/** The same for items that have several keys, or none: one pair for each. */
export function groupPairs<Key, Item>(
  pairs: readonly (readonly [Key, Item])[],
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const [key, item] of pairs) {
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
