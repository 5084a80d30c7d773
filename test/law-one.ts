import { pullWorld } from './pull/laws/pull-world.ts';
import { judgePull } from './pull/laws/judge-pull.ts';
const w = pullWorld(Number(process.argv[2]), process.argv[3]!.split('+') as any);
for (const [n, a] of Object.entries({ git: w.git, ui: w.ui, base: w.base })) console.log(n, JSON.stringify(a?.entities.filter((e) => e.kind === 'audience').map((e) => [e.key, e.name, e.owner, e.description, e.algebra, e.isBound])));
const v = judgePull(w); console.log(v.problems, v.result?.takings, v.result?.left, v.result?.diagnostics);
