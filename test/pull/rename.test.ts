/** A new name in the UI goes to the entry, and to everything that refers to it by name. */
import { expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { load } from '../../src/reconciler/load.ts';
import { plan } from '../../src/reconciler/plan.ts';
import { filesOf, head, projectOf, pulled, remoteAfter, type Texts, textAfter } from './ui.ts';

const list = (name: string, more = '') =>
  `  - name: ${name}\n${more}    contactList: { identifierType: Email }\n`;

/** The text with an ID for each name, as the remote has them. */
function bind(text: string, { segments, audiences }: Snapshot): string {
  return text.replace(/^( +- name: )(.+)\n/gmu, (line, start: string, name: string) => {
    const row = [...segments, ...audiences].find(({ attributes }) => attributes['name'] === name);
    return row ? `${start}${name}\n    id: "${row.id}"\n` : line;
  });
}

/** The remote with other names. */
function renamed(snapshot: Snapshot, names: Readonly<Record<string, string>>): Snapshot {
  const rename = (row: Snapshot['segments'][number]) => {
    const name = String(row.attributes['name']);
    return { ...row, attributes: { ...row.attributes, name: names[name] ?? name } };
  };
  const { segments, audiences } = snapshot;
  return { ...snapshot, segments: segments.map(rename), audiences: audiences.map(rename) };
}

function isPlannedEmpty(texts: Texts, snapshot: Snapshot, project = projectOf()): void {
  const { value } = load(project, filesOf(texts));
  if (value === null) throw new Error('nothing was loaded');
  expect(plan(value, snapshot).value?.changes).toEqual([]);
}

const git = `${head}segments:
${list('Shoes')}${list('CRM')}${list('Hats')}audiences:
  - name: All
    algebra:
      and:
        - Shoes # first
        - { segment: CRM }
        - not: Hats
`;

test('references in algebra follow, in their own spelling', async () => {
  const before = await remoteAfter(git);
  const text = bind(git, before);
  const remote = renamed(before, { Shoes: 'Boots', CRM: 'Customers' });
  const result = pulled(text, remote);
  const expected = text
    .replace('name: Shoes', 'name: Boots')
    .replace('- Shoes #', '- Boots #')
    .replace('name: CRM', 'name: Customers')
    .replace('segment: CRM', 'segment: Customers');
  expect(textAfter(result)).toBe(expected);
  expect(result.takings).toMatchObject([
    {
      address: 'segment/Shoes',
      attributes: [{ path: 'name', from: 'Shoes', to: 'Boots' }],
    },
    { address: 'segment/CRM', attributes: [{ path: 'name', from: 'CRM', to: 'Customers' }] },
  ]);
  isPlannedEmpty({ 'a.yaml': expected }, remote);
});

test('names are exchanged and chained in one go', async () => {
  const before = await remoteAfter(git);
  const text = bind(git, before);
  const remote = renamed(before, { Shoes: 'CRM', CRM: 'Hats', Hats: 'Shoes' });
  const result = textAfter(pulled(text, remote)) ?? '';
  expect(result).toContain('- CRM # first');
  expect(result).toContain('{ segment: Hats }');
  expect(result).toContain('not: Shoes');
  isPlannedEmpty({ 'a.yaml': result }, remote);
});

test('a rename and another tree at once', async () => {
  const before = await remoteAfter(git);
  const ui = git.replace('        - not: Hats\n', '').replace('# first', '');
  const text = bind(git, before);
  const remote = renamed(await remoteAfter(git, ui), { Shoes: 'Boots', Hats: 'Caps' });
  const result = textAfter(pulled(text, remote)) ?? '';
  const expected = text
    .replace('name: Shoes', 'name: Boots')
    .replace('- Shoes #', '- Boots #')
    .replace('name: Hats', 'name: Caps')
    .replace('        - not: Hats\n', '');
  expect(result).toBe(expected);
  isPlannedEmpty({ 'a.yaml': result }, remote);
});

test('rules, people and the project file follow', async () => {
  const more = `rules:
  - name: No customers
    audiences: All
    excludes: CRM
people:
  - name: Ana
    in: [CRM]
    notReachedBy: All
`;
  const project = projectOf('protect: ["segment/CRM"]\n');
  const base = git.replace('{ segment: CRM }', 'Shoes').replace('- Shoes # first', '- not: CRM');
  const before = await remoteAfter(base);
  const text = bind(base, before);
  const remote = renamed(before, { CRM: 'Customers', All: 'Everyone' });
  const texts = { 'a.yaml': text, 'rules.yaml': more };
  const result = pulled(texts, remote, {}, project);
  expect(textAfter(result, 'rules.yaml')).toBe(
    more.replaceAll('CRM', 'Customers').replaceAll(': All', ': Everyone'),
  );
  expect(textAfter(result, 'audiencectl.yaml')).toBe(
    project.text.replace('segment/CRM', 'segment/Customers'),
  );
});

test('a name with blanks around it is left', async () => {
  const before = await remoteAfter(git);
  const result = pulled(bind(git, before), renamed(before, { Shoes: ' Shoes' }));
  expect(result.files).toEqual([]);
  expect(result.left).toMatchObject([
    { address: 'segment/Shoes', path: 'name', code: 'pull-unsafe' },
  ]);
});

test('a name that another entry has is left', async () => {
  const before = await remoteAfter(git);
  const text = `${bind(git, before)}`.replace('audiences:\n', `${list('Boots')}audiences:\n`);
  const result = pulled(text, renamed(before, { Shoes: 'Boots' }));
  expect(result.files).toEqual([]);
  expect(result.left).toMatchObject([{ address: 'segment/Shoes', path: 'name' }]);
});

test('a name that looks like a variable is escaped everywhere', async () => {
  const project = projectOf('vars: { x: used }\nprotect: ["segment/CRM"]\n');
  const text = `${git}x-note: \${var.x}\n`;
  const before = await remoteAfter(git);
  const remote = renamed(before, { CRM: 'C ${var.x}' });
  const bound = bind(text, before);
  const result = pulled(bound, remote, {}, project);
  const escaped = 'C $$' + '{var.x}';
  expect(textAfter(result)).toBe(
    bound
      .replace('name: CRM', () => `name: ${escaped}`)
      .replace('segment: CRM', () => `segment: "${escaped}"`),
  );
  const changed = textAfter(result, 'audiencectl.yaml');
  expect(changed).toContain(`"segment/${escaped}"`);
  isPlannedEmpty({ 'a.yaml': textAfter(result) ?? '' }, remote, {
    ...project,
    text: changed ?? '',
  });
});

test('a reference that stands elsewhere is named with the entry that holds it', async () => {
  const project = projectOf('vars: { s: CRM }\n');
  const text = git.replace('segment: CRM', () => `segment: "\${var.s}"`);
  const before = await remoteAfter(git);
  const result = pulled(bind(text, before), renamed(before, { CRM: 'Customers' }), {}, project);
  expect(result.files).toEqual([]);
  expect(result.left).toMatchObject([
    {
      ...{ address: 'segment/CRM', path: 'name', code: 'pull-elsewhere' },
      text: 'The audience "All" names it through the variable "s".',
      fix: 'Write the name itself there, and pull again.',
      source: { file: 'audiencectl.yaml' },
    },
  ]);
});
