/** The program behind `npm run chaos`. */
import { platformNamed } from '../../src/platforms/platform-named.ts';
import { serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import { systemClock } from '../../src/system-clock.ts';
import { failuresOnly } from './chaos-faults.ts';
import { largeWorld } from './large-world.ts';
import { type ChaosFigures, runChaos } from './run-chaos.ts';
import { runWorld, type WorldResult } from './run-world.ts';
import { runWithTimeout } from './timeout/timeout-runs.ts';

const [worlds = '700', seconds = '150', seed = '1', watched] = process.argv.slice(2);
const started = Date.now();
const endsAt = started + Number(seconds) * 1000;
const figures = await runChaos({
  seed: Number(seed),
  worlds: Number(worlds),
  isTimeUp: () => Date.now() > endsAt,
  onWorld: (index, { log }) => {
    if (String(index) === watched) console.log(log.join('\n'));
  },
});
printFigures(figures);
const large = await runLarge(50);
console.log(`\nsixty entities, a third of all requests failing, ${large.length} seeds`);
printRow('runs to convergence', describeRuns(countRuns(large)));
const late = await runInRealTime(5);
printRow('time in all', `${((Date.now() - started) / 1000).toFixed(1)} s`);
const lies = [
  ...[figures, ...large].flatMap(({ lost, doubled, false: untrue }) => [lost, doubled, untrue]),
  figures.stories,
  figures.late,
  late,
  large.filter(({ runs }) => runs === null).map(({ story }) => story.join('\n  ')),
].flat();
for (const lie of lies.slice(0, 20)) console.log(lie);
// The worlds that ended by a kill leave timers of their requests behind.
process.exit(lies.length > 0 ? 1 : 0);

async function runLarge(seeds: number): Promise<readonly WorldResult[]> {
  const results: WorldResult[] = [];
  for (let each = 1; each <= seeds; each += 1) {
    const faults = failuresOnly(1 / 3);
    const options = { faults, seed: each, savedPlan: each % 2 === 0, maxRuns: 3 };
    results.push(await runWorld(largeWorld(), options));
  }
  return results;
}

/** Writes that always fail, over real HTTP and on the machine's clock. */
async function runInRealTime(timeoutSeconds: number): Promise<readonly string[]> {
  const fault = { when: { on: 'write' }, effect: { kind: 'status', status: 500 } } as const;
  const served = await serveSandbox({ port: 0, options: { settings: { faults: [fault] } } });
  console.log(`\nwrites that always fail, --timeout ${timeoutSeconds}, in real time`);
  const spent: number[] = [];
  for (const changes of [10, 100, 1000]) {
    const { milliseconds } = await runWithTimeout(changes, systemClock, ({ project }) => ({
      platform: platformNamed(project.platform),
      scopeId: project.scopeId,
      apiVersion: project.apiVersion,
      audienceApiVersion: project.audienceApiVersion,
      apiUrl: served.url,
      credentials: { clientId: 'chaos', clientSecret: 'chaos' },
      clock: systemClock,
      random: Math.random,
      faultWaitMs: timeoutSeconds * 1000,
    }));
    printRow(`  ${changes} changes`, `${(milliseconds / 1000).toFixed(1)} s`);
    spent.push(milliseconds);
  }
  await served.close();
  const ratio = Math.max(...spent) / Math.min(...spent);
  printRow('  longest to shortest', ratio.toFixed(2));
  const isLate = Math.max(...spent) > (timeoutSeconds + 2) * 1000 || ratio > 1.3;
  return isLate ? [`runs took ${spent.join(', ')} ms of --timeout ${timeoutSeconds}`] : [];
}

function countRuns(results: readonly WorldResult[]): ReadonlyMap<number | null, number> {
  const counts = new Map<number | null, number>();
  for (const { runs } of results) counts.set(runs, (counts.get(runs) ?? 0) + 1);
  return counts;
}

function describeRuns(runs: ReadonlyMap<number | null, number>): string {
  const sorted = [...runs].map(([count, times]) => `${count ?? 'never'}: ${times}`).sort();
  return sorted.join(', ');
}

function printFigures(of: ChaosFigures): void {
  const faults = [...of.faults].sort(([a], [b]) => (a < b ? -1 : 1));
  printRow('worlds', of.worlds);
  printRow('  refused in quiet, left out', of.refused);
  printRow('requests', of.requests);
  printRow('  least possible', of.leastRequests);
  printRow('  beyond that', of.requests - of.leastRequests);
  printRow(
    'faults',
    faults.reduce((total, [, times]) => total + times, 0),
  );
  for (const [name, times] of faults) printRow(`  ${name}`, times);
  printRow('runs to convergence', describeRuns(of.runs));
  printRow('lost', of.lost.length);
  printRow('doubled', of.doubled.length);
  printRow('false reports', of.false.length);
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const { waitedMs, timeoutMs } = of.longest;
  printRow('longest run for faults', `${seconds(waitedMs)} of --timeout ${seconds(timeoutMs)}`);
}

function printRow(label: string, value: string | number): void {
  console.log(`${label.padEnd(34)}${value}`);
}
