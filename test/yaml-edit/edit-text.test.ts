import { describe, expect, test } from '@jest/globals';
import { edit, entry, placeOf, remove, request, set } from './edit-a-text.ts';

const tree = entry(
  '    algebra:\n      and:\n        # about X\n        - X # x\n        - not: Y # y\n        - Z\n',
);

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
    [
      'an anchor around what changes',
      'segments:\n  - name: A\n    algebra: &t { and: [X, { not: Y }] }\n  - name: B\n    algebra: *t\n',
      [set('algebra.and.1.not', 'Z')],
      ['anchor'],
    ],
    ['a comment that would be lost', tree, [set('algebra', 'X')], ['comment']],
    ['nothing there', base, [set('name.x', 1)], ['no-place']],
    ['a list that is shorter', entry('    ids: [1]\n'), [set('ids.4', 1)], ['no-place']],
  ])('%s', (_, before, edits, obstacles) => {
    expect(edit(before, 'name: A', ...edits)).toEqual(obstacles);
  });

  test('is none where aliases are to say the same as their anchor', () => {
    const text =
      'segments:\n  - name: A\n    algebra: &t [X, { not: Y }]\n  - name: B\n    algebra: { or: [S, *t] }\n';
    const entries = [
      { at: placeOf(text, 'name: A'), edits: [set('algebra.1.not', 'Z')] },
      { at: placeOf(text, 'name: B'), edits: [set('algebra.or.1.1.not', 'Z')] },
    ];
    expect(request(text, { entries })).toEqual(text.replace('not: Y', 'not: Z'));
    const others = [
      entries[0],
      { at: placeOf(text, 'name: B'), edits: [set('algebra.or.0', 'Z')] },
    ];
    expect(request(text, { entries: others.flatMap((each) => each ?? []) })).toEqual(['anchor']);
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

describe('several entries', () => {
  const gone = { kind: 'remove-entry' } as const;
  const three = [1, 2, 3].map(
    (at) => `  # about ${at}\n  - name: S${at} # it\n    events: { a: b }\n`,
  );
  const text = `segments:\n${three.join('\n')}`;
  const at = (...names: readonly string[]) => ({
    entries: names.map((name) => ({ at: placeOf(text, `name: ${name}`), edits: [gone] })),
  });

  test.each([
    [['S1', 'S2'], `segments:\n${three[2]}`],
    [['S2', 'S3'], `segments:\n${three[0]}`],
    [['S1', 'S3'], `segments:\n${three[1]}`],
    [['S1', 'S2', 'S3'], 'segments: []\n'],
  ])('%j go', (names, after) => {
    expect(request(text, at(...names))).toEqual(after);
  });

  test('an anchor goes with its aliases, and its aliases without it', () => {
    const shared =
      'segments:\n  - name: B\n    description: &text same\n  - name: C\n    description: *text\n';
    const place = (name: string) => ({ at: placeOf(shared, `name: ${name}`), edits: [gone] });
    const anchor = shared.slice(0, shared.indexOf('  - name: C'));
    expect(request(shared, { entries: [place('C')] })).toEqual(anchor);
    expect(request(shared, { entries: [place('B')] })).toEqual(['anchor']);
    expect(request(shared, { entries: [place('B'), place('C')] })).toEqual('segments: []\n');
  });

  test('nothing moves from one to another', () => {
    const old = entry('    retailerId: "7" # of A\n');
    const value = { name: 'New', retailerId: '7' };
    const edits = [gone, { kind: 'add-after', value, comments: [] }] as const;
    const after = 'segments:\n  - name: New\n    retailerId: "7"\n';
    expect(edit(old, 'name: A', ...edits)).toEqual(after);
  });

  test('in brackets, a comment of an item that goes is not said of the one that comes', () => {
    const old = entry(
      '    algebra: { and: [ # open\n      S1, # one\n      S2, # two\n      { not: S3 } # three\n      ] } # after\n',
    );
    const after = edit(old, 'name: A', set('algebra', { and: ['S1', 'S6'] }));
    expect(String(after)).not.toContain('# two');
    expect(String(after)).toContain('S1, # one');
  });

  test.each([
    '    algebra:\n      # first\n      and: # k\n        - S1\n        - or: [S2, S4]\n        - not: S3\n',
    '    algebra: { and: [S1, { or: [S2, S4] }, # x\n      { not: S3 } ] } # y\n',
  ])('a comment of an operator is not lost where its operands get another one: %j', (algebra) => {
    const old = entry(algebra);
    const tree = { or: [{ and: ['S1', 'S2', { not: 'S3' }] }, 'S6'] };
    const after = edit(old, 'name: A', set('algebra', tree));
    // A comment of an operand goes with it.
    const comments = (text: string) => text.match(/# (?!x)\w+/gu)?.sort();
    if (typeof after === 'string') expect(comments(after)).toEqual(comments(old));
    else expect(after).toEqual(['comment']);
  });

  test('two comments do not meet in one line', () => {
    const old = entry('    algebra: # one\n      or:\n        - X # two\n        - Z\n');
    expect(edit(old, 'name: A', set('algebra', 'X'))).toEqual(['comment']);
  });
});
