/** Which items two lists share, in their order. */

/** For each item of the first list the position of its match in the second, or -1. */
export function matchItems(from: readonly string[], to: readonly string[]): readonly number[] {
  const matches = from.map(() => -1);
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) {
    matches[start] = start;
    start += 1;
  }
  let fromEnd = from.length;
  let toEnd = to.length;
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd -= 1;
    toEnd -= 1;
    matches[fromEnd] = toEnd;
  }
  const isSmall = (fromEnd - start) * (toEnd - start) <= mostPairs;
  const middle = isSmall
    ? longestCommon(from.slice(start, fromEnd), to.slice(start, toEnd))
    : firstCommon(from.slice(start, fromEnd), to.slice(start, toEnd));
  for (const [left, right] of middle) matches[start + left] = start + right;
  return matches;
}

type Pairs = readonly (readonly [number, number])[];

const mostPairs = 1_000_000;

function longestCommon(from: readonly string[], to: readonly string[]): Pairs {
  const width = to.length + 1;
  const lengths = new Uint32Array((from.length + 1) * width);
  const lengthAt = (left: number, right: number) => lengths[left * width + right] ?? 0;
  for (let left = from.length - 1; left >= 0; left -= 1) {
    for (let right = to.length - 1; right >= 0; right -= 1) {
      lengths[left * width + right] =
        from[left] === to[right]
          ? lengthAt(left + 1, right + 1) + 1
          : Math.max(lengthAt(left + 1, right), lengthAt(left, right + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let left = 0, right = 0; left < from.length && right < to.length; ) {
    if (from[left] === to[right]) pairs.push([left++, right++]);
    else if (lengthAt(left + 1, right) >= lengthAt(left, right + 1)) left += 1;
    else right += 1;
  }
  return pairs;
}

/** Not the most that could be kept, but quickly. */
function firstCommon(from: readonly string[], to: readonly string[]): Pairs {
  const places = new Map<string, number[]>();
  to.forEach((item, at) => {
    const known = places.get(item);
    if (known === undefined) places.set(item, [at]);
    else known.push(at);
  });
  const pairs: [number, number][] = [];
  let least = 0;
  from.forEach((item, left) => {
    const right = places.get(item)?.find((place) => place >= least);
    if (right === undefined) return;
    pairs.push([left, right]);
    least = right + 1;
  });
  return pairs;
}

/** An item that goes, comes, or becomes another one. */
export interface ListStep {
  readonly left: number | null;
  readonly right: number | null;
  /** The old item that it follows; -1 is before the first. */
  readonly after: number;
}

/**
 * What is between the items that both lists have, in order.
 * @param isPair whether an old item became a new one.
 */
export function stepsBetween(
  matches: readonly number[],
  length: number,
  isPair: (left: number, right: number) => boolean,
): readonly ListStep[] {
  const kept = new Set(matches);
  const isLeft = (left: number) => left < matches.length && matches[left] === -1;
  const isRight = (right: number) => right < length && !kept.has(right);
  const steps: ListStep[] = [];
  let left = 0;
  let right = 0;
  while (left < matches.length || right < length) {
    const goes = isLeft(left);
    const comes = isRight(right) && (!goes || isPair(left, right));
    const step = { left: goes ? left : null, right: comes ? right : null, after: left - 1 };
    if (goes || comes) steps.push(step);
    // What both have is passed on both sides.
    left += Number(goes || !comes);
    right += Number(comes || !goes);
  }
  return steps;
}
