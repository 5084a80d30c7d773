import { createDice } from './fuzz/create-dice.ts';
import { randomAccount } from './support/yaml-worlds/random-account.ts';
import { type Account, remoteOf } from './support/yaml-worlds/account.ts';
import { writeProject } from './support/yaml-worlds/write-project.ts';
import { editInUi } from './support/yaml-worlds/ui-edits.ts';
import { differencesOf, withTaken } from './support/yaml-worlds/differences.ts';
import { judgeTexts } from './support/yaml-worlds/judge-texts.ts';
import { meant, describedEntity } from './support/yaml-worlds/read-meaning.ts';
import { load } from '../src/reconciler/load.ts';
import { plan } from '../src/reconciler/plan.ts';
import { pull } from '../src/reconciler/pull.ts';

const [from, to, mode, showMax, only] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 200), process.argv[4] ?? 'edit', Number(process.argv[5] ?? 3), process.argv[6]];
const has = (w: string) => mode.split('+').includes(w);
const counts: Record<string, number> = {}; let shown = 0;
const count = (what: string) => { counts[what] = (counts[what] ?? 0) + 1; };

for (let seed = from; seed <= to; seed += 1) {
  const dice = createDice(seed);
  const first = randomAccount(dice, dice.chance(0.5) ? 'retail-media' : 'marketing-solutions');
  const based = has('base');
  const git: Account = based ? editInUi(dice, first, { adds: has('new'), removes: has('gone') }) : first;
  const project = writeProject(dice, git, { sharing: !has('plain'), owns: has('new') });
  const ui = editInUi(dice, first, { renames: has('rename'), adds: has('new'), removes: has('gone') });
  const take = has('all') ? ['drift', 'conflict', 'unknown', 'new', 'gone'] as const : has('new') || has('gone') ? [based ? 'drift' : 'unknown', 'new', 'gone'] as const : null;
  let texts: readonly { file: string; text: string }[] = project.manifests;
  let result: any = null;
  const say = (what: string, more: unknown) => {
    count(what);
    if (only && !what.includes(only)) return;
    if (shown++ < showMax) { console.log('== seed', seed, what, '\n', more, '\n', JSON.stringify(differencesOf(git, ui))); console.log(JSON.stringify(result?.left.map((l: any) => [l.address, l.path, l.code, l.text, l.source && `${l.source.file}:${l.source.line}`]))); for (const m of project.manifests) { console.log('---', m.file, '\n' + m.text); const a = texts.find((t) => t.file === m.file); if (a && a.text !== m.text) console.log('--- after\n' + a.text); } }
  };
  try {
    const { value: loaded } = load(project.projectFile, project.manifests, {});
    const remote = remoteOf(ui);
    let base: any; const baseAccount = based ? first : null;
    if (based) {
      const w = writeProject(createDice(seed + 7), first, { sharing: false });
      base = { declarations: load(w.projectFile, w.manifests, {}).value!.declarations, label: 'git base' };
    }
    const before = plan(loaded!, remote, based ? { base } : {});
    const t0 = performance.now();
    const found = pull({ projectFile: project.projectFile, manifests: project.manifests }, remote, { ...(take ? { take } : {}), ...(based ? { base } : {}) } as any) as any;
    const ms = performance.now() - t0; if (ms > 1500) say('slow', ms);
    if (!found.value) { (before.value ? say : count)(`refused ${found.diagnostics.filter((d: any) => d.severity === 'error').map((d: any) => d.code)}${before.value ? '' : ' as plan is'}`, found.diagnostics); continue; }
    result = found.value;
    texts = [...project.manifests.map((m) => { const f = result.files.find((x: any) => x.file === m.file); return f ? { file: m.file, text: f.after } : m; }), ...result.files.filter((x: any) => x.before === null).map((x: any) => ({ file: x.file, text: x.after }))];
    const asked = new Set<string>(take ?? [based ? 'drift' : 'unknown']);
    const nameOf = (key: string, account: Account) => { const e = account.entities.find((x) => x.key === key)!; return `${e.kind}/${e.name}`; };
    const takes = new Map<string, any>(result.takings.map((t: any) => [t.address, t]));
    const problems: string[] = [];
    const taken = new Set<string>();
    for (const d of differencesOf(git, ui)) {
      const address = nameOf(d.key, git);
      let kind = 'unknown';
      if (baseAccount) {
        const b = baseAccount.entities.find((e) => e.key === d.key);
        const is = (x: Account) => differencesOf({ ...x, entities: x.entities.filter((e) => e.key === d.key) }, baseAccount).some((y) => y.path === d.path);
        kind = b === undefined ? 'adopted' : !is(git) ? 'drift' : !is(ui) ? 'declared' : 'conflict';
      }
      const t = takes.get(address);
      const attribute = t?.attributes?.find((a: any) => a.path === d.path);
      const left = result.left.find((l: any) => l.address === address && (l.path === d.path || l.path === null));
      if (attribute) {
        taken.add(`${d.key} ${d.path}`);
        if (!asked.has(kind)) problems.push(`taken though ${kind}: ${address} ${d.path}`);
        if (attribute.take !== kind) problems.push(`taken as ${attribute.take}, is ${kind}: ${address} ${d.path}`);
      } else if (kind === 'declared' || kind === 'adopted') {
        if (left) problems.push(`left though ${kind}: ${address} ${d.path} ${left.code}`);
      } else if (!left) problems.push(`neither taken nor left (${kind}): ${address} ${d.path}`);
      const e = project.entities.get(d.key)!.elsewhere; const why = e.get(d.path) ?? e.get(d.path.split('.')[0]!);
      if (asked.has(kind)) {
        if (attribute && why && d.path !== 'algebra') problems.push(`taken though ${why}: ${address} ${d.path}`);
        if (!attribute && left) { if (why) { if (left.code !== 'pull-elsewhere') count(`left ${why} as ${left.code}`); else count(`left ${why}`); } else say(`left freely ${left.code}`, [address, d.path, left]); }
      } else if (left && left.code !== 'pull-not-asked') count(`not asked ${kind} as ${left.code}`);
    }
    for (const t of result.takings) if (t.action === 'edit') for (const a of t.attributes) {
      const e = git.entities.find((x) => `${x.kind}/${x.name}` === t.address);
      if (!e || !taken.has(`${e.key} ${a.path}`)) problems.push(`taken though it does not differ: ${t.address} ${a.path} ${JSON.stringify([a.from, a.to])}`);
    }
    let after = withTaken(git, ui, ({ key, path }) => taken.has(`${key} ${path}`));
    for (const e of ui.entities) if (!git.entities.some((x) => x.key === e.key)) {
      const address = `${e.kind}/${e.name}`; const t = result.takings.find((x: any) => x.address === address && x.action === 'add');
      const inBase = baseAccount?.entities.some((x) => x.key === e.key);
      if (t) { if (!asked.has('new')) problems.push(`added unasked ${address}`); if (inBase) problems.push(`added though removed in git ${address}`); after = { ...after, entities: [...after.entities, e] }; }
      else if (has('new') && !inBase) { const left = result.left.find((l: any) => l.address === address); if (!left) problems.push(`new, neither taken nor left: ${address}`); else say(`new left ${left.code}`, left); }
    }
    for (const e of git.entities) if (!ui.entities.some((x) => x.key === e.key)) {
      const address = `${e.kind}/${e.name}`; const t = result.takings.find((x: any) => x.address === address && x.action === 'remove');
      const b = baseAccount?.entities.find((x) => x.key === e.key);
      const kind = !baseAccount ? 'gone' : !b ? 'new in git' : JSON.stringify(meant(describedEntity(b, (k) => k))) === JSON.stringify(meant(describedEntity(e, (k) => k))) && b.name === e.name ? 'gone' : 'conflict';
      if (t) { if (!asked.has(kind)) problems.push(`removed though ${kind} ${address}`); after = { ...after, entities: after.entities.filter((x) => x.key !== e.key) }; }
      else if (asked.has(kind)) { const left = result.left.find((l: any) => l.address === address); if (!left) problems.push(`gone, neither taken nor left: ${address}`); else say(`gone left ${left.code}`, left); }
    }
    if (problems.length) say(`problem: ${problems[0]!.split(':')[0]}`, problems.join('\n'));
    const wrong = judgeTexts(project, git, texts, after);
    if (wrong.length) { say(`wrong: ${wrong[0]!.slice(0, 30).replace(/\d+/g, 'N')}`, wrong.join('\n')); continue; }
    const again = load(project.projectFile, texts, {});
    const planned = plan(again.value!, remote, based ? { base } : {});
    if (!planned.value) { say('plan after refused', planned.diagnostics); }
    else {
      const open = new Set(differencesOf(after, ui).map((d) => `${nameOf(d.key, after)} ${d.path}`));
      for (const c of planned.value.changes) {
        if (c.action !== 'update') { if (c.action !== 'create' || ui.entities.some((e) => `${e.kind}/${e.name}` === c.address)) say(`plan after: ${c.action}`, c); continue; }
        for (const p of c.patch ?? []) { const key = (p as any).path.slice(1).split('/'); const path = ['algebra', 'description', 'name'].includes(key[0]) ? key[0] : key.slice(0, 2).join('.'); if (!open.has(`${c.address} ${path}`) && ![...open].some((o) => o.startsWith(`${c.address} ${path}`))) say(`plan after: ${path}`, [c.address, p]); }
      }
    }
    const second = pull({ projectFile: project.projectFile, manifests: texts }, remote, { ...(take ? { take } : {}), ...(based ? { base } : {}) } as any) as any;
    if (!second.value) say('second refused', second.diagnostics);
    else if (second.value.takings.length || second.value.files.length) { const t1 = second.value; say('second takes', JSON.stringify([t1.takings, t1.files], null, 1)); }
    count('ok'); if (result.takings.length) count('ok with takings');
  } catch (e) { say('throw ' + String(e).slice(0, 70), e); }
}
console.log(counts);
