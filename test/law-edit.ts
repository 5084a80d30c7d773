import { createDice } from './fuzz/create-dice.ts';
import { randomAccount } from './support/yaml-worlds/random-account.ts';
import { entityOf, mapTree } from './support/yaml-worlds/account.ts';
import { variables, writeProject } from './support/yaml-worlds/write-project.ts';
import { editInUi } from './support/yaml-worlds/ui-edits.ts';
import { differencesOf, withTaken } from './support/yaml-worlds/differences.ts';
import { judgeTexts } from './support/yaml-worlds/judge-texts.ts';
import { editText } from '../src/yaml-edit/edit-text.ts';
import type { EntryEdit, EntryEdits } from '../src/yaml-edit/text-edit.ts';

const [from, to, sharing] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 200), process.argv[4] !== 'plain'];
const only = process.argv[5];
const counts: Record<string, number> = {}; let shown = 0;
const lookup = { find: (name: string) => { const v = variables[name]; return v === undefined ? undefined : { value: v, text: String(v) }; }, suggest: () => undefined };
const count = (what: string) => { counts[what] = (counts[what] ?? 0) + 1; };
for (let seed = from; seed <= to; seed += 1) {
  const dice = createDice(seed);
  const git = randomAccount(dice, dice.chance(0.5) ? 'retail-media' : 'marketing-solutions');
  const project = writeProject(dice, git, { sharing });
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
      if (performance.now() - t0 > 300) say('slow', performance.now() - t0, file);
      for (const r of result.refused) {
        const id = r.edit ? of.get(r.edit) : undefined;
        if (id === undefined) { say('refused what was not asked', r, file); continue; }
        refusedKeys.add(id);
        const [k, path] = [id.split(' ')[0]!, id.slice(id.indexOf(' ') + 1)];
        const e = project.entities.get(k)!.elsewhere;
        const why = e.get(path) ?? e.get(path.split('.')[0]!);
        if (!why) { say(`refused freely ${r.obstacle} ${path}`, [id, r.obstacle, r.source, r.name], file); } else count(`refused ${why}: ${r.obstacle}`);
      }
      texts.push({ file, text: result.text });
      const again = editText({ file, text: result.text }, { entries: [] }, lookup);
      if (again.text !== result.text) say('empty edit changes', '', file);
    }
    const after = withTaken(git, ui, ({ key, path }) => !refusedKeys.has(`${key} ${path}`));
    const wrong = judgeTexts(project, git, texts, after);
    if (wrong.length) say(`wrong: ${wrong[0]!.slice(0, 22).replace(/\d+/g, 'N')}`, wrong.join('\n'));
    else count('ok');
    for (const d of differences) { const e = project.entities.get(d.key)!.elsewhere; const why = e.get(d.path) ?? e.get(d.path.split('.')[0]!); if (why && why !== 'defaults' && !refusedKeys.has(`${d.key} ${d.path}`)) say(`written though ${why}`, d); }
  } catch (e) { say('throw ' + String(e).slice(0, 60), e); }
}
console.log(counts);
