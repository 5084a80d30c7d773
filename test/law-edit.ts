import { parseAllDocuments } from 'yaml';
import { shrinkLines } from './law-shrink.ts';
import { readEntry } from '../src/yaml-edit/read-entry.ts';
import { createDice } from './fuzz/create-dice.ts';
import { randomAccount } from './support/yaml-worlds/random-account.ts';
import { entityOf, mapTree } from './support/yaml-worlds/account.ts';
import { variables } from './support/yaml-worlds/write-entry.ts';
import { writeProject } from './support/yaml-worlds/write-project.ts';
import { editInUi } from './support/yaml-worlds/ui-edits.ts';
import { differencesOf, withTaken } from './support/yaml-worlds/differences.ts';
import { judgeTexts } from './support/yaml-worlds/judge-texts.ts';
import { editText } from '../src/yaml-edit/edit-text.ts';
import type { EntryEdit, EntryEdits } from '../src/yaml-edit/text-edit.ts';

const [from, to, sharing] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 200), process.argv[4] !== 'plain'];
const only = process.argv[5];
const counts: Record<string, number> = {}; let shown = 0; let editMs = 0, judgeMs = 0;
const lookup = { find: (name: string) => { const v = variables[name]; return v === undefined ? undefined : { value: v, text: String(v) }; }, suggest: () => undefined };
const w0 = (line: number) => [line - 2, line + 24] as const;
const count = (what: string) => { counts[what] = (counts[what] ?? 0) + 1; };
for (let seed = from; seed <= to; seed += 1) {
  const dice = createDice(seed);
  const git = randomAccount(dice, dice.chance(0.5) ? 'retail-media' : 'marketing-solutions');
  const project = writeProject(dice, git, { sharing, longForm: false });
  const ui = editInUi(dice, git);
  const differences = differencesOf(git, ui);
  const say = (what: string, more: unknown, file?: string) => {
    count(what);
    if (only && !what.includes(only)) return;
    if (shown++ < Number(process.argv[6] ?? 3)) { console.log('== seed', seed, what, '\n', more, '\n', JSON.stringify(differences)); for (const m of project.manifests) if (!file || m.file === file) { console.log('---', m.file, '\n' + m.text); const after = texts.find((t) => t.file === m.file); if (after) console.log('--- after\n' + after.text); } }
  };
  let texts: { file: string; text: string }[] = [];
  try {
    const refusedKeys = new Set<string>();
    for (const { file, text } of project.manifests) {
      const entries: EntryEdits[] = []; const of = new Map<EntryEdit, string>();
      for (const entity of git.entities) {
        const w = project.entities.get(entity.key)!; if (w.file !== file) continue;
        const other = entityOf(ui, entity.key);
        const edits: EntryEdit[] = [];
        for (const { key, path } of differences) {
          if (key !== entity.key) continue;
          const id = `${key} ${path}`;
          if (w.elsewhere.get(path) === 'defaults') { refusedKeys.add(id); continue; }
          const p = path.split('.');
          const value = path === 'description' ? other.description : path === 'algebra' ? mapTree<any>(other.algebra!, (k) => entityOf(ui, k).name) : other.block[p[1]!];
          const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
          const edit: EntryEdit = empty ? { kind: 'remove', path: p } : { kind: 'set', path: p, value };
          of.set(edit, id); edits.push(edit);
        }
        if (edits.length) entries.push({ at: { file, line: w.line, column: w.column }, edits });
      }
      const t0 = performance.now();
      const result = editText({ file, text }, { entries }, lookup);
      editMs += performance.now() - t0; if (performance.now() - t0 > 300) say('slow', performance.now() - t0, file);
      for (const r of result.refused) {
        const id = r.edit ? of.get(r.edit) : undefined;
        if (id === undefined) { say('refused what was not asked', r, file); continue; }
        refusedKeys.add(id);
        const [k, path] = [id.split(' ')[0]!, id.slice(id.indexOf(' ') + 1)];
        const e = project.entities.get(k)!.elsewhere;
        const why = e.get(path) ?? e.get(path.split('.')[0]!);
        if (!why) { { count(`refused freely ${r.obstacle} ${path}`); if (only && `freely ${r.obstacle}`.includes(only) && shown++ < Number(process.argv[6] ?? 3)) { const l = w0(project.entities.get(k)!.line); console.log('== seed', seed, r.obstacle, r.source.line, JSON.stringify(r.edit)); const w1 = project.entities.get(k)!; if (process.argv[7]) { const alone = (t: string, line: number) => { if (parseAllDocuments(t, { merge: true }).some((d) => d.errors.length)) return false; const q = editText({ file, text: t }, { entries: [{ at: { file, line, column: w1.column }, edits: [r.edit!] }] }, lookup); return q.refused.length === 1 && q.refused[0]!.obstacle === r.obstacle; }; const origin = JSON.stringify(readEntry({ file, text }, { file, line: w1.line, column: w1.column }, lookup)); if (alone(text, w1.line)) { console.log('SHRUNK ' + JSON.stringify(w1.column) + '\n' + shrinkLines(text, w1.line, (t, line) => alone(t, line) && [JSON.stringify(readEntry({ file, text: t }, { file, line, column: w1.column }, lookup))].every((j) => j !== null && Object.entries(JSON.parse(j!)).every(([k2, v2]) => JSON.stringify(JSON.parse(origin!)[k2]) === JSON.stringify(v2)) && Object.keys(JSON.parse(j!)).includes(r.edit!.path[0] as string)))); continue; } else { const mine = entries.flatMap((en) => en.edits.map((ed) => ({ at: en.at, edits: [ed] }))); for (const one of mine) { if (one.edits[0] === r.edit) continue; const me = entries.find((en) => en.edits.includes(r.edit!))!; const q = editText({ file, text }, { entries: one.at === me.at ? [{ at: me.at, edits: [one.edits[0]!, r.edit!] }] : [one, { at: me.at, edits: [r.edit!] }] }, lookup); if (q.refused.some((z) => z.edit === r.edit)) console.log('with', JSON.stringify(one), '\n' + text); } } } console.log(text.split('\n').slice(l[0], l[1]).join('\n')); } } } else count(`refused ${why}: ${r.obstacle}`);
      }
      texts.push({ file, text: result.text });
      const again = editText({ file, text: result.text }, { entries: [] }, lookup);
      if (again.text !== result.text) say('empty edit changes', '', file);
    }
    const after = withTaken(git, ui, ({ key, path }) => !refusedKeys.has(`${key} ${path}`));
    const t1 = performance.now();
    const wrong = judgeTexts(project, git, texts, after);
    judgeMs += performance.now() - t1; if (performance.now() - t1 > 300) console.log('slow judge', seed, performance.now() - t1);
    if (wrong.length) say(`wrong: ${wrong[0]!.slice(0, 22).replace(/\d+/g, 'N')}`, wrong.join('\n'), /^(\S+\.yaml):/.exec(wrong[0]!)?.[1]);
    else count('ok');
    for (const d of differences) { const e = project.entities.get(d.key)!.elsewhere; const why = e.get(d.path) ?? e.get(d.path.split('.')[0]!); if (why && why !== 'defaults' && !refusedKeys.has(`${d.key} ${d.path}`)) say(`written though ${why}`, d); }
  } catch (e) { say('throw ' + String(e).slice(0, 60), e); }
}
console.log(counts, { editMs, judgeMs });
