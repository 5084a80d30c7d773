import { describe, expect, test } from '@jest/globals';
import { rename, renameInAll } from '../../src/reconciler/rename.ts';
import {
  head,
  loadTexts,
  manifestText,
  projectText,
  refused,
  renamed,
  shown,
  small,
  type Texts,
} from './a-rename.ts';

describe('texts', () => {
  test('every reference follows, and nothing else changes', () => {
    expect(renamed(small, 'segment/Buyers', 'Customers: all')).toEqual({
      'audiencectl.yaml': projectText
        .replace('"segment/Buyers"', '"segment/Customers: all"')
        .replace('within: "Buyers"', 'within: "Customers: all"'),
      'm.yaml': manifestText
        .replace(
          'name: "Buyers"   # since 2020\n',
          'name: "Customers: all"   # since 2020\n    renamedFrom: "Buyers"\n',
        )
        .replace('- Buyers # first', '- "Customers: all" # first'),
    });
  });

  test('of a flow map', () => {
    expect(renamed(small, 'segment/Optouts', 'Out')['m.yaml']).toBe(
      manifestText
        .replace('{ name: Optouts,', '{ name: Out, renamedFrom: Optouts,')
        .replace('segment: Optouts', 'segment: Out'),
    );
  });

  test('of an audience', () => {
    expect(renamed(small, 'audience/VIP 1', 'VIP 2')).toEqual({
      ...small,
      'm.yaml': manifestText.replace('name: VIP 1\n', 'name: VIP 2\n    renamedFrom: VIP 1\n'),
    });
  });

  const one = (entry: string) => ({
    'audiencectl.yaml': head,
    'm.yaml': `segments:\n  - ${entry}\n    contactList: { identifierType: Email }\n`,
  });
  test.each([
    ['name: A\n    renamedFrom: Z', 'name: B\n    renamedFrom: [A, Z]'],
    ['name: A\n    renamedFrom: [Z]', 'name: B\n    renamedFrom: [A, Z]'],
    ['name: A\n    renamedFrom: [Y, B, Z]', 'name: B\n    renamedFrom: [A, Y, Z]'],
    ['name: A\n    renamedFrom: B', 'name: B\n    renamedFrom: A'],
    ['name: A\n    renamedFrom: [B]', 'name: B\n    renamedFrom: [A]'],
    ['name: A\n    id: "12"', 'name: B\n    id: "12"'],
    ['name: A', 'name: B\n    renamedFrom: A'],
  ])('the earlier names: %j', (before, after) => {
    expect(renamed(one(before), 'segment/A', 'B')).toEqual(one(after));
  });

  test('a name that is a value of YAML is put in quotes', () => {
    expect(renamed(one('name: A'), 'segment/A', 'yes')['m.yaml']).toContain(
      "name: 'yes'\n".replaceAll("'", '"'),
    );
  });

  test('of a value with an anchor, once for its aliases, too', () => {
    const text =
      'segments:\n  - name: &n A\n    contactList: { identifierType: Email }\naudiences:\n' +
      '  - name: X\n    algebra: &x { and: [B, not: A] } # x\n  - { name: Y, algebra: *x }\n' +
      '  - { name: Z, algebra: *n }\n' +
      '  - { name: V, algebra: { or: [B, *x] } }\n';
    const texts = {
      'audiencectl.yaml': head,
      'm.yaml': text.replace(
        'audiences',
        '  - { name: B, contactList: { identifierType: Email } }\naudiences',
      ),
    };
    expect(renamed(texts, 'segment/A', 'C')['m.yaml']).toBe(
      texts['m.yaml'].replace('&n A\n', '&n C\n    renamedFrom: A\n').replace('not: A', 'not: C'),
    );
  });

  test('a variable in the new name stays text, and is warned of', () => {
    const { loaded, sources } = loadTexts(one('name: A'));
    const { value, diagnostics } = rename(loaded, sources, {
      ...{ address: 'segment/A', name: 'B ${var.v}' },
    });
    expect(value?.files[0]?.after).toContain('name: B $${var.v}');
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'rename-name-literal' }]);
  });

  test('the same name changes nothing', () => {
    const { loaded, sources } = loadTexts(small);
    expect(rename(loaded, sources, { address: 'segment/Buyers', name: 'Buyers' })).toEqual({
      value: { from: 'segment/Buyers', to: 'segment/Buyers', files: [], edits: [] },
      diagnostics: [],
    });
  });

  test('a name in other letters is another name', () => {
    expect(renamed(one('name: A'), 'segment/A', 'a')).toEqual(one('name: a\n    renamedFrom: A'));
  });

  test('edits are told with their places in the new texts', () => {
    const { loaded, sources } = loadTexts(small);
    const { value } = rename(loaded, sources, { address: 'segment/Buyers', name: 'Customers' });
    expect(
      value?.edits.map(({ source: { file, line, column }, of, path, value: text }) => [
        `${file}:${line}:${column}`,
        ...[of, path, text],
      ]),
    ).toEqual([
      ['audiencectl.yaml:6:12', 'project', 'protect.0', 'segment/Customers'],
      ['audiencectl.yaml:10:34', 'rule "Buyers only"', 'within', 'Customers'],
      ['m.yaml:4:11', 'segment/Customers', 'name', 'Customers'],
      ['m.yaml:5:18', 'segment/Customers', 'renamedFrom', 'Buyers'],
      ['m.yaml:14:11', 'audience/VIP 1', 'algebra.and.0', 'Customers'],
    ]);
  });
});

const twins = {
  'audiencectl.yaml': head,
  'm.yaml': `segments:
  - { name: A, id: "11", contactList: { identifierType: Email } }
  - { name: A, id: "12", retailerId: "2", contactList: { identifierType: Email } }
audiences:
  - { name: One, algebra: A }
  - { name: Two, retailerId: "2", algebra: A }
`,
};

describe('twins', () => {
  test('are refused by name', () => {
    expect(refused(twins, { address: 'segment/A', name: 'B' })).toEqual([
      'm.yaml:3:7 error rename-refused 2 segments have the name "A", and it is not clear which one is meant',
    ]);
  });

  test('are told apart by their IDs', () => {
    expect(renamed(twins, 'segment/#12', 'B')['m.yaml']).toBe(
      twins['m.yaml']
        .replace('{ name: A, id: "12"', '{ name: B, id: "12"')
        .replace('retailerId: "2", algebra: A', 'retailerId: "2", algebra: B'),
    );
  });
});

test('references of other projects of the account are a warning', () => {
  const other = {
    '../o/audiencectl.yaml': head,
    '../o/m.yaml': 'audiences:\n  - { name: Theirs, algebra: Buyers }\n',
  };
  const { loaded, sources } = loadTexts(small, null, [other]);
  const { value, diagnostics } = rename(loaded, sources, { address: 'segment/Buyers', name: 'X' });
  expect(value?.files).toHaveLength(2);
  expect(diagnostics.map(shown)).toEqual([
    '../o/m.yaml:2:7 warning rename-elsewhere the audience "Theirs" of the project "../o/audiencectl.yaml" names "Buyers"',
  ]);
});

test('globs that match no more are a warning, unless the project ignores it', () => {
  const warned = (more: string) => {
    const { loaded, sources } = loadTexts({ ...small, 'audiencectl.yaml': projectText + more });
    return rename(loaded, sources, { address: 'audience/VIP 1', name: 'Best' }).diagnostics;
  };
  expect(warned('').map(shown)).toEqual([
    'audiencectl.yaml:10:55 warning rename-changes-match the glob "VIP *" of the rule "Buyers only" matches "VIP 1", but not "Best"',
  ]);
  expect(warned('ignore: [rename-changes-match]\n')).toEqual([]);
});

describe('environments', () => {
  const texts = {
    'audiencectl.yaml': `version: 1
platform: retail-media
defaults: { retailerId: "1" }
environments:
  one: { accountId: "1", protect: [segment/A], manifests: [shared.yaml, one.yaml] }
  two: { accountId: "2", protect: [segment/A], manifests: [shared.yaml, two.yaml] }
`,
    'shared.yaml': `segments:\n  - { name: A, ${'contactList: { identifierType: Email }'} }\n`,
    'one.yaml': 'audiences:\n  - { name: One, algebra: A }\n',
    'two.yaml': 'audiences:\n  - { name: Two, algebra: A }\n',
  };
  const pick = (environment: string, files: readonly string[], all: Texts = texts) =>
    loadTexts(
      Object.fromEntries(
        Object.entries(all).filter(([file]) => file === 'audiencectl.yaml' || files.includes(file)),
      ),
      environment,
    );

  test('what only another environment reads follows, too', () => {
    const { value, diagnostics } = renameInAll(
      [pick('one', ['shared.yaml', 'one.yaml']), pick('two', ['shared.yaml', 'two.yaml'])],
      { address: 'segment/A', name: 'B', environment: 'one' },
    );
    expect(diagnostics).toEqual([]);
    expect(
      Object.fromEntries((value?.files ?? []).map(({ file, after }) => [file, after])),
    ).toEqual({
      'audiencectl.yaml': texts['audiencectl.yaml'].replaceAll('segment/A', 'segment/B'),
      'shared.yaml': texts['shared.yaml'].replace('name: A,', 'name: B, renamedFrom: A,'),
      'one.yaml': texts['one.yaml'].replace('algebra: A', 'algebra: B'),
      'two.yaml': texts['two.yaml'].replace('algebra: A', 'algebra: B'),
    });
  });

  const own = {
    'audiencectl.yaml': texts['audiencectl.yaml'].replaceAll('shared.yaml, ', ''),
    'one.yaml': `${texts['shared.yaml']}audiences:\n  - { name: One, algebra: A }\n`,
    'two.yaml': `${texts['shared.yaml']}audiences:\n  - { name: Two, algebra: A }\n`,
  };
  test.each([
    [null, ['audiencectl.yaml', 'one.yaml', 'two.yaml']],
    ['one', ['audiencectl.yaml', 'one.yaml']],
  ])('entries of the same name, where %j is chosen', (environment, files) => {
    const { value, diagnostics } = renameInAll(
      [pick('one', ['one.yaml'], own), pick('two', ['two.yaml'], own)],
      { address: 'segment/A', name: 'B', environment },
    );
    expect(diagnostics).toEqual([]);
    expect(value?.files.map(({ file }) => file)).toEqual(files);
    const [first] = value?.files ?? [];
    expect(first?.after.match(/segment\/B/gu)).toHaveLength(environment === null ? 2 : 1);
  });

  test('a list that all environments share cannot follow one of them alone', () => {
    const shared = {
      ...own,
      'audiencectl.yaml': `${own['audiencectl.yaml'].replaceAll('protect: [segment/A], ', '')}protect: [segment/A]\n`,
    };
    const projects = [pick('one', ['one.yaml'], shared), pick('two', ['two.yaml'], shared)];
    const wish = { address: 'segment/A', name: 'B' };
    expect(renameInAll(projects, { ...wish, environment: 'one' })).toMatchObject({
      value: null,
      diagnostics: [{ hint: 'Leave out --env to rename the entity in every environment.' }],
    });
    expect(renameInAll(projects, wish).value?.files).toHaveLength(3);
  });
});
