/** Worlds × faults × seeds, counted. */
import { chaosFaults } from './chaos-faults.ts';
import { runWorld, type WorldResult } from './run-world.ts';
import { sampleWorlds } from './sample-worlds.ts';

export interface ChaosFigures {
  readonly worlds: number;
  /** Wishes that cannot be had even in quiet: they are refused, and not counted. */
  readonly refused: number;
  readonly requests: number;
  /** Requests of the same worlds in quiet. */
  readonly leastRequests: number;
  readonly faults: ReadonlyMap<string, number>;
  /** How many worlds took how many runs; `null` for those that never got there. */
  readonly runs: ReadonlyMap<number | null, number>;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly false: readonly string[];
  /** What happened in the worlds that never got there. */
  readonly stories: readonly string[];
}

export interface ChaosInput {
  readonly seed: number;
  readonly worlds: number;
  /** Asked between worlds; the rest is left out once it is true. */
  readonly isTimeUp?: () => boolean;
  readonly onWorld?: (index: number, result: WorldResult) => void;
}

const maxRuns = 8;
/** Shares of faulty requests, one world after the other. */
const shares = [0.1, 0.2, 0.33, 0.5];

export async function runChaos(input: ChaosInput): Promise<ChaosFigures> {
  const { seed, isTimeUp = () => false } = input;
  const results: { readonly label: string; readonly result: WorldResult }[] = [];
  let refused = 0;
  let leastRequests = 0;
  // Some wishes cannot be had, so there are more worlds than are run.
  for (const [index, world] of sampleWorlds(seed, input.worlds * 3).entries()) {
    if (results.length === input.worlds || isTimeUp()) break;
    const quiet = await runWorld(world, { faults: [], seed, savedPlan: false, maxRuns: 1 });
    if (quiet.runs === null) {
      refused += 1;
      continue;
    }
    leastRequests += quiet.requests;
    const share = shares[results.length % shares.length] ?? 0;
    const run = {
      faults: chaosFaults(share),
      seed: seed * 100_000 + index,
      savedPlan: results.length % 2 === 1,
      rivals: results.length % 7 === 6,
      maxRuns,
    };
    // Every third world's first run is killed besides, at a request that moves from world to world.
    const killAt = 1 + (results.length % Math.max(1, quiet.requests));
    const isKilled = results.length % 3 === 2;
    const result = await runWorld(world, isKilled ? { ...run, killAt } : run);
    input.onWorld?.(index, result);
    results.push({ label: `world ${index}`, result });
  }
  return { ...sum(results), worlds: results.length, refused, leastRequests };
}

function sum(
  results: readonly { readonly label: string; readonly result: WorldResult }[],
): Omit<ChaosFigures, 'worlds' | 'refused' | 'leastRequests'> {
  const faults = new Map<string, number>();
  const runs = new Map<number | null, number>();
  for (const { result } of results) {
    runs.set(result.runs, (runs.get(result.runs) ?? 0) + 1);
    for (const [name, times] of result.faults) faults.set(name, (faults.get(name) ?? 0) + times);
  }
  const all = (of: 'lost' | 'doubled' | 'false') =>
    results.flatMap(({ label, result }) => result[of].map((text) => `${label}: ${text}`));
  return {
    requests: results.reduce((total, { result }) => total + result.requests, 0),
    faults,
    runs,
    lost: all('lost'),
    doubled: all('doubled'),
    false: all('false'),
    stories: results
      .filter(({ result }) => result.runs === null)
      .map(({ label, result }) => `${label}: ${result.story.join('\n  ')}`),
  };
}
