import { judgePull } from './pull/laws/judge-pull.ts';
import { pullWorld, type WorldTrait } from './pull/laws/pull-world.ts';
import { differencesOf } from './support/yaml-worlds/differences.ts';
const [from, to, mode, showMax, only] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 200), process.argv[4] ?? '', Number(process.argv[5] ?? 3), process.argv[6]];
const counts: Record<string, number> = {}; let shown = 0; let taken = 0; let slow = 0;
const count = (what: string) => { counts[what] = (counts[what] ?? 0) + 1; };
for (let seed = from; seed <= to; seed += 1) {
  const world = pullWorld(seed, mode.split('+') as WorldTrait[]);
  let verdict: ReturnType<typeof judgePull> | null = null; let problems: string[] = [];
  const t0 = performance.now();
  try { verdict = judgePull(world); problems = [...verdict.problems]; taken += verdict.taken; } catch (e) { problems = [`throw ${(e as Error).stack}`]; }
  slow = Math.max(slow, performance.now() - t0);
  const titles = [...problems.map((p) => p.split(':')[0]!.replace(/"[^"]*"|\d+/g, 'N').slice(0, 50)), ...(verdict?.leftFreely ?? []).map((l) => `FREE ${l.split(' ')[0]} ${/: (.*)/.exec(l)?.[1]?.replace(/"[^"]*"|\d+/g, 'N').slice(0, 70)}`)];
  for (const t of new Set(titles)) count(t);
  if (problems.length === 0) count('OK');
  if (titles.some((t) => (only ? t.includes(only) : !t.startsWith('FREE'))) && shown++ < showMax) {
    console.log('== seed', seed, problems.join('\n'), '\n', verdict?.leftFreely.join('\n'), '\n', JSON.stringify(differencesOf(world.git, world.ui)));
    console.log(JSON.stringify(verdict?.result?.takings.map((t) => [t.action, t.address, t.attributes]), null, 0));
    console.log(JSON.stringify(verdict?.result?.left.map((l) => [l.address, l.path, l.code, l.text, l.source && `${l.source.file}:${l.source.line}`])));
    for (const m of world.project.manifests) { console.log('---', m.file, '\n' + m.text); const a = verdict?.texts.find((t) => t.file === m.file); if (a && a.text !== m.text) console.log('--- after\n' + a.text); }
    for (const t of verdict?.texts ?? []) if (!world.project.manifests.some((m) => m.file === t.file)) console.log('--- new', t.file, '\n' + t.text);
  }
}
console.log(counts, { taken, slow: Math.round(slow) });
