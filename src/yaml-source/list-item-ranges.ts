/** Where the items of top-level lists begin: kept when the syntax tree is not. */
import { isMap, isNode, isSeq } from 'yaml';
import type { TextRange } from './line-positions.ts';
import { readKey } from './map-keys.ts';

/** By list and position: the range of an item's first key, or of the item when it has none. */
export function listItemRanges(contents: unknown): ReadonlyMap<string, readonly TextRange[]> {
  const ranges = new Map<string, readonly TextRange[]>();
  if (!isMap(contents)) return ranges;
  for (const pair of contents.items) {
    const key = readKey(pair);
    if (key !== null && isSeq(pair.value)) ranges.set(key.text, pair.value.items.map(startOf));
  }
  return ranges;
}

function startOf(item: unknown): TextRange {
  const first = isMap(item) ? item.items[0]?.key : undefined;
  const node = isNode(first) ? first : item;
  const [start, end] = (isNode(node) ? node.range : null) ?? [0, 0];
  return { start, end };
}
