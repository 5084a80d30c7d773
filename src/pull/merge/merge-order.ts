/** Something of the merged list, with its place in the remote one. */
export interface RankedItem<Item> {
  readonly item: Item;
  readonly rank: number;
}

/** What stays in the manifest's order, and behind each of those what follows it remotely. */
export function mergeOrder<Item>(
  staying: readonly RankedItem<Item>[],
  come: readonly RankedItem<Item>[],
): readonly Item[] {
  const coming = new Set(come);
  const first: Item[] = [];
  const following = new Map<RankedItem<Item>, Item[]>();
  let list = first;
  for (const each of [...staying, ...come].sort((a, b) => a.rank - b.rank)) {
    if (coming.has(each)) list.push(each.item);
    else {
      list = [];
      following.set(each, list);
    }
  }
  return [...first, ...staying.flatMap((each) => [each.item, ...(following.get(each) ?? [])])];
}
