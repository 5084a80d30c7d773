/** Worlds × faults × seeds, counted. */
import { chaosFaults, secondSendFaults } from './chaos-faults.ts';
import { createRandom } from './create-random.ts';
import { runWorld, type WorldResult } from './run-world.ts';
import { sampleWorlds } from './sample-worlds.ts';
import type { Weather } from './weather.ts';

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
  /** The run that waited longest for faults, against what its `--timeout` allows; in milliseconds. */
  readonly longest: { readonly waitedMs: number; readonly timeoutMs: number };
  /** Runs that waited longer than they may, the last requests of each included. */
  readonly late: readonly string[];
}

export interface ChaosInput {
  readonly seed: number;
  readonly worlds: number;
  /** Asked between worlds; the rest is left out once it is true. */
  readonly isTimeUp?: () => boolean;
  readonly onWorld?: (index: number, result: WorldResult) => void;
}

const maxRuns = 12;
/** Shares of faulty requests, one world after the other. */
const shares = [0.1, 0.2, 0.33, 0.5];
/** How long searches lag behind writes, in milliseconds. */
const lags = [0, 0, 5000, 20_000, 60_000];
/** `--timeout`, in milliseconds. */
const timeouts = [45_000, 45_000, 45_000, 20_000];
/** Beyond its time a run may finish what it has begun, and read once more: a request of 30 s, and one of 5 s. */
const lastRequestsMs = 35_000;

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
    const nth = results.length;
    const share = shares[nth % shares.length] ?? 0;
    const worldSeed = seed * 100_000 + index;
    const run = {
      faults: nth % 6 === 3 ? secondSendFaults() : chaosFaults(share),
      settings: { searchLagMs: lags[nth % lags.length] ?? 0 },
      weather: weatherOf(nth, worldSeed, quiet.requests),
      faultWaitMs: timeouts[nth % timeouts.length] ?? 45_000,
      seed: worldSeed,
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

/** Every fourth world has an outage, every fifth falls asleep. */
function weatherOf(nth: number, seed: number, requests: number): Weather {
  const random = createRandom(seed);
  const upTo = (count: number) => Math.floor(random() * count);
  const at = () => 2 + upTo(requests);
  const seconds = [5, 10, 20, 40, 60][upTo(5)] ?? 5;
  return {
    outages:
      nth % 4 === 1
        ? [{ at: at(), seconds, writesOnly: random() < 0.5, breaks: random() < 0.5 }]
        : [],
    sleeps: nth % 5 === 2 ? [{ at: at(), minutes: 10 + upTo(600), loses: random() < 0.5 }] : [],
  };
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
    longest: results
      .map(({ result }) => ({ waitedMs: result.longestMs, timeoutMs: result.faultWaitMs }))
      .reduce((a, b) => (b.waitedMs - b.timeoutMs > a.waitedMs - a.timeoutMs ? b : a), {
        waitedMs: 0,
        timeoutMs: 0,
      }),
    late: results
      .filter(({ result }) => result.longestMs > result.faultWaitMs + lastRequestsMs)
      .map(({ label, result }) => `${label}: waited ${result.longestMs} of ${result.faultWaitMs}`),
    lost: all('lost'),
    doubled: all('doubled'),
    false: all('false'),
    stories: results
      .filter(({ result }) => result.runs === null)
      .map(({ label, result }) => `${label}: ${result.story.join('\n  ')}`),
  };
}
