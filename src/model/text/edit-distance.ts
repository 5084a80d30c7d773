/** Looking up a global for every cell would take most of the time in some hosts. */
const { min } = Math;

/**
 * How many insertions, deletions, replacements and swaps of neighbours lead from one text to the
 * other; anything above `limit` is `limit + 1`. It takes time in the product of a length and the limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  // What both begin with and end with costs nothing.
  const end = sameEnd(a, b);
  const [shorterA, shorterB] = [a.slice(0, a.length - end), b.slice(0, b.length - end)];
  const start = sameStart(shorterA, shorterB);
  return distanceOf(shorterA.slice(start), shorterB.slice(start), limit);
}

/** How many there are of each letter, some letters counted together. */
export type Letters = Uint16Array;

const letterCounts = 32;

export function countLetters(text: string): Letters {
  const letters = new Uint16Array(letterCounts);
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charCodeAt(index) % letterCounts;
    letters[letter] = (letters[letter] ?? 0) + 1;
  }
  return letters;
}

/** What two texts are apart at least, by their letters alone: a step adds one, takes one away, or does both. */
export function leastDistance(a: Letters, b: Letters): number {
  let [more, fewer] = [0, 0];
  for (let letter = 0; letter < letterCounts; letter += 1) {
    const surplus = (a[letter] ?? 0) - (b[letter] ?? 0);
    if (surplus > 0) more += surplus;
    else fewer -= surplus;
  }
  return Math.max(more, fewer);
}

function distanceOf(a: string, b: string, limit: number): number {
  const tooFar = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return tooFar;
  let above = new Array<number>(b.length + 2).fill(tooFar);
  let row = Array.from({ length: b.length + 2 }, (_, j) => j);
  let next = above.slice();
  for (let i = 1; i <= a.length; i += 1) {
    if (fillRow(next, a, i, b, { above, row, limit }) > limit) return tooFar;
    [above, row, next] = [row, next, above];
  }
  return Math.min(row[b.length] ?? 0, tooFar);
}

/** For each beginning of a text, how far it is from a beginning of the other one. */
interface Rows {
  readonly above: readonly number[];
  readonly row: readonly number[];
  readonly limit: number;
}

/** Gives the least of the row: what follows is no less. */
function fillRow(
  next: number[],
  a: string,
  i: number,
  b: string,
  { above, row, limit }: Rows,
): number {
  // Farther from the diagonal there are more insertions or deletions than the limit allows.
  const first = Math.max(1, i - limit);
  const last = Math.min(b.length, i + limit);
  let left = first === 1 ? i : limit + 1;
  let least = left;
  next[first - 1] = left;
  for (let j = first; j <= last; j += 1) {
    const replaced = (row[j - 1] ?? 0) + (isSame(a, i, b, j) ? 0 : 1);
    left = min(replaced, (row[j] ?? 0) + 1, left + 1);
    if (isSwap(a, i, b, j)) left = min(left, (above[j - 2] ?? 0) + 1);
    least = min(least, left);
    next[j] = left;
  }
  next[last + 1] = limit + 1;
  return least;
}

function sameStart(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a.charCodeAt(count) === b.charCodeAt(count)) count += 1;
  return count;
}

function sameEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && isSame(a, a.length - count, b, b.length - count)) count += 1;
  return count;
}

/** Letters are counted from one, as the rows of the table are. */
function isSame(a: string, i: number, b: string, j: number): boolean {
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
}

function isSwap(a: string, i: number, b: string, j: number): boolean {
  return i > 1 && j > 1 && isSame(a, i, b, j - 1) && isSame(a, i - 1, b, j);
}
