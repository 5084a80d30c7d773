import { createDice } from './fuzz/create-dice.ts';
import { randomAccount } from './support/yaml-worlds/random-account.ts';
import { type Account, remoteOf } from './support/yaml-worlds/account.ts';
import { variables } from './support/yaml-worlds/write-entry.ts';
import { writeProject } from './support/yaml-worlds/write-project.ts';
import { editInUi } from './support/yaml-worlds/ui-edits.ts';
import { differencesOf, withTaken } from './support/yaml-worlds/differences.ts';
import { meaningOf, readMeaning } from './support/yaml-worlds/read-meaning.ts';
import { load } from '../src/reconciler/load.ts';
import { plan } from '../src/reconciler/plan.ts';
import { pull } from '../src/reconciler/pull.ts';

const [from, to, showMax, only] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 50), Number(process.argv[4] ?? 3), process.argv[5]];
const counts: Record<string, number> = {}; let shown = 0;
const count = (what: string) => { counts[what] = (counts[what] ?? 0) + 1; };
for (let seed = from; seed <= to; seed += 1) {
  const dice = createDice(seed * 31 + 5);
  let git: Account = randomAccount(dice, dice.chance(0.5) ? 'retail-media' : 'marketing-solutions');
  let project = writeProject(dice, git, { owns: true });
  let texts: readonly { file: string; text: string }[] = project.manifests;
  let remote = git; let base = git; let baseDeclarations = load(project.projectFile, texts, {}).value!.declarations;
  try {
    for (let week = 0; week < 6; week += 1) {
      const start = texts;
      let result: any = null; let now = texts;
      const say = (what: string, more: unknown) => {
        count(what);
        if (only && !what.includes(only)) return;
        if (shown++ < showMax) { console.log('== seed', seed, 'week', week, what, '\n', more, '\n', JSON.stringify(differencesOf(git, remote))); console.log(JSON.stringify(result?.left.map((l: any) => [l.address, l.path, l.code, l.text]))); for (const m of start) { console.log('---', m.file, '\n' + m.text); const a = now.find((t) => t.file === m.file); if (a && a.text !== m.text) console.log('--- after\n' + a.text); } }
      };
      remote = editInUi(dice, remote, { renames: dice.chance(0.5), adds: dice.chance(0.3) });
      if (dice.chance(0.4)) { // a developer's week
        git = editInUi(dice, git, { adds: dice.chance(0.4) });
        project = writeProject(dice, git, { owns: true });
        texts = project.manifests; now = texts;
      }
      const take = dice.pick([null, ['drift', 'new'], ['drift', 'conflict', 'new']]);
      const asked = new Set(take ?? ['drift']);
      const rows = remoteOf(remote);
      const found = pull({ projectFile: project.projectFile, manifests: texts }, rows, { take, base: { declarations: baseDeclarations, label: 'git base' } } as any) as any;
      if (!found.value) { say('refused', found.diagnostics); break; }
      result = found.value;
      now = [...texts.map((m) => { const f = result.files.find((x: any) => x.file === m.file); return f ? { file: m.file, text: f.after } : m; }), ...result.files.filter((x: any) => x.before === null).map((x: any) => ({ file: x.file, text: x.after }))];
      const kindOf = (key: string, path: string) => {
        if (!base.entities.some((e) => e.key === key)) return 'adopted';
        const is = (x: Account) => differencesOf({ ...x, entities: x.entities.filter((e) => e.key === key) }, base).some((y) => y.path === path);
        return !is(git) ? 'drift' : !is(remote) ? 'declared' : 'conflict';
      };
      const address = (key: string) => { const e = git.entities.find((x) => x.key === key)!; return `${e.kind}/${e.name}`; };
      const isLeft = (d: { key: string; path: string }) => result.left.some((l: any) => l.address === address(d.key) && (l.path === d.path || l.path === null));
      const isTaken = (d: { key: string; path: string }) => result.takings.some((t: any) => t.address === address(d.key) && t.attributes.some((a: any) => a.path === d.path));
      for (const d of differencesOf(git, remote)) {
        if (project.entities.get(d.key)?.ignored.has(d.path)) continue;
        const k = kindOf(d.key, d.path);
        if (asked.has(k) ? !isTaken(d) && !isLeft(d) : isTaken(d)) say(`${isTaken(d) ? 'taken' : 'forgotten'} ${k}`, d);
        count(`${k} ${isTaken(d) ? 'taken' : 'left'}`);
      }
      let after = withTaken(git, remote, isTaken);
      for (const t of result.takings) if (t.action === 'add') { const e = remote.entities.find((x) => `${x.kind}/${x.name}` === t.address)!; if (base.entities.some((x) => x.key === e.key)) say('added again', t.address); after = { ...after, entities: [...after.entities, e] }; count('added'); }
      const read = readMeaning(now, { variables, defaults: project.defaults }); const want = meaningOf(after);
      const bad = [...new Set([...read.keys(), ...want.keys()])].filter((a) => read.get(a) !== want.get(a));
      if (bad.length) { say('meaning', bad.map((a) => `${a}\n got ${read.get(a)}\nwant ${want.get(a)}`).join('\n')); break; }
      const tokens = (list: readonly { text: string }[]) => list.flatMap((t) => t.text.match(/# c\d+;/g) ?? []);
      const all = new Set(tokens(texts)); if (tokens(now).some((t) => !all.has(t)) || new Set(tokens(now)).size !== tokens(now).length) say('comments made', '');
      const loaded = load(project.projectFile, now, {}).value!;
      const planned = plan(loaded, rows, { base: { declarations: baseDeclarations, label: 'b' } });
      if (!planned.value) { say('plan refused', planned.diagnostics); break; }
      // The pull is merged, and applied.
      git = after; base = after; texts = now; baseDeclarations = loaded.declarations;
      remote = { ...remote, entities: [...git.entities, ...remote.entities.filter((e) => !git.entities.some((g) => g.key === e.key))] };
      const applied = plan(loaded, remoteOf(remote));
      if (!applied.value || applied.value.changes.length) { say('not applied', applied.value?.changes ?? applied.diagnostics); break; }
      count('week');
    }
  } catch (e) { count('throw ' + String(e).slice(0, 80)); if (shown++ < showMax) console.log(seed, e); }
}
console.log(counts);
