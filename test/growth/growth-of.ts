/** How much longer something takes when its input is four times as large. */

/** What takes less than that is over before the clock can tell. */
const tooShortMs = 40;
/** Four times the input takes four times as long, and sixteen times where it goes with the square. */
export const mostGrowth = 9;
/** A machine that is busy elsewhere makes some runs longer, and none shorter. */
const tries = 4;

/**
 * The growth from `size` to four times of it: of several tries the least, and 0 for what takes no time.
 * Both are measured in one run, so that it says the same on every machine.
 *
 * @param prepare makes the input, whose time does not count, and gives back what is measured.
 * @param most what is good enough: then it is not tried again.
 */
export function growthOf(
  size: number,
  prepare: (size: number) => () => unknown,
  most: number = mostGrowth,
): number {
  const [small, large] = [prepare(size), prepare(4 * size)];
  small();
  let least = Number.POSITIVE_INFINITY;
  for (let each = 0; each < tries && least >= most; each += 1) {
    const before = timeOf(small);
    const after = timeOf(large);
    least = Math.min(least, after < tooShortMs ? 0 : after / before);
  }
  return least;
}

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
