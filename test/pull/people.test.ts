/** What taking the version of the UI means for people, from what git said. */
import { expect, test } from '@jest/globals';
import { baseOf, head, projectOf, pulled, remoteAfter } from './ui.ts';

const git = `${head}segments:
  - name: CRM
    contactList: { identifierType: Email }
  - name: Complaints
    contactList: { identifierType: Email }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: All
    algebra: { and: [Shoes, { not: CRM }] }
  - name: Other
    algebra: { or: [CRM, Shoes] }
`;

test('an exclusion more', async () => {
  const ui = git.replace('{ not: CRM }]', '{ not: CRM }, { not: Complaints }]');
  expect(pulled(git, await remoteAfter(git, ui)).people).toEqual([
    {
      address: 'audience/All',
      verdict: 'narrower',
      enter: null,
      leave: 'in "Shoes" and "Complaints", not in "CRM"',
      via: [],
    },
  ]);
});

test('an audience that contradicts itself from now on', async () => {
  const ui = git.replace('[CRM, Shoes]', '[CRM, { and: [Shoes, { not: CRM }, { not: Shoes }] }]');
  const emptied = ui.replace('{ or: [CRM, {', '{ and: [CRM, { not: CRM }, {');
  expect(pulled(git, await remoteAfter(git, emptied)).people).toEqual([
    { address: 'audience/Other', verdict: 'empty', enter: null, leave: null, via: [] },
  ]);
});

test('a segment that audiences use', async () => {
  const ui = git.replace('Last30Days', 'Last60Days');
  const { people } = pulled(git, await remoteAfter(git, ui));
  expect(people).toMatchObject([
    { address: 'segment/Shoes', verdict: 'wider', leave: null, via: [] },
    { address: 'audience/All', verdict: 'wider', via: ['segment/Shoes'] },
    { address: 'audience/Other', verdict: 'wider', via: ['segment/Shoes'] },
  ]);
});

test('a description changes nobody', async () => {
  const text = git.replace('  - name: All\n', '  - name: All\n    description: git\n');
  const { people } = pulled(text, await remoteAfter(text.replace(': git', ': ui')));
  expect(people).toMatchObject([{ address: 'audience/All', verdict: 'same' }]);
});

test('what is not created yet has no ID in any sentence', async () => {
  const text = git
    .replace(
      'audiences:',
      `  - name: Fresh
    contactList: { identifierType: Email }
audiences:`,
    )
    .replace('[CRM, Shoes]', '[CRM, Shoes, Fresh]');
  const ui = git.replace('[CRM, Shoes]', 'CRM').replace('{ or: CRM }', 'CRM');
  const { people } = pulled(text, await remoteAfter(git, ui));
  expect(people).toMatchObject([{ address: 'audience/Other', verdict: 'narrower' }]);
  expect(JSON.stringify(people)).not.toMatch(/ID|#|segment\/Fresh/u);
});

test('what gets its entry now is called by its name', async () => {
  const project = projectOf('owns: { segments: {} }\n');
  const list = '  - name: Complaints\n    contactList: { identifierType: Email }\n';
  const without = git.replace(list, '');
  const ui = git.replace('[Shoes, { not: CRM }]', '[Complaints, { not: CRM }]');
  const result = pulled(without, await remoteAfter(git, ui), { take: ['unknown', 'new'] }, project);
  expect(result.takings).toMatchObject([{ action: 'add' }, { address: 'audience/All' }]);
  expect(result.people[0]).toMatchObject({
    enter: 'in "Complaints", not in "CRM" or "Shoes"',
    leave: 'in "Shoes", not in "Complaints" or "CRM"',
  });
});

test('a twin without an entry is called by its ID', async () => {
  const remote = await remoteAfter(git);
  const [crm] = remote.segments.filter(({ attributes }) => attributes['name'] === 'CRM');
  const id = '1';
  const twin = { id, attributes: { ...crm?.attributes } };
  const bound = git.replace('name: CRM\n', `name: CRM\n    id: "${crm?.id}"\n`);
  const audiences = remote.audiences.map((row) =>
    row.attributes['name'] === 'Other'
      ? { ...row, attributes: { ...row.attributes, algebra: { audienceSegmentId: id } } }
      : row,
  );
  const edited = { ...remote, segments: [...remote.segments, { ...crm, ...twin }], audiences };
  const { people } = pulled(bound, edited, { base: baseOf(bound) });
  expect(JSON.stringify(people)).toContain('CRM\\" (ID 1)');
});
