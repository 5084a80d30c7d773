import { randomRules } from './support/yaml-worlds/write-rules.ts';
import { createDice } from './fuzz/create-dice.ts';
import { randomAccount } from './support/yaml-worlds/random-account.ts';
import { remoteOf } from './support/yaml-worlds/account.ts';
import { variables } from './support/yaml-worlds/write-entry.ts';
import { writeProject } from './support/yaml-worlds/write-project.ts';
import { meaningOf, readMeaning } from './support/yaml-worlds/read-meaning.ts';
import { firstDifference } from './support/yaml-worlds/pieces.ts';
import { load } from '../src/reconciler/load.ts';
import { plan } from '../src/reconciler/plan.ts';

let shown = 0; let ok = 0; const codes: Record<string, number> = {};
const from = Number(process.argv[2] ?? 1), to = Number(process.argv[3] ?? 200);
for (let seed = from; seed <= to; seed += 1) {
  const dice = createDice(seed);
  const account = randomAccount(dice, dice.chance(0.5) ? 'retail-media' : 'marketing-solutions');
  const project = writeProject(dice, account, { rules: randomRules(dice, account) });
  const say = (what: string, more: unknown) => {
    codes[what] = (codes[what] ?? 0) + 1;
    if (shown++ < 4) { console.log('== seed', seed, what, more); for (const m of project.manifests) console.log('---', m.file, '\n' + m.text); }
  };
  try {
    const defaults = JSON.parse(/defaults: (.*)/.exec(project.projectFile.text)![1]!);
    const read = readMeaning(project.manifests, { variables, defaults });
    const want = meaningOf(account);
    let bad = '';
    for (const [a, v] of want) if (read.get(a) !== v) { bad = `${a}\n got ${read.get(a)}\nwant ${v}`; break; }
    if (bad) { say('meaning', bad); continue; }
    for (const m of project.manifests) { const d = firstDifference(m.pieces, new Map(), m.text); if (d) say('pieces', d); }
    const { value, diagnostics } = load(project.projectFile, project.manifests, {});
    if (!value) { say('load', diagnostics); continue; }
    const p = plan(value, remoteOf(account));
    const errors = [...diagnostics, ...p.diagnostics].filter((d) => d.severity === 'error');
    if (errors.length) { say('error ' + errors[0]!.code, errors[0]); continue; }
    if (p.value!.changes.length) { say('plan', JSON.stringify(p.value!.changes.map((c) => [c.address, c.action, c.reasons, c.patch]), null, 1)); continue; }
    for (const d of value.declarations) {
      const e = account.entities.find((x) => x.kind === d.kind && x.name === d.name)!;
      const w = project.entities.get(e.key)!;
      if (d.source.file !== w.file || d.source.line !== w.line || d.source.column !== w.column) { say('place', [d.address, d.source, w.line, w.column]); break; }
    }
    ok++;
  } catch (e) { say('throw', e); }
}
console.log(ok, codes);
