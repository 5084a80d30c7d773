import { parseAllDocuments } from 'yaml';
import { createDice } from './fuzz/create-dice.ts';
import { randomAccount } from './support/yaml-worlds/random-account.ts';
import { remoteOf } from './support/yaml-worlds/account.ts';
import { writeProject } from './support/yaml-worlds/write-project.ts';
import { asGlob, randomRules } from './support/yaml-worlds/write-rules.ts';
import { firstDifference } from './support/yaml-worlds/pieces.ts';
import { fatesOf } from './support/yaml-worlds/differences.ts';
import { load } from '../src/reconciler/load.ts';
import { plan } from '../src/reconciler/plan.ts';
import { rename } from '../src/reconciler/rename.ts';

const [from, to, sharing, showMax] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 200), process.argv[4] !== 'plain', Number(process.argv[5] ?? 3)];
const only = process.argv[6];
const counts: Record<string, number> = {}; let shown = 0;
const count = (what: string) => { counts[what] = (counts[what] ?? 0) + 1; };
const news = ['Best "ones"', 'Käufer 30', 'a: b #c', '2030', '*all', "it's", 'x, y', '${var.crm_text} new', 'Simple name', 'yes', 'back\\slash ?'];

function expected(root: any, kind: string, name: string, to: string, isBound: boolean): any {
  const out = structuredClone(root) ?? null;
  if (!out) return out;
  const esc = (t: string) => t.replace(/\$\{/g, '$$${');
  const un = (t: string) => t.replace(/\$\$\{/g, '${').replace(/\$\{var\.crm_text\}/g, 'CRM words');
  const ref = (v: any) => (typeof v === 'string' && un(v) === name ? esc(to) : v);
  const glob = (v: any) => (typeof v === 'string' && un(v) === asGlob(name) ? esc(asGlob(to)) : v);
  const each = (v: any, f: any) => (Array.isArray(v) ? v.map(f) : f(v));
  const tree = (n: any): any => {
    if (typeof n === 'string') return ref(n);
    for (const k of Object.keys(n)) { if (k === 'and' || k === 'or') n[k] = n[k].map(tree); else if (k === 'not') n[k] = tree(n[k]); else if (k === 'segment') n[k] = ref(n[k]); }
    return n;
  };
  for (const k of ['segment', 'audience']) for (const item of out[`${k}s`] ?? []) {
    if (k === kind && String(item.name) !== '' && un(String(item.name)) === name) { item.name = esc(to); if (!isBound) item.renamedFrom = esc(name); }
    if (kind === 'segment') { if (item.algebra) item.algebra = tree(item.algebra); if (item.lookalike?.seedSegment) item.lookalike.seedSegment = ref(item.lookalike.seedSegment); }
  }
  for (const r of out.rules ?? []) {
    for (const k of ['excludes', 'within']) if (r[k]) r[k] = each(r[k], ref);
    if (kind === 'audience') for (const k of ['audiences', 'except', 'disjoint']) if (r[k]) r[k] = each(r[k], glob);
  }
  for (const p of out.people ?? []) {
    for (const k of ['in', 'notIn']) if (p[k]) p[k] = each(p[k], ref);
    if (kind === 'audience') for (const k of ['reachedBy', 'notReachedBy']) if (p[k]) p[k] = each(p[k], glob);
  }
  return out;
}
const sortKeys = (v: any): any => Array.isArray(v) ? v.map(sortKeys) : v && typeof v === 'object' ? Object.fromEntries(Object.keys(v).sort().map((k) => [k, sortKeys(v[k])])) : v;

for (let seed = from; seed <= to; seed += 1) {
  const dice = createDice(seed);
  const git = randomAccount(dice, dice.chance(0.5) ? 'retail-media' : 'marketing-solutions');
  const project = writeProject(dice, git, { sharing, rules: randomRules(dice, git) });
  const entity = dice.pick(git.entities);
  const name = dice.pick(news);
  const address = `${entity.kind}/${entity.name}` as const;
  let texts: readonly { file: string; text: string }[] = project.manifests;
  const say = (what: string, more: unknown) => {
    count(what);
    if (only && !what.includes(only)) return;
    if (shown++ < showMax) { console.log('== seed', seed, what, address, '->', name, '\n', more); for (const m of project.manifests) { console.log('---', m.file, '\n' + m.text); const a = texts.find((t) => t.file === m.file); if (a && a.text !== m.text) console.log('--- after\n' + a.text); } }
  };
  try {
    const { value: loaded, diagnostics } = load(project.projectFile, project.manifests, {});
    if (!loaded || diagnostics.some((d) => d.severity === 'error')) { count('not loaded'); continue; }
    const before = plan(loaded, remoteOf(git));
    if (!before.value || before.value.changes.length) { count('not clean'); continue; }
    const found = rename(loaded, [project.projectFile, ...project.manifests] as any, { address, name } as any) as any;
    if (!found.value) { const codes = found.diagnostics.filter((d: any) => d.severity === 'error').map((d: any) => d.code).join(','); 
      const shared = [...project.entities.values()].some((e) => e.elsewhere.size); say(`refused ${codes} ${shared}`, found.diagnostics); continue; }
    texts = project.manifests.map((m) => found.value.files.find((f: any) => f.file === m.file) ? { file: m.file, text: found.value.files.find((f: any) => f.file === m.file).after } : m);
    const projectFile = found.value.files.find((f: any) => f.file === project.projectFile.file);
    let bad = false;
    for (const m of project.manifests) {
      const now = texts.find((t) => t.file === m.file)!;
      const js = (t: string) => parseAllDocuments(t, { merge: true, intAsBigInt: true }).map((d) => { if (d.errors.length) throw new Error(d.errors[0]!.message); return d.toJS(); });
      const want = js(m.text).map((r) => expected(r, entity.kind, entity.name, name, entity.isBound));
      const got = js(now.text);
      const str = (v: any) => JSON.stringify(sortKeys(v), (_, x) => (typeof x === 'bigint' ? `n${x}` : x), 1);
      if (str(got) !== str(want)) { say('json', [str(got), str(want)].join('\nWANT\n')); bad = true; break; }
      const fates = new Map<any, any>(fatesOf(project, git, { ...git, entities: git.entities.map((e) => e.key === entity.key ? { ...e, name } : e) }));
      const own = new Map(fates.get(entity.key)); if (!entity.isBound) own.set('renamedFrom', 'added'); fates.set(entity.key, own);
      fates.set('rules', new Map([['refs', 'set']]));
      const d = firstDifference(m.pieces, fates, now.text);
      if (d) { say('bytes', d); bad = true; break; }
      const tokens = (t: string) => (t.match(/# c\d+;/g) ?? []).join();
      if (tokens(m.text) !== tokens(now.text)) { say('comments', [tokens(m.text), tokens(now.text)]); bad = true; break; }
    }
    if (bad) continue;
    const again = load(projectFile ? { file: projectFile.file, text: projectFile.after } : project.projectFile, texts, {});
    const after = plan(again.value!, remoteOf(git));
    const changes = after.value?.changes ?? [];
    if (changes.length !== 1 || changes[0]!.action !== 'update' || changes[0]!.patch?.length !== 1) { say('plan', JSON.stringify([after.diagnostics, changes.map((c) => [c.address, c.action, c.patch])], null, 1)); continue; }
    const ui = remoteOf({ ...git, entities: git.entities.map((e) => e.key === entity.key ? { ...e, name } : e) });
    const done = plan(again.value!, ui);
    if (done.value?.changes.length) { say('plan after', done.value.changes); continue; }
    count('ok');
  } catch (e) { say('throw ' + String(e).slice(0, 70), e); }
}
console.log(counts);
