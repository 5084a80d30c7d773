/** `who`, against looking at every person there can be. */
import { describe, expect, test } from '@jest/globals';
import { type FolderFiles, projectFile, withFolder } from '../../support/a-folder.ts';
import { anAudienceRow, aSegmentRow, aSnapshot } from '../../support/a-world.ts';
import { runCli } from '../../support/run-cli.ts';

const buyers = (name: string, lookbackDays: string) =>
  `  - { name: ${name}, events: { shopperActivity: Buy, lookbackDays: ${lookbackDays}, categoryIds: ["1"] } }`;
const list = (name: string) => `  - { name: ${name}, contactList: { identifierType: Email } }`;

/** Each audience in the manifest's words and as a function of a person's segments. */
const audiences: Readonly<Record<string, readonly [string, (inside: Inside) => boolean]>> = {
  'Win back': [
    '{ or: [{ and: [Month, { not: Opted out }] }, Customers] }',
    (is) => (is('Month') && !is('Opted out')) || is('Customers'),
  ],
  'Thank you': ['{ and: [Customers, Quarter] }', (is) => is('Customers') && is('Quarter')],
  'Not this week': ['{ and: [Month, { not: Week }] }', (is) => is('Month') && !is('Week')],
  Everyone: ['{ or: [Week, Month, Quarter] }', (is) => is('Quarter')],
  'Either way': [
    '{ and: [{ or: [Customers, Viewers] }, { not: { and: [Customers, Viewers] } }] }',
    (is) => is('Customers') !== is('Viewers'),
  ],
  'New, or lost': [
    '{ and: [{ or: [Viewers, Quarter] }, { not: Customers }] }',
    (is) => (is('Viewers') || is('Quarter')) && !is('Customers'),
  ],
};
const segments = ['Customers', 'Opted out', 'Viewers', 'Week', 'Month', 'Quarter'];
type Inside = (segment: string) => boolean;

/** Of those who bought in a week, all bought in the month, and so on. */
const everyone = Array.from(
  { length: 2 ** segments.length },
  (_, bits): Inside =>
    (segment) =>
      ((bits >> segments.indexOf(segment)) & 1) === 1,
).filter((is) => (!is('Week') || is('Month')) && (!is('Month') || is('Quarter')));

const files: FolderFiles = {
  'audiencectl.yaml': projectFile,
  'm.yaml': `defaults: { retailerId: "1234" }
segments:
${['Customers', 'Opted out', 'Viewers'].map(list).join('\n')}
${buyers('Week', 'Last7Days')}
${buyers('Month', 'Last30Days')}
${buyers('Quarter', 'Last90Days')}
audiences:
${Object.entries(audiences)
  .map(([name, [algebra]]) => `  - { name: "${name}", algebra: ${algebra} }`)
  .join('\n')}
`,
};

const run = (words: readonly string[], own: FolderFiles = files) =>
  withFolder(own, (cwd) => runCli(['who', ...words], { cwd }));

async function ask(words: readonly string[], own: FolderFiles = files) {
  const { exitCode, stdout, stderr } = await run([...words, '--format', 'json'], own);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return JSON.parse(stdout);
}

const namesOf = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

test.each<[readonly string[], readonly string[]]>([
  [['Customers'], ['Opted out']],
  [['Week'], []],
  [[], ['Quarter']],
  [['Opted out', 'Month'], []],
  [['Viewers'], ['Customers', 'Week']],
  [['New, or lost'], []],
  [['Quarter'], ['Win back']],
  [['audience/Either way', 'segment/Viewers'], ['Month']],
  [['Customers', 'Viewers', 'Week'], ['Opted out']],
])('in %j, not in %j: as every such person has it', async (within, notIn) => {
  const isIn = (name: string, is: Inside) => {
    const bare = name.replace(/^(?:segment|audience)\//u, '');
    return audiences[bare]?.[1](is) ?? is(bare);
  };
  const people = everyone.filter(
    (is) => within.every((name) => isIn(name, is)) && !notIn.some((name) => isIn(name, is)),
  );
  const those = (how: string) =>
    Object.entries(audiences)
      .filter(([, [, holds]]) => {
        const reached = people.filter(holds).length;
        return how === (reached === 0 ? 'never' : reached === people.length ? 'always' : 'perhaps');
      })
      .map(([name]) => name)
      .sort();
  const answer = await ask([
    ...within.flatMap((name) => ['--in', name]),
    ...notIn.flatMap((name) => ['--not-in', name]),
  ]);
  expect(answer).toMatchObject({ formatVersion: 1, person: { in: within, notIn }, unknown: [] });
  expect(namesOf(answer.always)).toEqual(those('always'));
  expect(namesOf(answer.never)).toEqual(those('never'));
  expect(namesOf(answer.perhaps)).toEqual(those('perhaps'));
  for (const { name, depends } of answer.perhaps) {
    const stand = (is: Inside) => JSON.stringify(depends.map(is));
    const reached = new Set(people.filter((is) => audiences[name]?.[1](is)).map(stand));
    const others = people.filter((is) => !audiences[name]?.[1](is)).map(stand);
    expect(others.filter((each) => reached.has(each))).toEqual([]);
  }
});

test('text says on what it depends, and shortens what never reaches the person', async () => {
  const { exitCode, stdout, stderr } = await run(['--in', 'Customers', '--not-in', 'Quarter']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toBe(`A person in "Customers", not in "Quarter":
  always   "Win back"
  perhaps  "Either way"  if not in "Viewers"
  never    4 audiences   "Everyone", "New, or lost", "Not this week", … (all: --verbose)
`);
  const verbose = await run(['--in', 'Customers', '--not-in', 'Quarter', '--verbose']);
  expect(verbose.stdout).toContain('\n           "Thank you"\n');
  const buyer = await run(['--in', 'Week', '--in', 'Opted out']);
  expect(buyer.stdout).toContain('"Win back"      if also in "Customers"\n');
});

describe('refuses', () => {
  test.each<[string, readonly string[], string, string]>([
    ['nothing known', [], 'missing-option', '--in NAME'],
    ['a name of nothing', ['--in', 'Custommers'], 'name-unknown', '"segment/Customers"'],
    ['the wrong kind', ['--not-in', 'audience/Week'], 'name-unknown', '"segment/Week"'],
    [
      'someone who cannot be',
      ['--in', 'Week', '--not-in', 'Quarter'],
      'person-impossible',
      'everyone in "Week" is in "Quarter"',
    ],
    [
      'someone in and not in',
      ['--in', 'Thank you', '--not-in', 'Customers'],
      'person-impossible',
      'there can be no person in "Thank you", not in "Customers"\n',
    ],
  ])('%s', async (_, words, code, text) => {
    const { exitCode, stdout, stderr } = await run(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(`error ${code} `);
    expect(stderr).toContain(text);
  });

  test('manifests with errors', async () => {
    const broken = { ...files, 'n.yaml': 'audiences: [{ name: Broken, algebra: [] }]' };
    expect(await run(['--in', 'Week'], broken)).toMatchObject({ exitCode: 1, stdout: '' });
  });
});

test('a house rule that is broken does not stand in the way', async () => {
  const rule = 'rules: [{ name: No customers, excludes: Customers }]\n';
  const { always } = await ask(['--in', 'Customers'], { ...files, 'rules.yaml': rule });
  expect(namesOf(always)).toEqual(['Win back']);
});

/** Two entities may have one name where both are bound by their IDs. */
const twoRetailers: FolderFiles = {
  'audiencectl.yaml': projectFile,
  ...Object.fromEntries(
    ['1', '2'].map((retailer) => [
      `r${retailer}.yaml`,
      `defaults: { retailerId: "${retailer}" }
segments:
  - { name: Customers, id: "${retailer}1", contactList: { identifierType: Email } }
  - { name: Staff, id: "${retailer}2", contactList: { identifierType: Email } }
audiences:
  - name: Offer
    id: "${retailer}3"
    algebra: ${retailer === '1' ? '{ and: [Customers, { not: Staff }] }' : 'Customers'}
  - { name: "Only ${retailer}", algebra: { and: [Customers, Staff] } }
`,
    ]),
  ),
};

test('names mean those of the retailer of the audience', async () => {
  const words = ['--in', 'Customers', '--not-in', 'Staff'];
  const { always, perhaps, never } = await ask(words, twoRetailers);
  expect(always).toEqual([
    { address: 'audience/Offer', name: 'Offer', id: '13', ownerId: '1' },
    { address: 'audience/Offer', name: 'Offer', id: '23', ownerId: '2' },
  ]);
  expect(perhaps).toEqual([]);
  expect(namesOf(never)).toEqual(['Only 1', 'Only 2']);
  const { stdout } = await run(['--in', 'Staff'], twoRetailers);
  expect(stdout).toBe(`A person in "Staff":
  perhaps  "Offer" (retailer 2)  if also in "Customers"
           "Only 1"              if also in "Customers"
           "Only 2"              if also in "Customers"
  never    "Offer" (retailer 1)
`);
});

test('a name that a segment and an audience share is that of the segment', async () => {
  const own = {
    ...files,
    'n.yaml':
      'audiences: [{ name: Week, retailerId: "1234", algebra: { and: [Week, Customers] } }]\n',
  };
  expect(namesOf((await ask(['--in', 'Week'], own)).perhaps)).toContain('Week');
  expect(namesOf((await ask(['--in', 'audience/Week'], own)).always)).toContain('Week');
});

test('cannot tell of more than twenty segments, nor of an algebra that is left alone', async () => {
  const names = Array.from({ length: 24 }, (_, at) => `S${at}`);
  const or = (from: number) => `{ or: [${names.slice(from, from + 8).join(', ')}] }`;
  const own = {
    'audiencectl.yaml': projectFile,
    'm.yaml': `defaults: { retailerId: "1234" }
segments:
${names.map(list).join('\n')}
audiences:
  - { name: A, algebra: ${or(0)} }
  - { name: B, algebra: ${or(8)} }
  - { name: C, algebra: ${or(16)} }
  - { name: D, algebra: ${or(0)}, lifecycle: { ignoreChanges: [algebra] } }
`,
  };
  const { always, unknown } = await ask(['--in', 'A', '--in', 'B'], own);
  expect(namesOf(always)).toEqual(['A', 'B']);
  expect(unknown).toEqual([
    expect.objectContaining({ name: 'C', reason: expect.stringContaining('24 segments') }),
    expect.objectContaining({ name: 'D', reason: expect.stringContaining('ignoreChanges') }),
  ]);
  const { stdout } = await run(['--in', 'A', '--in', 'B'], own);
  expect(stdout).toContain('\n  cannot tell  "C"  24 segments together, and at most 20 can be');
});

const events = (lookbackDays: string) => ({
  events: { shopperActivity: 'Buy', lookbackDays, categoryIds: ['1'] },
});
const leaf = (audienceSegmentId: string) => ({ audienceSegmentId });

test('--snapshot: the remote audiences, by their names and IDs', async () => {
  const snapshot = aSnapshot(
    [
      aSegmentRow('1', 'Handmade'),
      aSegmentRow('2', 'Bought, week', events('Last7Days')),
      aSegmentRow('3', 'Bought, month', events('Last30Days')),
    ],
    [
      anAudienceRow('11', 'Month', leaf('3')),
      anAudienceRow('12', 'Both', { and: [leaf('1'), leaf('3')] }),
      anAudienceRow('13', 'Gone', { and: [leaf('1'), { not: leaf('3') }] }),
      anAudienceRow('14', 'Strange', { xor: [] }),
      anAudienceRow('15', 'Older', { or: [leaf('99'), { and: [leaf('3'), leaf('1')] }] }),
    ],
  );
  const own = { ...files, 'remote.json': JSON.stringify(snapshot) };
  const words = ['--snapshot', 'remote.json', '--in', 'Bought, week'];
  const row = (id: string, name: string) => ({
    ...{ address: `audience/${name}`, name, id },
    ownerId: '1234',
  });
  expect(await ask(words, own)).toEqual({
    formatVersion: 1,
    person: { in: ['Bought, week'], notIn: [] },
    always: [row('11', 'Month')],
    perhaps: [
      { ...row('12', 'Both'), if: 'also in "Handmade"', depends: ['Handmade'] },
      {
        ...row('15', 'Older'),
        if: 'also in "ID 99"; or also in "Handmade"',
        depends: ['Handmade', 'ID 99'],
      },
    ],
    never: [row('13', 'Gone')],
    unknown: [{ ...row('14', 'Strange'), reason: 'its algebra cannot be read' }],
    diagnostics: [],
  });
  const { stderr } = await run(['--snapshot', 'remote.json', '--in', 'Customers'], own);
  expect(stderr).toContain('error name-unknown ');
});

test('a platform without audiences', async () => {
  const project = 'version: 1\nname: x\nplatform: commerce-grid\ndataProviderId: "7301"\n';
  const lists = 'segments: [{ name: People, contactList: {} }]\n';
  const own = { 'audiencectl.yaml': project, 'm.yaml': lists };
  const { exitCode, stderr } = await run(['--in', 'People'], own);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('error who-platform ');
});

test.each([
  [
    '--in',
    'audience/Not | *',
    'Give a name in full. who takes no globs; repeat the option for each name.',
  ],
  ['--in', 'Customers,Viewers', 'Repeat the option: --in "Customers" --in "Viewers".'],
  ['--not-in', 'Customers, Viewers', 'Repeat the option: --not-in "Customers" --not-in "Viewers".'],
  ['--in', 'not Customers', 'Write --not-in "Customers" instead.'],
  ['--in', '738400', 'Give the name, not the ID.'],
  ['--in', 'Something else', 'Give a name, as the manifests write it.'],
])('a name that is none: %s "%s"', async (option, name, hint) => {
  const { exitCode, stderr } = await run([option, name]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(hint) });
});

test('a name that is given twice is one', async () => {
  const { stdout } = await run(['--in', 'Customers', '--in', 'Customers']);
  expect(stdout).toContain('in "Customers"');
  expect(stdout).not.toContain('and "Customers"');
});
