import { describe, expect, test } from '@jest/globals';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { testProject } from './marked-manifest.ts';

const rm = testProject('retail-media');
const ms = testProject('marketing-solutions');
const read = (text: string, project = rm) => readManifests([{ file: 'm.yaml', text }], project);
const attributes = (text: string, project = rm) =>
  read(text, project).value.map((declaration) => declaration.attributes);

describe('declarations', () => {
  test('hold what the manifest says, in its own words', () => {
    const text = `segments:
  - name: Recent shoe viewers
    description: |
      Two
      lines
    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: [0012, 738406688413290497] }
audiences:
  - name: x/y
    state: absent
    algebra: { and: [Recent shoe viewers, { segmentId: 12 }] }
`;
    const { value, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject([
      {
        address: 'segment/Recent shoe viewers',
        kind: 'segment',
        name: 'Recent shoe viewers',
        state: 'present',
        attributes: {
          retailerId: '1234',
          description: 'Two\nlines\n',
          events: {
            shopperActivity: 'View',
            lookbackDays: 'Last30Days',
            categoryIds: ['0012', '738406688413290497'],
          },
        },
        source: { file: 'm.yaml', line: 2, column: 5 },
      },
      {
        address: 'audience/x/y',
        state: 'absent',
        attributes: { algebra: { and: ['Recent shoe viewers', { segmentId: '12' }] } },
        source: { line: 8, column: 5 },
      },
    ]);
  });

  test('are located down to a list item, and at the entity for what defaults gave', () => {
    const text = 'segments:\n  - { name: a, events: { categoryIds: [1, 2] } }';
    const [declaration] = read(text).value;
    expect(declaration?.locate(['events', 'categoryIds', 1])).toMatchObject({
      line: 2,
      column: 43,
    });
    expect(declaration?.locate(['events'], 'key')).toMatchObject({ line: 2, column: 16 });
    expect(declaration?.locate(['retailerId'])).toEqual(declaration?.source);
    expect(declaration?.locate([])).toEqual(declaration?.source);
  });

  test.each([
    ['the project', '', '1234'],
    ['the file', 'defaults: { retailerId: 5 }\n', '5'],
  ])('take what they leave out from the defaults of %s', (_, defaults, retailerId) => {
    const text = `${defaults}segments:\n  - { name: a, state: absent }\n  - { name: b, state: absent, retailerId: 6 }`;
    expect(attributes(text)).toEqual([{ retailerId }, { retailerId: '6' }]);
  });

  test('take defaults from their own document first, then from any other of the file', () => {
    const entity = (name: string) => `segments: [{ name: ${name}, state: absent }]\n`;
    const text = `defaults: { retailerId: 5 }\n${entity('a')}---\n${entity('b')}---\ndefaults: { retailerId: 7 }\n${entity('c')}`;
    const [a, b, c] = attributes(text);
    expect([a?.['retailerId'], c?.['retailerId']]).toEqual(['5', '7']);
    expect(b?.['retailerId']).toBe('7');
  });

  test('can take a default away', () => {
    const text =
      'defaults: { description: x }\nsegments:\n  - { name: a, state: absent }\n  - { name: b, state: absent, description: null }\n  - { name: c, state: absent, description: "" }';
    expect(attributes(text).map((each) => each['description'])).toEqual([
      'x',
      undefined,
      undefined,
    ]);
  });

  test('of marketing solutions carry the advertiser of the project, and empty contact lists', () => {
    expect(attributes('segments:\n  - name: a\n    contactList:\n', ms)).toEqual([
      { advertiserId: '77', contactList: {} },
    ]);
  });

  test('come from several documents and files', () => {
    const files = [
      {
        file: 'a.yaml',
        text: 'segments: [{ name: a, state: absent }]\n---\nsegments: [{ name: b, state: absent }]',
      },
      { file: 'b.yaml', text: 'audiences: [{ name: a, state: absent }]' },
    ];
    const { value } = readManifests(files, rm);
    expect(value.map(({ address }) => address)).toEqual(['segment/a', 'segment/b', 'audience/a']);
    expect(value.map(({ source }) => `${source.file}:${source.line}`)).toEqual([
      'a.yaml:1',
      'a.yaml:3',
      'b.yaml:1',
    ]);
  });

  test('are made of what is wrong too, as long as it has a name', () => {
    const text =
      'segments:\n  - { name: a, foo: 1 }\n  - { nmae: b }\n  - { name: 12 }\n  - { name: " " }';
    expect(read(text).value.map(({ name }) => name)).toEqual(['a']);
  });
});

describe('files with errors of syntax', () => {
  const files = [
    {
      file: 'a.yaml',
      text: 'segments:\n  - { name: a, contactList: { identifierType: Email } }\n  - name: b: c\n',
    },
    { file: 'b.yaml', text: 'audiences:\n  - { name: x, algebra: { and: [a, missing] } }\n' },
  ];

  test('hide nothing in other files, and their names are known', () => {
    const { value, diagnostics } = readManifests(files, rm);
    expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax']);
    expect(validateDeclarations(value, rm).map(({ code, message }) => [code, message])).toEqual([
      ['reference-not-declared', 'segment "missing" is not declared in this project'],
    ]);
  });
});

describe('a file that declares nothing', () => {
  test.each(['', '# nothing yet\n', '---\n'])('is a warning: %j', (text) => {
    expect(read(text).diagnostics).toMatchObject([
      { severity: 'warning', code: 'empty-manifest', source: { line: 1, column: 1 } },
    ]);
  });

  test.each(['segments:\n', 'x-notes: 1\n', '{}'])('and says so is fine: %j', (text) => {
    expect(read(text).diagnostics).toEqual([]);
  });
});

describe('hints', () => {
  test.each([
    ['segments:\n  - { name: a, contactList: { identifierType: email } }', 'Did you mean Email?'],
    ['segments:\n  - { name: a, evnts: {} }', 'Did you mean events?'],
    [
      'audiences:\n  - { name: a, algebra: { and: [a, Buyers: 30 days] } }',
      'put it in quotes: "Buyers: 30 days".',
    ],
    ['- { name: a, excludes: b }', 'Put the list under rules:.'],
    [
      'segments:\n  - { name: a, excludes: b }',
      'Move the entry to rules. Only a rule has excludes.',
    ],
    ['rules:\n  - { name: a, reachedBy: b }', 'Move the entry to people. A rule has no reachedBy.'],
    ['people:\n  - { name: a, excludes: b }', 'Move the entry to rules. A person has no excludes.'],
    ['rules:\n  - { name: a, execpt: b }', 'Did you mean except?'],
    ['- name: a', 'Put the list under segments: or audiences:.'],
    ['segments:\n  - { name: 2025, state: absent }', 'Put it in quotes: "2025".'],
    ['segments:\n  - { name: a, inMarket: {} }', 'exist only in Marketing Solutions'],
  ])('%j', (text, hint) => {
    const hints = read(text).diagnostics.map((diagnostic) => diagnostic.hint);
    expect(hints).toContainEqual(expect.stringContaining(hint));
  });

  test('a reference names the nearest segments', () => {
    const text =
      'segments:\n  - { name: CRM Users 2025, contactList: { identifierType: Email } }\naudiences:\n  - { name: a, algebra: CRM Usres 2025 }';
    const [finding] = validateDeclarations(read(text).value, rm);
    expect(finding).toMatchObject({ severity: 'warning', hint: 'Did you mean "CRM Users 2025"?' });
  });

  test('a twin shows the first of its kind', () => {
    const text = 'segments:\n  - { name: a, state: absent }\n  - { name: A, state: absent }';
    const [finding] = validateDeclarations(read(text).value, rm);
    expect(finding).toMatchObject({
      address: 'segment/A',
      related: [{ source: { line: 2, column: 13 } }],
    });
  });
});
