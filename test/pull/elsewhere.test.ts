/** What does not stand in the entry is not written, and its place is named. */
import { describe, expect, test } from '@jest/globals';
import { head, projectOf, pulled, remoteAfter, textAfter } from './ui.ts';

const shoes = (more: string) =>
  `segments:\n  - name: Shoes\n${more}    events: { shopperActivity: View, lookbackDays: Last30Days }\n`;
const remoteShoes = (description: string) =>
  remoteAfter(head + shoes(`    description: ${description}\n`));

const owned = 'retailerId: "1234"';

describe('a description', () => {
  test.each<[string, string, string, string, object]>([
    [
      'of the project’s defaults',
      `defaults: { ${owned}, description: usual }\n`,
      shoes(''),
      'description comes from the defaults of the project file.',
      { file: 'audiencectl.yaml', line: 5 },
    ],
    [
      'of the file’s defaults',
      `defaults: { ${owned}, description: other }\n`,
      `defaults: { description: usual }\n${shoes('')}`,
      'description comes from the defaults of the file.',
      { file: 'a.yaml', line: 1 },
    ],
    [
      'of the document’s defaults',
      `defaults: { ${owned} }\n`,
      `defaults: { description: other }\n---\ndefaults: { description: usual }\n${shoes('')}`,
      'description comes from the defaults of the file.',
      { file: 'a.yaml', line: 3 },
    ],
    [
      'of a variable',
      `defaults: { ${owned} }\nvars: { text: usual }\n`,
      shoes(`    description: \${var.text}\n`),
      'description comes from the variable "text".',
      { file: 'audiencectl.yaml', line: 6, column: 9 },
    ],
    [
      'of an alias',
      `defaults: { ${owned} }\n`,
      `x-text: &text usual\n${shoes('    description: *text\n')}`,
      'description comes from the alias "text".',
      { file: 'a.yaml', line: 1 },
    ],
    [
      'of an anchor',
      `defaults: { ${owned} }\n`,
      `${shoes('    description: &text usual\n')}x-text: *text\n`,
      'description has the anchor "text", which aliases use.',
      { file: 'a.yaml' },
    ],
    [
      'of a merged map',
      `defaults: { ${owned} }\n`,
      `x-all: &all { description: usual }\n${shoes('    <<: *all\n')}`,
      'description comes from the merged map "all".',
      { file: 'a.yaml', line: 1 },
    ],
  ])('%s', async (_, project, git, text, source) => {
    const result = pulled(git, await remoteShoes('ui'), {}, projectOf(project));
    expect(result.files).toEqual([]);
    expect(result.left).toMatchObject([
      { address: 'segment/Shoes', path: 'description', code: 'pull-elsewhere', text, source },
    ]);
  });

  test('of defaults that others use, too, says how many, and what to write for none', async () => {
    const others = shoes('').replace('segments:\n', '').replace('Shoes', 'Boots');
    const git = `defaults: { ${owned}, description: usual }\n${shoes('')}${others}`;
    const remote = await remoteAfter(
      git.replace('- name: Shoes\n', '- name: Shoes\n    description: ui\n'),
    );
    expect(pulled(git, remote).left).toMatchObject([
      {
        ...{ from: 'usual', to: 'ui' },
        text: 'description comes from the defaults of the file, which 1 other entry uses.',
        fix: 'Give this entry a value of its own, or edit the defaults for all of them.',
      },
    ]);
    const none = await remoteAfter(
      git.replace('- name: Shoes\n', '- name: Shoes\n    description: null\n'),
    );
    expect(pulled(git, none).left).toMatchObject([
      { to: null, fix: expect.stringContaining('Write description: null in this entry, or ') },
    ]);
  });

  test('of its own is written where a default is there, too', async () => {
    const git = `defaults: { ${owned}, description: usual }\n${shoes('    description: git\n')}`;
    expect(textAfter(pulled(git, await remoteShoes('ui')))).toBe(git.replace(': git', ': ui'));
  });

  test('of its own becomes null where a default would come in its place', async () => {
    const git = `defaults: { ${owned}, description: usual }\n${shoes('    description: git\n')}`;
    expect(textAfter(pulled(git, await remoteAfter(head + shoes(''))))).toBe(
      git.replace(': git', ': null'),
    );
  });

  test('of its own goes where there is no default', async () => {
    const git = head + shoes('    description: git\n');
    expect(textAfter(pulled(git, await remoteAfter(head + shoes(''))))).toBe(head + shoes(''));
  });

  test('comes where there was none', async () => {
    const git = head + shoes('');
    expect(textAfter(pulled(git, await remoteShoes('ui')))).toBe(
      head + shoes('    description: ui\n'),
    );
  });

  test('as a block stays a block', async () => {
    const git = head + shoes('    description: |\n      git\n');
    expect(textAfter(pulled(git, await remoteShoes('ui')))).toBe(git.replace('git', 'ui'));
  });
});

test('a description behind an alias does not go', async () => {
  const git = `${head}x-text: &text usual\n${shoes('    description: *text\n')}`;
  const result = pulled(git, await remoteAfter(head + shoes('')));
  expect(result.files).toEqual([]);
  expect(result.left).toMatchObject([{ code: 'pull-elsewhere', source: { line: 2 } }]);
});

test('a description with a variable in it does not go', async () => {
  const project = projectOf(`defaults: { ${owned} }\nvars: { text: usual }\n`);
  const git = shoes('    description: "${var.text}, and more"\n');
  const result = pulled(git, await remoteAfter(head + shoes('')), {}, project);
  expect(result.files).toEqual([]);
  expect(result.left).toMatchObject([
    { code: 'pull-elsewhere', source: { file: 'audiencectl.yaml', line: 6 } },
  ]);
});

test('a file that another project reads is left', async () => {
  const git = head + shoes('    description: git\n');
  const sharedFiles = new Map([['a.yaml', { project: '../de/audiencectl.yaml', isSure: true }]]);
  const result = pulled(git, await remoteShoes('ui'), { sharedFiles });
  expect(result.files).toEqual([]);
  expect(result.left).toMatchObject([
    { code: 'pull-elsewhere', text: 'The project ../de/audiencectl.yaml reads a.yaml, too.' },
  ]);
});

test('the rest of the file is written', async () => {
  const git = `defaults: { ${owned}, description: usual }\n${shoes('')}`;
  const ui = shoes('    description: ui\n').replace('Last30Days', 'Last60Days');
  const result = pulled(git, await remoteAfter(head + ui));
  expect(textAfter(result)).toBe(git.replace('Last30Days', 'Last60Days'));
  expect(result.left).toMatchObject([{ path: 'description', code: 'pull-elsewhere' }]);
});

test('an entry with a key after a question mark', async () => {
  const text = `${head}${shoes('    ? description\n    : git\n')}`;
  const result = pulled(text, await remoteShoes('ui'));
  expect(result).toMatchObject({ files: [], left: [{ path: 'description' }] });
  expect(result.left[0]).toMatchObject({
    text: 'Its manifest has a key after a question mark, and pull cannot edit it in place.',
    fix: 'Write the key without the question mark, and pull again.',
  });
});
