import { editText } from '../src/yaml-edit/edit-text.ts';
const run = (text: string, entries: any[]) => {
  const r = editText({ file: 'f.yaml', text }, { entries: entries.map(([line, column, ...edits]) => ({ at: { file: 'f.yaml', line, column }, edits })) }, null);
  console.log('-----', JSON.stringify(entries)); console.log(text + '>>>\n' + r.text); console.log(r.refused.map((x) => [x.obstacle, x.source.line, x.source.column, (x.edit as any).value]));
};
const set = (p: string, value: any) => ({ kind: 'set', path: p.split('.'), value });
run('a:\nsegments:\n  - name: S\n    description: "Z" # c3\n    contactList: {}\naudiences:\n  - name: A\n    description: |-\n      2024-01-01\n    algebra: B\n', [[3, 5, set('description', '2024-01-01')], [7, 5, set('description', '2024-01-01 # really')]]);
run('segments:\n  - name: S\n    description: >- # c\n      - not an\n      item\n    contactList: {}\naudiences:\n  - name: A\n    description: "Zwei\\nund"\n    algebra: B\n', [[2, 5, set('description', '- not an item # really')], [8, 5, set('description', '- not an item')]]);
run('audiences:\n  - name: A\n    algebra:\n      or:\n        - "1002" # c52\n        - |-\n           B\n', [[2, 5, set('algebra', '1002')]]);
run('audiences:\n  - name: A\n    algebra: # c51\n      or:\n        - "1002" # c52\n        - |-\n           B\n', [[2, 5, set('algebra', '1002')]]);
run('audiences:\n  - name: A\n    algebra: # c51\n      or:\n        - "1002" # c52\n        - B\n', [[2, 5, set('algebra', '1002')]]);
