/**
 * How many insertions, deletions, replacements and swaps of neighbours lead from one text to the
 * other; anything above `limit` is `limit + 1`. It takes time in the product of the lengths.
 */
export function editDistance(a: string, b: string, limit: number): number {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let [left, nearest] = [i, i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (isSame(a, i, b, j) ? 0 : 1);
      const swapped = isSwap(a, i, b, j) ? (above[j - 2] ?? 0) + 1 : replaced;
      left = Math.min(replaced, swapped, (row[j] ?? 0) + 1, left + 1);
      nearest = Math.min(nearest, left);
      next.push(left);
    }
    if (nearest > limit) return limit + 1;
    [above, row] = [row, next];
  }
  return Math.min(row[b.length] ?? 0, limit + 1);
}

/** Letters are counted from one, as the rows of the table are. */
function isSame(a: string, i: number, b: string, j: number): boolean {
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
}

function isSwap(a: string, i: number, b: string, j: number): boolean {
  return i > 1 && j > 1 && isSame(a, i, b, j - 1) && isSame(a, i - 1, b, j);
}
