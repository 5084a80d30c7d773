import { median } from './median.mjs';

/**
 * Runs two or more things in turn, A B A B, so that what else the machine does hits them alike.
 * @param runs functions, each of which gives a figure or an object of figures
 * @param maxSeconds no further round is begun that would be likely to end later than this
 * @returns a list of results for each of them, in the order of the rounds
 */
export async function runInTurn(rounds, runs, maxSeconds = Number.POSITIVE_INFINITY) {
  const results = runs.map(() => []);
  const started = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const seconds = (performance.now() - started) / 1000;
    if (round > 0 && seconds + seconds / round > maxSeconds) break;
    for (const [index, run] of runs.entries()) results[index].push(await run());
  }
  return results;
}

/** The median of what each round gives, figure by figure. */
export function medianRatio(ours, theirs) {
  return median(ours.map((figure, round) => figure / theirs[round]));
}

/** How many rounds there were, for the reader. */
export function countPairs(results) {
  return results.length === 1 ? '1 pair' : `${results.length} pairs`;
}
