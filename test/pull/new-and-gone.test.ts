/** Entries for what the UI made, and none for what it deleted. */
import { describe, expect, test } from '@jest/globals';
import { baseOf, head, projectOf, pulled, remoteAfter, type Texts, textAfter } from './ui.ts';

const owning = projectOf('owns: { segments: {}, audiences: {} }\n');
const list = (name: string) => `  - name: ${name}\n    contactList: { identifierType: Email }\n`;
const audience = (name: string, algebra: string) => `  - name: ${name}\n    algebra: ${algebra}\n`;

describe('new', () => {
  const pullNew = async (git: Texts | string, ui: Texts | string, project = owning) =>
    pulled(git, await remoteAfter(ui), { take: ['new'] }, project);

  test('comes after the last of its kind and owner', async () => {
    const git = `${head}segments:\n${list('A')}${list('B')}audiences:\n${audience('All', 'A')}`;
    const ui = `${head}segments:\n${list('A')}${list('B')}${list('C')}audiences:\n${audience('All', 'A')}`;
    const result = await pullNew(git, ui);
    expect(textAfter(result)).toBe(ui);
    expect(result.takings).toMatchObject([
      { address: 'segment/C', action: 'add', take: 'new', source: { file: 'a.yaml', line: 7 } },
    ]);
  });

  test('comes beside the one whose name begins most like it', async () => {
    const git = {
      'a.yaml': `${head}segments:\n${list('FR | New | A')}${list('FR | Old | A')}`,
      'b.yaml': `${head}segments:\n${list('Summer')}`,
    };
    const ui = { ...git, 'c.yaml': `${head}segments:\n${list('FR | New | B')}` };
    const result = await pullNew(git, ui);
    expect(textAfter(result)).toBe(
      `${head}segments:\n${list('FR | New | A')}${list('FR | New | B')}${list('FR | Old | A')}`,
    );
  });

  test('is not there without owns', async () => {
    const git = `${head}segments:\n${list('A')}`;
    const result = await pullNew(git, `${git}${list('B')}`, projectOf());
    expect(result).toMatchObject({
      takings: [],
      left: [
        {
          address: 'segment/B',
          fix: 'Add owns: { segments: { names: ["A", "B"] } } to audiencectl.yaml. Leave out what you do not want to take. Then pull again.',
        },
      ],
      files: [],
    });
  });

  test.each([1, 9])('is taken once the fix is followed, with %d declared', async (count) => {
    const names = Array.from({ length: count }, (_, at) => `A${at}`);
    const git = `${head}segments:\n${names.map(list).join('')}`;
    const ui = `${git}${list('B')}`;
    const { left } = await pullNew(git, ui, projectOf());
    const [, line = ''] = /^Add (owns: .*?) to /u.exec(left[0]?.fix ?? '') ?? [];
    const followed = await pullNew(git, ui, projectOf(`${line.replace('"*"', '"A*", "B"')}\n`));
    expect(followed).toMatchObject({ takings: [{ address: 'segment/B' }], left: [] });
  });

  test('is not what lies outside owns', async () => {
    const git = `${head}segments:\n${list('FR A')}`;
    const project = projectOf('owns: { segments: { names: ["FR *"] } }\n');
    const result = await pullNew(git, `${git}${list('DE B')}`, project);
    expect(result).toMatchObject({ takings: [], left: [{ address: 'segment/DE B' }], files: [] });
  });

  test('is not what git took out since the base', async () => {
    const base = `${head}segments:\n${list('A')}${list('B')}`;
    const git = `${head}segments:\n${list('A')}`;
    const options = { base: baseOf(base, owning), take: ['drift', 'new'] as const };
    const result = pulled(git, await remoteAfter(base), options, owning);
    expect(result).toMatchObject({ takings: [], left: [], files: [] });
  });

  test('is named where it was not asked for', async () => {
    const git = `${head}segments:\n${list('A')}`;
    const result = pulled(git, await remoteAfter(`${git}${list('B')}`), {}, owning);
    expect(result.left).toMatchObject([
      {
        address: 'segment/B',
        take: 'new',
        fix: 'To declare it, pull with --take unknown,new.',
        source: null,
      },
    ]);
  });

  test('audiences name new and undeclared segments', async () => {
    const git = `${head}segments:\n${list('FR A')}audiences:\n${audience('FR 1', 'FR A')}`;
    const ui = `${head}segments:\n${list('FR A')}${list('DE B')}${list('FR C')}audiences:\n${audience('FR 1', 'FR A')}${audience('FR 2', '{ or: [FR A, DE B, FR C] }')}`;
    const project = projectOf(
      'owns: { segments: { names: ["FR *"] }, audiences: { names: ["FR *"] } }\n',
    );
    const result = await pullNew(git, ui, project);
    expect(textAfter(result)).toContain('FR C');
    expect(textAfter(result)).toContain('DE B');
    expect(textAfter(result)).not.toContain('segmentId');
    expect(result.takings).toHaveLength(2);
  });

  test('goes to a file of its kind where it has no sibling of its owner', async () => {
    const git = {
      'segments/a.yaml': `segments:\n${list('A')}    retailerId: "1234"\n`,
      'audiences/a.yaml': `audiences:\n${audience('All', 'A')}    retailerId: "1234"\n`,
    };
    const ui = { ...git, 'b.yaml': `segments:\n${list('B')}    retailerId: "99"\n` };
    const result = await pullNew(git, ui);
    expect(textAfter(result, 'segments/a.yaml')).toMatch(/name: B\n +retailerId: "99"\n/u);
  });

  test('goes to a new file where there is none of its kind', async () => {
    const git = { 'segments/a.yaml': `${head}segments:\n${list('A')}` };
    const ui = { ...git, 'b.yaml': `${head}audiences:\n${audience('All', 'A')}` };
    const result = await pullNew(git, ui);
    expect(result.files).toEqual([
      {
        file: 'audiences/retailer-1234.yaml',
        before: null,
        after: 'defaults: { retailerId: "1234" }\n\naudiences:\n  - name: All\n    algebra: A\n',
      },
    ]);
  });

  test('is left where the project would not read its file', async () => {
    const git = { 'segments/a.yaml': `${head}segments:\n${list('A')}` };
    const ui = { ...git, 'b.yaml': `${head}audiences:\n${audience('All', 'A')}` };
    const project = projectOf(
      'manifests: ["segments/**/*.yaml"]\nowns: { segments: {}, audiences: {} }\n',
    );
    const result = await pullNew(git, ui, project);
    expect(result.files).toEqual([]);
    expect(result.left).toMatchObject([{ address: 'audience/All', code: 'pull-elsewhere' }]);
  });

  test('does not get what the defaults of a file would change', async () => {
    const git = `defaults: { retailerId: "1234", description: usual }\nsegments:\n${list('A')}`;
    const ui = `${git}  - name: B\n    description: null\n    contactList: { identifierType: Email }\n`;
    const result = await pullNew(git, ui);
    expect(textAfter(result)).toMatch(/name: B\n +description: null\n/u);
  });

  test.each([
    ['A ', 'ends'],
    [' A', 'begins'],
  ])('what differs from an entry by a blank alone, is named with it: %j', async (name, where) => {
    const git = `${head}segments:\n${list('A')}`;
    const remote = await remoteAfter(`${git}${list('B')}`);
    const segments = remote.segments.map((row) =>
      row.attributes['name'] === 'B' ? { ...row, attributes: { ...row.attributes, name } } : row,
    );
    const result = pulled(git, { ...remote, segments }, { take: ['new'] }, owning);
    expect(result).toMatchObject({ files: [], left: [{ code: 'pull-undeclarable' }] });
    expect(result.left[0]?.text).toBe(
      `Its name in Criteo is "${name}", which ${where} with a blank. Without it, it is the segment "A".`,
    );
  });

  test('what looks like a variable is escaped once', async () => {
    const git = `${head}segments:\n${list('A')}`;
    const ui = `${git}  - name: B\n    description: a $\${var.x} of $\${y}\n    contactList: { identifierType: Email }\n`;
    const result = await pullNew(git, ui);
    expect(textAfter(result)).toContain('a $${var.x} of $${y}');
  });
});

describe('gone', () => {
  const git = `${head}segments:\n${list('A')}  # about B\n${list('B')}audiences:\n${audience('All', 'A')}`;
  const ui = `${head}segments:\n${list('A')}audiences:\n${audience('All', 'A')}`;

  test('goes with its comments', async () => {
    const result = pulled(git, await remoteAfter(ui), { take: ['gone'] });
    expect(textAfter(result)).toBe(ui);
    expect(result.takings).toMatchObject([
      { address: 'segment/B', action: 'remove', take: 'gone', source: { line: 6 } },
    ]);
  });

  test('is only what the base declared', async () => {
    const options = { base: baseOf(ui), take: ['gone', 'conflict'] as const };
    expect(pulled(git, await remoteAfter(ui), options)).toMatchObject({ takings: [], left: [] });
  });

  test('is named where it was not asked for', async () => {
    const result = pulled(git, await remoteAfter(ui), { base: baseOf(git) });
    expect(result.left).toMatchObject([
      {
        address: 'segment/B',
        take: 'gone',
        text: 'It was deleted in the Criteo UI. It was a customer list: its members are lost.',
      },
    ]);
  });

  test('and bound by its id, is only made again without the id', async () => {
    const remote = await remoteAfter(git);
    const { id = '' } = remote.segments.find(({ attributes }) => attributes['name'] === 'B') ?? {};
    const bound = git.replace('name: B\n', `name: B\n    id: "${id}"\n`);
    const segments = remote.segments.filter((row) => row.id !== id);
    const result = pulled(bound, { ...remote, segments }, { base: baseOf(bound) });
    expect(result.left).toMatchObject([
      {
        address: 'segment/B',
        fix: 'To remove the entry, pull with --take drift,gone. To create it again, remove its id and apply this project.',
      },
    ]);
  });

  describe('and all the others, too', () => {
    const three = `${head}segments:\n${list('A')}${list('B')}${list('C')}`;
    const base = baseOf(three);
    const nothing = () => remoteAfter(`${head}segments: []\n`);

    test.each([[['drift'] as const], [['gone'] as const]])('%j', async (take) => {
      const result = pulled(three, await nothing(), { base, take });
      expect(result.files).toEqual([]);
      expect(result.left).toHaveLength(3);
      expect(result.left[0]).toMatchObject({
        text: 'None of the 3 declared entities exists in this account.',
        fix: 'Check the account and the credentials. If it was deleted, remove its entry with --take gone --target "segment/A".',
      });
    });

    test.each([
      ['projects', { sharedFiles: new Map([['a.yaml', { project: '../b.yaml', isSure: true }]]) }],
      ['environments', { environmentFiles: new Map([['a.yaml', ['other']]]) }],
    ])('of a file that other %s read, names no command for an entry', async (_, readers) => {
      const result = pulled(three, await nothing(), { base, ...readers });
      expect([...new Set(result.left.map(({ text, fix }) => `${text} ${fix}`))]).toEqual([
        'None of the 3 declared entities exists in this account. Check the account and the credentials. To create them again, apply this project.',
      ]);
    });

    test('goes where it is named', async () => {
      const selection = { target: ['segment/A'], exclude: [] };
      const result = pulled(three, await nothing(), { base, take: ['gone'], selection });
      expect(result.takings).toMatchObject([{ address: 'segment/A', action: 'remove' }]);
    });

    test('but one of many', async () => {
      const names = Array.from({ length: 20 }, (_, at) => `S${at}`);
      const many = `${head}segments:\n${names.map(list).join('')}`;
      const one = await remoteAfter(`${head}segments:\n${list('S1')}`);
      const result = pulled(many, one, { base: baseOf(many), take: ['gone'] });
      expect(result.files).toEqual([]);
      expect(result.left[0]?.text).toBe(
        'Only 1 of the 20 declared entities exists in this account.',
      );
    });
  });

  test('and edited here, takes both words', async () => {
    const edited = git.replace('name: B\n', 'name: B\n    description: better\n');
    const remote = await remoteAfter(ui);
    const base = baseOf(git);
    const some = pulled(edited, remote, { base, take: ['gone'] });
    expect(some.files).toEqual([]);
    expect(some.left).toMatchObject([
      {
        take: 'conflict',
        fix: expect.stringContaining('--take gone,conflict --target "segment/B".'),
      },
    ]);
    const both = pulled(edited, remote, { base, take: ['gone', 'conflict'] });
    expect(textAfter(both)).toBe(ui);
  });

  test('stays while something that stays refers to it', async () => {
    const used = `${git}${audience('Users of B', 'B')}`;
    const result = pulled(used, await remoteAfter(ui), {
      base: baseOf(`${git}`),
      take: ['gone'],
    });
    expect(result.files).toEqual([]);
    expect(result.left).toMatchObject([{ address: 'segment/B', code: 'pull-in-use' }]);
    expect(result.left[0]?.text).toContain('"Users of B"');
  });

  test.each([
    [
      'rules: [{ name: opted out, audiences: "*", excludes: B, level: warning }]\n',
      'The rule "opted out" names it.',
    ],
    [
      'people: [{ name: Ana, notIn: [segment/B], reachedBy: All }]\n',
      'The entry of people "Ana" names it.',
    ],
  ])('stays while it is named: %s', async (more, text) => {
    const result = pulled(`${git}${more}`, await remoteAfter(ui), { take: ['gone'] });
    expect(result.files).toEqual([]);
    expect(result.left).toMatchObject([{ address: 'segment/B', code: 'pull-in-use', text }]);
  });

  test('an audience stays while a rule names it', async () => {
    const two = `${git}${audience('Old', 'A')}`;
    const rule =
      'rules: [{ name: opted out, audiences: [Old, "No*"], excludes: A, level: warning }]\n';
    const remote = await remoteAfter(git);
    const result = pulled(`${two}${rule}`, remote, { base: baseOf(two), take: ['gone'] });
    expect(result.files).toEqual([]);
    expect(result.left).toMatchObject([
      {
        ...{ address: 'audience/Old', code: 'pull-in-use' },
        text: 'The rule "opted out" names it.',
      },
    ]);
    const some = pulled(`${two}${rule.replace('Old', '"O*"')}`, remote, {
      ...{ base: baseOf(two), take: ['gone'] },
    });
    expect(some.takings).toMatchObject([{ address: 'audience/Old', action: 'remove' }]);
  });

  test('goes where the UI does not refer to it any more', async () => {
    const used = git.replace('algebra: A', 'algebra: { or: [A, B] }');
    const result = pulled(used, await remoteAfter(ui), { take: ['gone', 'unknown'] });
    expect(textAfter(result)).toBe(ui);
  });

  test('with an ID that is not remote any more', async () => {
    const bound = git.replace('name: B\n', 'name: B\n    id: "4711"\n');
    const result = pulled(bound, await remoteAfter(ui), { take: ['gone'] });
    expect(textAfter(result)).toBe(ui);
  });
});

test.each([
  ['', 'segments: []\n'],
  ['# ours\n# all of them\n', '# ours\n# all of them\nsegments: []\n'],
  [`# ours\n${head}`, `# ours\n${head}`],
])('all entries of a file, set apart by blank lines: %j', async (start, after) => {
  const own = (name: string) => `${list(name)}    retailerId: "1234"\n`;
  const git = `${start}segments:\n${own('A')}\n${own('B')}\n${own('C')}`;
  const selection = { target: ['segment/*'], exclude: [] };
  const nothing = await remoteAfter(`${head}segments: []\n`);
  const result = pulled(git, nothing, { take: ['gone'], selection });
  expect(result.left).toEqual([]);
  expect(textAfter(result)).toBe(after);
});

test('an entry that was renamed in the UI is neither taken out nor declared twice', async () => {
  const git = `${head}segments:\n${list('A')}audiences:\n${audience('Old', 'A')}`;
  const ui = git.replace('Old', 'New');
  const result = pulled(git, await remoteAfter(ui), { take: ['gone', 'new'] }, owning);
  expect(result.files).toEqual([]);
  expect(result.left).toMatchObject([
    { address: 'audience/Old', path: 'name', code: 'pull-unsafe' },
  ]);
  expect(result.left[0]?.text).toBe('It looks like a rename to "New" in the Criteo UI.');
});

test('what is new comes beside what stays', async () => {
  const git = `${head}segments:\n${list('A')}audiences:\n  # old\n${audience('Old', 'A')}`;
  const ui =
    `${head}segments:\n${list('A')}audiences:\n${audience('New', '{ or: [A, B] }')}`.replace(
      'audiences:',
      `${list('B')}audiences:`,
    );
  const result = pulled(git, await remoteAfter(ui), { take: ['gone', 'new'] }, owning);
  expect(result.left).toEqual([]);
  expect(textAfter(result)).not.toContain('old');
  expect(textAfter(result)).toContain('name: New');
});

test('two entries that are gone, one with an anchor that the other uses', async () => {
  const git = `${head}segments:\n${list('A')}  - name: B\n    description: &text same\n    contactList: { identifierType: Email }\n  - name: C\n    description: *text\n    contactList: { identifierType: Email }\n`;
  const result = pulled(git, await remoteAfter(`${head}segments:\n${list('A')}`), {
    take: ['gone'],
  });
  expect(textAfter(result)).toBe(`${head}segments:\n${list('A')}`);
});

test('what looks like a variable is escaped once in a new file, too', async () => {
  const git = { 'segments/a.yaml': `${head}segments:\n${list('A')}` };
  const ui = {
    ...git,
    'b.yaml': `${head}audiences:\n  - name: All\n    description: a $\${var.x}\n    algebra: A\n`,
  };
  const result = pulled(git, await remoteAfter(ui), { take: ['new'] }, owning);
  expect(textAfter(result, 'audiences/retailer-1234.yaml')).toContain('description: a $${var.x}');
});
