import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { load } from '../../src/reconciler/load.ts';
import { type RenameWish, rename, renameInAll } from '../../src/reconciler/rename.ts';

type Texts = Readonly<Record<string, string>>;

const head = 'version: 1\nplatform: retail-media\naccountId: "77"\ndefaults: { retailerId: "1" }\n';

function aProject(texts: Texts, environment: string | null = null, others: readonly Texts[] = []) {
  const sources = Object.entries(texts).map(([file, text]) => ({ file, text }));
  const [projectFile, ...manifests] = sources;
  if (projectFile === undefined) throw new Error('a project has a file');
  const { value: loaded, diagnostics } = load(projectFile, manifests, {
    environment,
    others: others.map((each) => {
      const [first, ...rest] = Object.entries(each).map(([file, text]) => ({ file, text }));
      if (first === undefined) throw new Error('a project has a file');
      return { projectFile: first, manifests: rest };
    }),
  });
  if (loaded === null) throw new Error(JSON.stringify(diagnostics));
  return { loaded, sources };
}

/** The texts afterwards; they must not be refused. */
function renamed(texts: Texts, address: string, name: string): Texts {
  const { loaded, sources } = aProject(texts);
  const { value, diagnostics } = rename(loaded, sources, { address, name });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return { ...texts, ...Object.fromEntries(value.files.map(({ file, after }) => [file, after])) };
}

const shown = ({ code, severity, source, message }: Diagnostic) =>
  `${source ? `${source.file}:${source.line}:${source.column} ` : ''}${severity} ${code} ${message}`;

function refused(texts: Texts, wish: RenameWish, others: readonly Texts[] = []): readonly string[] {
  const { loaded, sources } = aProject(texts, null, others);
  const { value, diagnostics } = rename(loaded, sources, wish);
  expect(value).toBeNull();
  return diagnostics.map(shown);
}

const project = `${head}# Never touch these
protect: [ "segment/Buyers",   segment/Others ]   # ours
rules:
  - name: No one who opted out
    excludes: Optouts   # by law
  - { name: Buyers only, within: "Buyers", audiences: 'VIP *' }
`;

const manifest = `# Lists
segments:
  # Who bought
  - name: "Buyers"   # since 2020
    contactList: { identifierType: Email }
  - { name: Optouts, contactList: { identifierType: Email } }

audiences:
  - description: All of them
    name: VIP 1
    algebra:
      and:
        - Buyers # first
        - not: { segment: Optouts }
`;

const small = { 'audiencectl.yaml': project, 'm.yaml': manifest };

describe('texts', () => {
  test('every reference follows, and nothing else changes', () => {
    expect(renamed(small, 'segment/Buyers', 'Customers: all')).toEqual({
      'audiencectl.yaml': project
        .replace('"segment/Buyers"', '"segment/Customers: all"')
        .replace('within: "Buyers"', 'within: "Customers: all"'),
      'm.yaml': manifest
        .replace(
          'name: "Buyers"   # since 2020\n',
          'name: "Customers: all"   # since 2020\n    renamedFrom: "Buyers"\n',
        )
        .replace('- Buyers # first', '- "Customers: all" # first'),
    });
  });

  test('of a flow map', () => {
    expect(renamed(small, 'segment/Optouts', 'Out')['m.yaml']).toBe(
      manifest
        .replace('{ name: Optouts,', '{ name: Out, renamedFrom: Optouts,')
        .replace('segment: Optouts', 'segment: Out'),
    );
  });

  test('of an audience', () => {
    expect(renamed(small, 'audience/VIP 1', 'VIP 2')).toEqual({
      ...small,
      'm.yaml': manifest.replace('name: VIP 1\n', 'name: VIP 2\n    renamedFrom: VIP 1\n'),
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

  test('the same name changes nothing', () => {
    const { loaded, sources } = aProject(small);
    expect(rename(loaded, sources, { address: 'segment/Buyers', name: 'Buyers' })).toEqual({
      value: { from: 'segment/Buyers', to: 'segment/Buyers', files: [], edits: [] },
      diagnostics: [],
    });
  });

  test('a name in other letters is another name', () => {
    expect(renamed(one('name: A'), 'segment/A', 'a')).toEqual(one('name: a\n    renamedFrom: A'));
  });

  test('edits are told with their places in the new texts', () => {
    const { loaded, sources } = aProject(small);
    const { value } = rename(loaded, sources, { address: 'segment/Buyers', name: 'Customers' });
    expect(
      value?.edits.map(({ source: { file, line, column }, of, path, value: text }) => [
        `${file}:${line}:${column}`,
        ...[of, path, text],
      ]),
    ).toEqual([
      ['audiencectl.yaml:6:12', 'project', 'protect.0', 'segment/Customers'],
      ['audiencectl.yaml:10:35', 'rule "Buyers only"', 'within', 'Customers'],
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

describe('refused', () => {
  const wish = (name: string, address = 'segment/Buyers') => ({ address, name });
  test.each<[string, RenameWish, string]>([
    [
      'an unknown address',
      wish('X', 'segment/Buyer'),
      'error address-unknown no entity with the address "segment/Buyer" is declared',
    ],
    ['an empty name', wish(' '), 'error name-must-not-be-empty the new name is empty'],
    [
      'a name with blanks around it',
      wish(' A'),
      'error name-must-be-trimmed the new name " A" begins or ends with a blank',
    ],
    [
      'a name that is too long',
      wish('x'.repeat(257)),
      'error name-must-not-be-too-long the new name is longer than 256 characters',
    ],
    [
      'half of a character',
      wish('a\ud83d'),
      'error text-not-unicode the new name contains a control character or half of a character',
    ],
    [
      'a line end',
      wish('a\nb'),
      'error text-not-unicode the new name contains a control character or half of a character',
    ],
    [
      'a name that is taken',
      wish('Optouts'),
      'm.yaml:6:5 error rename-name-taken another segment has the name "Optouts", which is declared here',
    ],
    [
      'the same in other letters',
      wish('OPTOUTS'),
      'm.yaml:6:5 error rename-name-taken "OPTOUTS" looks like "Optouts", the name of another segment, which is declared here',
    ],
    [
      'a name that looks the same',
      wish('Opt\u200bouts'),
      'm.yaml:6:5 error rename-name-taken "Opt\\u200bouts" looks like "Optouts", the name of another segment, which is declared here',
    ],
  ])('%s', (_, asked, expected) => {
    const [first = ''] = refused(small, asked);
    expect(first.replace(/^m\.yaml:6:\d+/u, 'm.yaml:6:5')).toBe(expected);
  });

  const withManifest = (text: string) => ({
    'audiencectl.yaml': `${head}vars: { v: Buyers }\n`,
    'm.yaml': text,
  });
  const list = 'contactList: { identifierType: Email }';
  test.each([
    [
      'an absent entity',
      'segments:\n  - { name: Buyers, state: absent }\n',
      'rename-refused',
      'has state: absent',
    ],
    [
      'a released entity',
      'segments:\n  - { name: Buyers, state: released }\n',
      'rename-refused',
      'has state: released',
    ],
    [
      'a name in a variable',
      `segments:\n  - { name: "\${var.v}", ${list} }\n`,
      'rename-elsewhere',
      'name uses the variable "v"',
    ],
    [
      'a reference in a variable',
      `segments:\n  - { name: Buyers, ${list} }\naudiences:\n  - { name: A, algebra: "\${var.v}" }\n`,
      'rename-elsewhere',
      'algebra uses the variable "v"',
    ],
    [
      'a reference behind an alias',
      `x-all: &b Buyers\nsegments:\n  - { name: Buyers, ${list} }\naudiences:\n  - { name: A, algebra: *b }\n`,
      'rename-elsewhere',
      'algebra stands behind an alias',
    ],
    [
      'a name that a reference to a remote segment has',
      `segments:\n  - { name: Buyers, ${list} }\naudiences:\n  - { name: A, algebra: { and: [Buyers, X] } }\n`,
      'rename-name-taken',
      '"X" names an entity here that is not declared',
    ],
    [
      'an earlier name of another entity',
      `segments:\n  - { name: Buyers, ${list} }\n  - { name: C, renamedFrom: Buyers, ${list} }\n`,
      'rename-refused',
      '(rename-ambiguous)',
    ],
    [
      'a name outside of owns',
      `segments:\n  - { name: Buyers, ${list} }\n`,
      'rename-refused',
      '(outside-ownership)',
    ],
  ])('%s', (title, text, code, words) => {
    const texts = withManifest(text);
    const owns = title.includes('owns') ? 'owns: { segments: { names: ["Buy*"] } }\n' : '';
    const all = refused(
      { ...texts, 'audiencectl.yaml': texts['audiencectl.yaml'] + owns },
      wish('X'),
    );
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(` error ${code} `);
    expect(all[0]).toContain(words);
  });

  test('a file that another project reads', () => {
    const readElsewhere = new Map([['m.yaml', '../other/audiencectl.yaml']]);
    expect(refused(small, { ...wish('X'), readElsewhere })).toEqual([
      'm.yaml:4:5 error rename-elsewhere the project "../other/audiencectl.yaml" reads this file, too, and might not mean the same afterwards',
      'm.yaml:9:5 error rename-elsewhere the project "../other/audiencectl.yaml" reads this file, too, and might not mean the same afterwards',
    ]);
  });

  test('what another project of the account declares, too', () => {
    const other = {
      '../o/audiencectl.yaml': head,
      '../o/m.yaml': `segments:\n  - { name: Buyers, ${list} }\n  - { name: X, ${list} }\n`,
    };
    expect(refused(small, wish('Y'), [other])).toEqual([
      '../o/m.yaml:2:5 error rename-elsewhere the project "../o/audiencectl.yaml" declares the segment "Buyers", too'.replace(
        '2:5',
        '2:7',
      ),
    ]);
    expect(refused(small, wish('X'), [other])[1]).toContain('rename-name-taken');
  });

  test('errors of the manifests come first', () => {
    const texts = { ...small, 'm.yaml': `${manifest}  - { name: B, algebra: { nor: [] } }\n` };
    expect(refused(texts, wish('X'))[0]).toMatch(/^m\.yaml:15:/u);
  });
});

test('references of other projects of the account are a warning', () => {
  const other = {
    '../o/audiencectl.yaml': head,
    '../o/m.yaml': 'audiences:\n  - { name: Theirs, algebra: Buyers }\n',
  };
  const { loaded, sources } = aProject(small, null, [other]);
  const { value, diagnostics } = rename(loaded, sources, { address: 'segment/Buyers', name: 'X' });
  expect(value?.files).toHaveLength(2);
  expect(diagnostics.map(shown)).toEqual([
    '../o/m.yaml:2:7 warning rename-elsewhere the audience "Theirs" of the project "../o/audiencectl.yaml" names "Buyers"',
  ]);
});

test('globs that match no more are a warning, unless the project ignores it', () => {
  const warned = (more: string) => {
    const { loaded, sources } = aProject({ ...small, 'audiencectl.yaml': project + more });
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
    aProject(
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
});
