import { describe, expect, test } from '@jest/globals';
import type { EntryEdit } from '../../src/yaml-edit/text-edit.ts';
import { edit, placeOf, remove, request, set } from './edit-a-text.ts';

type Row = readonly [name: string, before: string, edits: readonly EntryEdit[], after: string];

const entry = (lines: string) => `segments:\n  - name: A\n${lines}`;

const scalars: readonly Row[] = [
  [
    'plain stays plain',
    entry('    description: old # c\n'),
    [set('description', 'new one')],
    entry('    description: new one # c\n'),
  ],
  [
    'single stays single',
    entry("    description: 'old'\n"),
    [set('description', "it's")],
    entry("    description: 'it''s'\n"),
  ],
  [
    'double stays double',
    entry('    description: "old"\n'),
    [set('description', 'a "b"')],
    entry('    description: "a \\"b\\""\n'),
  ],
  [
    'a word of YAML 1.1 is quoted',
    entry('    description: old\n'),
    [set('description', 'yes')],
    entry('    description: "yes"\n'),
  ],
  [
    'a date is quoted',
    entry('    description: old\n'),
    [set('description', '2026-11-30')],
    entry('    description: "2026-11-30"\n'),
  ],
  [
    'a number as text is quoted',
    entry('    description: old\n'),
    [set('description', '0x1F')],
    entry('    description: "0x1F"\n'),
  ],
  [
    'digits of an ID stay plain',
    entry('    retailerId: 12 # c\n'),
    [set('retailerId', '34')],
    entry('    retailerId: 34 # c\n'),
  ],
  [
    'leading zeros are quoted',
    entry('    retailerId: 12\n'),
    [set('retailerId', '0034')],
    entry('    retailerId: "0034"\n'),
  ],
  [
    'an ID that is equal keeps its writing',
    entry('    retailerId: 0012\n'),
    [set('retailerId', '0012')],
    entry('    retailerId: 0012\n'),
  ],
  [
    'a number',
    entry('    events: { minPrice: 1.50 } # c\n'),
    [set('events.minPrice', 2)],
    entry('    events: { minPrice: 2 } # c\n'),
  ],
  [
    'a comma in brackets is quoted',
    entry('    algebra: { and: [X, Y] }\n'),
    [set('algebra.and.1', 'a, b')],
    entry('    algebra: { and: [X, "a, b"] }\n'),
  ],
  [
    'a block stays a block',
    entry('    description: |\n        one\n        two\n    state: active\n'),
    [set('description', 'one\nthree\n')],
    entry('    description: |\n        one\n        three\n    state: active\n'),
  ],
  [
    'a folded block is folded',
    entry('    description: >-  # why\n      one two\n      three\n'),
    [set('description', 'one two four\nlast')],
    entry('    description: >-  # why\n      one two\n      four\n\n      last\n'),
  ],
  [
    'a block that cannot hold it is quoted',
    entry('    description: |\n      one\n    state: active\n'),
    [set('description', ' lead\n')],
    entry('    description: " lead\\n"\n    state: active\n'),
  ],
  [
    'a value where none was',
    entry('    description: # c\n    state: active\n'),
    [set('description', 'x')],
    entry('    description: x # c\n    state: active\n'),
  ],
  [
    'control characters are escaped',
    entry('    description: x\n'),
    [set('description', 'a\u0085\u202eb')],
    entry('    description: "a\\u0085\\u202eb"\n'),
  ],
];

const keys: readonly Row[] = [
  [
    'a key goes where people put it',
    entry('    # what it is\n    events: { shopperActivity: View }\n    meta: { a: b }\n'),
    [set('description', 'x'), set('algebra', 'B'), set('renamedFrom', 'Old')],
    entry(
      '    renamedFrom: Old\n    description: x\n    # what it is\n    events: { shopperActivity: View }\n    algebra: B\n    meta: { a: b }\n',
    ),
  ],
  [
    'never before the dash',
    'segments:\n  - meta: { a: b }\n    state: active\n',
    [set('name', 'A')],
    'segments:\n  - meta: { a: b }\n    name: A\n    state: active\n',
  ],
  [
    'in braces',
    'segments:\n  - { name: A, meta: { a: b } }\n',
    [set('description', 'x')],
    'segments:\n  - { name: A, description: x, meta: { a: b } }\n',
  ],
  [
    'without a line end',
    'segments:\n  - name: A',
    [set('description', 'x')],
    'segments:\n  - name: A\n    description: x',
  ],
  [
    'with its comments',
    entry(
      '    # section\n\n    # about\n    # it\n    description: x # c\n      # deeper\n    state: active\n',
    ),
    [remove('description')],
    entry('    # section\n\n    state: active\n'),
  ],
  [
    'the first one',
    'segments:\n  # it\n  - name: A # c\n    id: 1\n',
    [remove('name')],
    'segments:\n  # it\n  - id: 1\n',
  ],
  [
    'the first one, before a comment',
    'segments:\n  - name: A # c\n    # about\n    id: 1\n',
    [remove('name')],
    'segments:\n  -\n    # about\n    id: 1\n',
  ],
  [
    'all',
    'segments:\n  - name: A # c\n    id: 1\n',
    [remove('name'), remove('id')],
    'segments:\n  - {}\n',
  ],
  [
    'all of an inner map',
    entry('    lifecycle:\n      preventDestroy: true # c\n    meta: {}\n'),
    [remove('lifecycle.preventDestroy')],
    entry('    lifecycle: {}\n    meta: {}\n'),
  ],
  [
    'all in braces',
    entry('    lifecycle: { preventDestroy: true }\n'),
    [remove('lifecycle.preventDestroy')],
    entry('    lifecycle: {}\n'),
  ],
  [
    'one in braces',
    entry('    events: { a: 1, b: 2, c: 3 }\n'),
    [remove('events.b')],
    entry('    events: { a: 1, c: 3 }\n'),
  ],
  [
    'the last one in braces',
    entry('    events: { a: 1, b: 2 }\n'),
    [remove('events.b')],
    entry('    events: { a: 1 }\n'),
  ],
  [
    'nothing where nothing is',
    entry('    id: 1\n'),
    [remove('state'), set('id', '1')],
    entry('    id: 1\n'),
  ],
  [
    'a name and what it was',
    'segments:\n  - name: "Buyers"   # c\n    contactList: { a: b }\n',
    [set('name', 'Customers: all'), set('renamedFrom', 'Buyers')],
    'segments:\n  - name: "Customers: all"   # c\n    renamedFrom: "Buyers"\n    contactList: { a: b }\n',
  ],
];

const tree = entry(
  '    algebra:\n      and:\n        # about X\n        - X # x\n        - not: Y # y\n        - Z\n',
);

const lists: readonly Row[] = [
  [
    'an item in brackets',
    entry("    categoryIds: ['1', '2'] # c\n"),
    [set('categoryIds', ['1', '3', '2', '4'])],
    entry("    categoryIds: ['1', '3', '2', '4'] # c\n"),
  ],
  [
    'an ID among digits',
    entry('    categoryIds: [1, 2]\n'),
    [set('categoryIds', ['1', '2', '7'])],
    entry('    categoryIds: [1, 2, 7]\n'),
  ],
  [
    'an item of a block',
    entry("    categoryIds:\n    - '1' # one\n    # two\n    - '2'\n"),
    [set('categoryIds', ['1', '3'])],
    entry("    categoryIds:\n    - '1' # one\n    - '3'\n"),
  ],
  [
    'items of several lines',
    entry('    categoryIds: [\n      "1", # one\n      # two\n      "2",\n      "3"\n    ]\n'),
    [set('categoryIds', ['1', '3', '4'])],
    entry('    categoryIds: [\n      "1", # one\n      "3",\n      "4"\n    ]\n'),
  ],
  [
    'an empty list',
    entry('    categoryIds: ["1"]\n'),
    [set('categoryIds', [])],
    entry('    categoryIds: []\n'),
  ],
  [
    'a list that was empty',
    entry('    categoryIds: []\n'),
    [set('categoryIds', ['1'])],
    entry('    categoryIds: ["1"]\n'),
  ],
  [
    'a list that was missing',
    entry('    events: { shopperActivity: View }\n'),
    [set('events.categoryIds', ['1'])],
    entry('    events: { shopperActivity: View, categoryIds: ["1"] }\n'),
  ],
  [
    'a map among maps in braces',
    entry(
      '    location:\n      pointsOfInterest:\n        - { name: Paris, latitude: 48.8566000 } # home\n',
    ),
    [
      set('location.pointsOfInterest', [
        { name: 'Paris', latitude: 48.8566 },
        { name: 'Lyon', latitude: 45.764 },
      ]),
    ],
    entry(
      '    location:\n      pointsOfInterest:\n        - { name: Paris, latitude: 48.8566000 } # home\n        - { name: Lyon, latitude: 45.764 }\n',
    ),
  ],
  [
    'an operand',
    tree,
    [set('algebra', { and: ['X', { not: 'Y' }, 'Z', { or: ['P', 'Q'] }] })],
    `${tree}        - or:\n            - P\n            - Q\n`,
  ],
  [
    'an operand less',
    tree,
    [set('algebra', { and: [{ not: 'Y' }, 'Z'] })],
    entry('    algebra:\n      and:\n        - not: Y # y\n        - Z\n'),
  ],
  [
    'a tree in a tree',
    tree,
    [set('algebra', { or: ['T', { and: ['X', { not: 'Y' }, 'Z'] }] })],
    entry(
      '    algebra:\n      or:\n        - T\n        - and:\n            # about X\n            - X # x\n            - not: Y # y\n            - Z\n',
    ),
  ],
  [
    'another operator',
    tree,
    [set('algebra', { or: ['X', { not: 'Y' }, 'Z'] })],
    tree.replace('and:', 'or:'),
  ],
  [
    'another order',
    tree,
    [set('algebra', { and: ['Z', 'X', { not: 'Y' }] })],
    entry(
      '    algebra:\n      and:\n        - Z\n        # about X\n        - X # x\n        - not: Y # y\n',
    ),
  ],
  [
    'a tree that shrinks',
    tree,
    [set('algebra', { not: 'Y' })],
    entry('    algebra:\n      not: Y # y\n'),
  ],
  ['a tree that becomes a name', tree, [set('algebra', 'Z')], entry('    algebra: Z\n')],
  [
    'a name that becomes a tree',
    entry('    algebra: X # c\n'),
    [set('algebra', { and: ['X', { not: 'P' }] })],
    entry('    algebra: # c\n      and:\n        - X\n        - not: P\n'),
  ],
  [
    'a tree in brackets stays in brackets',
    entry('    algebra: { and: [X, { not: Y }] } # c\n'),
    [set('algebra', { or: [{ and: ['X', { not: 'Y' }] }, 'Z'] })],
    entry('    algebra: { or: [{ and: [X, { not: Y }] }, Z] } # c\n'),
  ],
  [
    'names that change places',
    entry(
      '    algebra:\n      and:\n        - Shoes # first\n        - { segment: CRM }\n        - not: Hats\n',
    ),
    [
      set('algebra.and.2.not', 'Shoes'),
      set('algebra.and.0', 'CRM'),
      set('algebra.and.1.segment', 'Hats'),
    ],
    entry(
      '    algebra:\n      and:\n        - CRM # first\n        - { segment: Hats }\n        - not: Shoes\n',
    ),
  ],
];

describe.each([
  ['a scalar', scalars],
  ['a key', keys],
  ['a list or a tree', lists],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_name, before, edits, after) => {
    const words = /- (?:\{ ?)?(\w+:)/u.exec(before)?.[1] ?? '';
    expect(edit(before, words, ...edits)).toEqual(after);
    const windows = edit(before.replaceAll('\n', '\r\n'), words, ...edits);
    expect(windows).toEqual(after.replaceAll('\n', '\r\n'));
    expect(edit(`\uFEFF${before}`, words, ...edits)).toEqual(`\uFEFF${after}`);
  });
});

const file = `# head
segments:
  # about A
  - name: A

  # section

  # about B
  - name: B # b
    id: 1

audiences:
  - name: C
    algebra: A
`;

describe('an entry', () => {
  test.each([
    [
      'goes with its comments',
      'name: B',
      `# head\nsegments:\n  # about A\n  - name: A\n\n  # section\n\naudiences:\n  - name: C\n    algebra: A\n`,
    ],
    ['that is the first one', 'name: A', file.replace('  # about A\n  - name: A\n\n', '')],
    [
      'that is the only one takes its list along',
      'name: C',
      file.slice(0, file.indexOf('\naudiences')),
    ],
  ])('%s', (_, words, after) => {
    expect(edit(file, words, { kind: 'remove-entry' })).toEqual(after);
  });

  test('leaves an empty list where a comment stays', () => {
    const text = 'segments:\n  # section\n\n  - name: A\naudiences: []\n';
    const after = 'segments: []\n  # section\n\naudiences: []\n';
    expect(edit(text, 'name: A', { kind: 'remove-entry' })).toEqual(after);
  });

  test('follows another one', () => {
    const added = {
      kind: 'add-after',
      value: { name: 'N', retailerId: '7' },
      comments: ['new', ''],
    } as const;
    const after = file.replace(
      '- name: A\n',
      '- name: A\n\n  # new\n  #\n  - name: "N"\n    retailerId: "7"\n',
    );
    expect(edit(file, 'name: A', added)).toEqual(after);
  });

  test.each([
    ['', 'segments:\n  # c\n  - name: New\n'],
    ['audiences:\n- name: A\n', 'audiences:\n- name: A\n\nsegments:\n# c\n- name: New\n'],
    ['segments: []\n', 'segments:\n  # c\n  - name: New\n'],
    ['segments:\n', 'segments:\n  # c\n  - name: New\n'],
    ['segments:\n- name: A\n', 'segments:\n- name: A\n\n# c\n- name: New\n'],
    [
      'a: 1\n---\nsegments:\n- name: A\n- name: B\n',
      'a: 1\n---\nsegments:\n- name: A\n- name: B\n# c\n- name: New\n',
    ],
  ])('is appended to %j', (before, after) => {
    const appended = [{ list: 'segments', value: { name: 'New' }, comments: ['c'] }] as const;
    expect(request(before, { entries: [], appended })).toEqual(after);
  });

  test('without a place is the root of the file', () => {
    const text = 'version: 1\nowns: [A*] # c\n';
    const edits = [set('owns', ['A*', 'B*'])];
    expect(request(text, { entries: [{ at: null, edits }] })).toEqual(
      'version: 1\nowns: [A*, B*] # c\n',
    );
  });
});

describe('an obstacle', () => {
  const base = 'x: &x { a: 1, d: dd }\nsegments:\n  - name: A\n';
  test.each([
    ['an alias', `${base}    events: *x\n`, [set('events.a', 2)], ['alias']],
    ['an alias that is replaced', `${base}    events: *x\n`, [set('events', { a: 2 })], ['alias']],
    ['a merge key', `${base}    <<: *x\n`, [set('a', 2)], ['merge-key']],
    [
      'a key that a merge would bring back',
      `${base}    <<: *x\n    a: 2\n`,
      [remove('a')],
      ['merge-key'],
    ],
    [
      'an anchor that others use',
      'segments:\n  - name: A\n    description: &d text\n  - name: B\n    description: *d\n',
      [set('description', 'new')],
      ['anchor'],
    ],
    ['a comment that would be lost', tree, [set('algebra', 'X')], ['comment']],
    ['nothing there', base, [set('name.x', 1)], ['no-place']],
    ['a list that is shorter', entry('    ids: [1]\n'), [set('ids.4', 1)], ['no-place']],
  ])('%s', (_, before, edits, obstacles) => {
    expect(edit(before, 'name: A', ...edits)).toEqual(obstacles);
  });

  test('leaves the other edits alone', () => {
    const text = `${base}    events: *x\n    state: active\n`;
    const entries = [
      { at: placeOf(text, 'name: A'), edits: [set('events.a', 2), set('state', 'paused')] },
    ];
    expect(request(text, { entries })).toEqual(['alias']);
  });

  const variables = { shop: 'Shoes', id: '0012' };
  test.each([
    ['the value is equal', '${var.shop} buyers', 'Shoes buyers', '"${var.shop} buyers"'],
    ['a literal opening', 'x', 'costs ${5}', '"costs $${5}"'],
    ['an escape', '$${var.shop}', '${var.shop}!', '"$${var.shop}!"'],
  ])('a variable: %s', (_, old, value, raw) => {
    const text = entry(`    description: "${old}"\n`);
    const entries = [{ at: placeOf(text, 'name: A'), edits: [set('description', value)] }];
    expect(request(text, { entries }, variables)).toEqual(entry(`    description: ${raw}\n`));
  });

  test.each([
    [set('description', 'Hats buyers'), 'variable'],
    [set('categoryIds', ['13']), 'variable'],
  ])('a variable that would be lost', (asked, obstacle) => {
    const text = entry('    description: "${var.shop} buyers"\n    categoryIds: ["${var.id}"]\n');
    const entries = [{ at: placeOf(text, 'name: A'), edits: [asked] }];
    expect(request(text, { entries }, variables)).toEqual([obstacle]);
  });
});
