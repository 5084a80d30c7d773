/** A world with one of everything: no text that people read counts it in the plural. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type TestProject, withProject } from '../../support/a-project.ts';

const projectFile = `version: 1
platform: marketing-solutions
advertiserId: "4949"
manifests: ["m/*.yaml"]
`;
const list = (more = '') => `segments:\n  - name: Customers\n    contactList:\n${more}`;
const members = '      members: { source: ../people.txt, identifierType: email, mode: mirror }\n';
const audience = 'audiences:\n  - name: Reached\n    algebra: Customers\n';

/** Words that end like a plural and are none, and counts of more than is meant by the number before them. */
const singular = /^(?:is|was|has|as|this|its|address|less|across|always|sets|needs|yes|us)$/u;

/** `1 segments`, `1 remote entities`; not `01`, `1.1`, `1,001` and `-1`. */
function countedWrongly(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\d.,:/#-])1 (?:[a-z-]+ )?([a-z]+s)\b/gu)]
    .filter(([, word = '']) => !singular.test(word))
    .map(([phrase]) => phrase);
}

test('the rule finds what it is for', () => {
  expect(
    countedWrongly('1 remote entities, 1 segments; 1 address, 1 segment is, 21 items'),
  ).toEqual(['1 remote entities', '1 segments']);
});

const reports = '--report markdown=r.md --report html=r.html';

/** What every command prints, and the reports that it writes. */
async function read({ run, folder }: TestProject, line: string): Promise<string> {
  const { stdout, stderr } = await run(line);
  if (!line.includes(reports)) return stdout + stderr;
  const written = ['r.md', 'r.html'].map((file) => readFile(join(folder, file), 'utf8'));
  const texts = (await Promise.all(written)).map((text) => text.replace(/<[^>]*>/gu, ' '));
  return [stdout, stderr, ...texts].join('\n');
}

test('nothing is counted wrongly, from the first plan to the last deletion', async () => {
  const files = {
    'audiencectl.yaml': projectFile,
    'm/a.yaml': list(members) + audience,
    'people.txt': 'ann@example.com\n',
  };
  await withProject({ files }, async (project) => {
    const wrong: string[] = [];
    const readAll = async (lines: readonly string[]) => {
      for (const line of lines) {
        const text = await read(project, line);
        wrong.push(...countedWrongly(text).map((phrase) => `${line}: ${phrase}`));
      }
    };
    const { write } = project;
    await readAll([
      'validate',
      `plan --members --sizes --verbose ${reports}`,
      `apply --members --auto-approve ${reports}`,
      'plan --sizes',
      'snapshot --out s.json',
      'sizes',
      'graph',
      'doctor',
      'members sync Customers',
      'members stats Customers',
      'catalog interests --country FR Shoes',
      'export',
      'export --out other --target segment/*',
    ]);
    await write({ 'people.txt': 'bob@example.com\n' });
    await readAll(['members sync Customers', 'members sync Customers --allow-member-removal']);
    await write({ 'm/a.yaml': list('    description: New\n') + audience });
    await readAll([`plan --verbose ${reports}`, 'apply --auto-approve --events e.ndjson']);
    await write({ 'audiencectl.yaml': `${projectFile}prune: owned\nlimits: { maxDeletes: 0 }\n` });
    await readAll(['export --target segment/*']);
    await write({ 'm/a.yaml': list() });
    await readAll([`plan --verbose ${reports}`]);
    await write({ 'audiencectl.yaml': projectFile, 'm/a.yaml': list() });
    await readAll(['plan', 'validate']);
    await write({ 'm/a.yaml': list() + audience.replace('algebra: Customers', 'state: absent') });
    await readAll([`plan ${reports}`, `apply --auto-approve ${reports}`]);
    await write({ 'm/a.yaml': `${list()}  - nme: B\n` });
    await readAll(['validate', 'plan']);
    expect(wrong).toEqual([]);
  });
});
