/** Targets × worlds × seeds: what comes of them, and what must not. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDice, type Dice } from './create-dice.ts';
import { createFuzzProcess, type FuzzProcess, type Order, spawnProgram } from './fuzz-process.ts';
import { expectedFiles, type FuzzTarget, fuzzTargets, mutateWorld } from './fuzz-targets.ts';
import { type FuzzWorld, listFiles, makeWorlds, writeAll } from './fuzz-worlds.ts';
import { type FuzzedRun, judgeRun } from './judge-run.ts';
import { serveFuzzedApi } from './serve-fuzzed-api.ts';

export interface FuzzFigures {
  readonly cases: number;
  readonly casesOf: ReadonlyMap<string, number>;
  readonly exits: ReadonlyMap<string, number>;
  readonly findings: readonly string[];
  readonly longest: { readonly milliseconds: number; readonly label: string };
}

export interface FuzzInput {
  readonly seed: number;
  readonly cases: number;
  /** Asked between cases; the rest is left out once it is true. */
  readonly isTimeUp?: () => boolean;
  /** The one case to run, whose folder is kept, or the name of the one target. */
  readonly only?: string | null;
  readonly onCase?: (index: number, label: string, run: FuzzedRun, folder: string) => void;
}

/** So many cases apart, the program is started as users do. */
const spawnedEvery = 40;

export async function runFuzz(input: FuzzInput): Promise<FuzzFigures> {
  const { seed, cases, isTimeUp = () => false, only = null, onCase } = input;
  const program = createFuzzProcess();
  const casesOf = new Map<string, number>();
  const exits = new Map<string, number>();
  const findings: string[] = [];
  let longest = { milliseconds: 0, label: '' };
  let done = 0;
  try {
    const worlds = await makeWorlds(program);
    for (let index = 0; index < cases && !isTimeUp(); index += 1) {
      const dice = createDice(seed * 1_000_003 + index);
      const target = fuzzTargets[index % fuzzTargets.length] ?? dice.pick(fuzzTargets);
      const isOne = only === String(index);
      if (only !== null && !isOne && only !== target.name) continue;
      const world = dice.pick(worlds);
      const folder = await mkdtemp(join(tmpdir(), 'audiencectl-fuzz-'));
      try {
        const isSpawned = index % spawnedEvery === spawnedEvery - 1;
        const start = isSpawned ? spawnProgram : program.run;
        const { label, run } = await runCase({ world, target, dice, folder, start });
        done += 1;
        count(casesOf, target.name);
        count(exits, String(run.exitCode));
        if (run.milliseconds > longest.milliseconds) {
          longest = { milliseconds: run.milliseconds, label: `case ${index}, ${label}` };
        }
        for (const complaint of judgeRun(run)) {
          findings.push(`case ${index} of seed ${seed}, ${label}: ${complaint}`);
        }
        onCase?.(index, label, run, folder);
      } finally {
        if (!isOne) await rm(folder, { recursive: true, force: true });
      }
    }
  } finally {
    program.close();
  }
  return { cases: done, casesOf, exits, findings, longest };
}

interface FuzzCase {
  readonly world: FuzzWorld;
  readonly target: FuzzTarget;
  readonly dice: Dice;
  readonly folder: string;
  readonly start: FuzzProcess['run'];
}

async function runCase({ world, target, dice, folder, start }: FuzzCase) {
  const { files, changed } = mutateWorld(world, target, dice);
  await writeAll(folder, files);
  const before = new Set(await listFiles(folder));
  const line = dice.pick(target.lines);
  const label = `${world.name}, ${changed.join(' and ') || target.name}: ${line}`;
  const environment = world.name === 'retail-media' && !/^(?:validate|show|graph)/u.test(line);
  const args = [...line.split(' '), ...(environment ? ['--env', 'production'] : [])];
  const order: Order = { args, cwd: folder, env: settings };
  const ended = await (target.files === null
    ? againstApi(world, dice, order, start)
    : start(order));
  const newFiles = (await listFiles(folder)).filter(
    (file) => !before.has(file) && !expectedFiles.test(file),
  );
  return { label, run: { ...ended, newFiles } };
}

/** Nothing waits for a fault to pass. */
const settings = { AUDIENCECTL_TIMEOUT: '0' };

async function againstApi(
  { files }: FuzzWorld,
  dice: Dice,
  order: Order,
  start: FuzzProcess['run'],
) {
  const data = files.get('data.json')?.toString() ?? '{}';
  const api = await serveFuzzedApi(data, dice.pick([0.05, 0.3, 1]), dice.below(2 ** 31));
  try {
    const credentials = { CRITEO_CLIENT_ID: 'fuzz', CRITEO_CLIENT_SECRET: 'fuzz-secret' };
    const env = { ...order.env, ...credentials, AUDIENCECTL_API_URL: api.url };
    return await start({ ...order, env });
  } finally {
    await api.close();
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
