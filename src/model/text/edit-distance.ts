/**
 * How many insertions, deletions, replacements and swaps of neighbours lead from one text to the
 * other; anything above `limit` is `limit + 1`. Only the cells within `limit` of the diagonal are
 * computed, and what both texts begin and end with alike is left aside.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  return bandedDistance(codesOf(a, start, endA), codesOf(b, start, endB), limit);
}

function codesOf(text: string, start: number, end: number): Uint16Array {
  return Uint16Array.from({ length: end - start }, (_, index) => text.charCodeAt(start + index));
}

function bandedDistance(a: Uint16Array, b: Uint16Array, limit: number): number {
  const tooFar = limit + 1;
  let beforePrevious = new Uint32Array(b.length + 1).fill(tooFar);
  let previous = Uint32Array.from({ length: b.length + 1 }, (_, index) => index);
  let current = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i += 1) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    current.fill(tooFar);
    if (from === 1) current[0] = i;
    let best = current[0] ?? tooFar;
    for (let j = from; j <= to; j += 1) {
      const distance = stepDistance(a, b, i, j, { beforePrevious, previous, current });
      current[j] = distance;
      if (distance < best) best = distance;
    }
    if (best > limit) return tooFar;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return Math.min(previous[b.length] ?? tooFar, tooFar);
}

/** Rows of the table of distances; cells outside the band hold a number that is too large to win. */
interface Rows {
  readonly beforePrevious: Uint32Array;
  readonly previous: Uint32Array;
  readonly current: Uint32Array;
}

function stepDistance(
  a: Uint16Array,
  b: Uint16Array,
  i: number,
  j: number,
  { beforePrevious, previous, current }: Rows,
): number {
  const isSame = a[i - 1] === b[j - 1];
  let best = (previous[j - 1] ?? 0) + (isSame ? 0 : 1);
  const inserted = (current[j - 1] ?? 0) + 1;
  if (inserted < best) best = inserted;
  const deleted = (previous[j] ?? 0) + 1;
  if (deleted < best) best = deleted;
  if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
    const swapped = (beforePrevious[j - 2] ?? 0) + 1;
    if (swapped < best) best = swapped;
  }
  return best;
}
