/** A tree that was edited in the UI, written as near to the manifest's own as it goes. */
import { expect, test } from '@jest/globals';
import { baseOf, head, pulled, remoteAfter, textAfter } from './ui.ts';

const segments = `segments:\n${['A', 'B', 'C', 'D']
  .map((name) => `  - name: ${name}\n    contactList: { identifierType: Email }\n`)
  .join('')}`;
const withTree = (tree: string) =>
  `${head}${segments}audiences:\n  - name: X\n    algebra:${tree}\n`;

const block = (...lines: readonly string[]) => lines.map((line) => `\n      ${line}`).join('');

test.each<[string, string, string, string]>([
  [
    'an operand more',
    block('and:', '  - A # first', '  - not: B'),
    ' { and: [C, A, { not: B }] }',
    block('and:', '  - C', '  - A # first', '  - not: B'),
  ],
  [
    'an operand less',
    block('and:', '  - A # first', '  # not those', '  - not: B', '  - C'),
    ' { and: [C, A] }',
    block('and:', '  - A # first', '  - C'),
  ],
  [
    'an operand for another',
    block('and:', '  - A', '  - not: B', '  - C'),
    ' { and: [A, { not: D }, C] }',
    block('and:', '  - A', '  - not: D', '  - C'),
  ],
  [
    'the first operand for another, which stands last remotely',
    block('and:', '  # viewers', '  - A # 14 days', '  - not: B # ours'),
    ' { and: [{ not: B }, C] }',
    block('and:', '  - C', '  - not: B # ours'),
  ],
  [
    'an operand with a comment for another',
    block('and:', '  - A', '  # not those', '  - not: B # ours', '  - C'),
    ' { and: [A, { not: D }, C] }',
    block('and:', '  - A', '  - not: D', '  - C'),
  ],
  [
    'two operands for two others',
    block('or:', '  - A', '  - B', '  - C'),
    ' { or: [D, A, { and: [B, C] }] }',
    block('or:', '  - D', '  - A', '  - and:', '      - B', '      - C'),
  ],
  ['wrapped', ' { and: [A, B] }', ' { or: [C, { and: [B, A] }] }', ' { or: [C, { and: [A, B] }] }'],
  ['one operand left', ' { and: [A, B] }', ' A', ' A'],
  [
    'long forms',
    ' { and: [{ segment: A }, B] }',
    ' { and: [A, B, C] }',
    ' { and: [{ segment: A }, B, C] }',
  ],
  [
    'deep inside',
    block('or:', '  - and:', '      - A', '      - B # keep', '  - D'),
    ' { or: [D, { and: [B, { not: C }] }] }',
    block('or:', '  - and:', '      - B # keep', '      - not: C', '  - D'),
  ],
])('%s', async (_, git, ui, after) => {
  const result = pulled(withTree(git), await remoteAfter(withTree(git), withTree(ui)));
  expect(textAfter(result)).toBe(withTree(after));
  expect(result.takings).toMatchObject([{ attributes: [{ path: 'algebra' }] }]);
});

test('a reference by ID stays one', async () => {
  const before = await remoteAfter(withTree(' { and: [A, B] }'));
  const id = before.segments.find(({ attributes }) => attributes['name'] === 'A')?.id ?? '';
  const git = withTree(` { and: [{ segmentId: "${id}" }, B] }`);
  const remote = await remoteAfter(withTree(' { and: [A, B] }'), withTree(' { or: [A, B] }'));
  expect(textAfter(pulled(git, remote))).toBe(git.replace('and:', 'or:'));
});

test('the same people in other words are no edit', async () => {
  const git = withTree(' { and: [A, { not: B }] }');
  const remote = await remoteAfter(withTree(' { not: { or: [{ not: A }, B] } }'));
  expect(pulled(git, remote)).toMatchObject({ takings: [], files: [] });
});

test('a segment that is declared nowhere, and has another name by now', async () => {
  const git = withTree(' { and: [A, Theirs] }').replace('  - name: D', '  - name: Theirs');
  const before = await remoteAfter(git);
  const own = git.replace(/ {2}- name: Theirs\n.*\n/u, '');
  const remote = JSON.parse(JSON.stringify(before).replaceAll('Theirs', 'Ours'));
  const after = own.replace('Theirs', 'Ours');
  expect(textAfter(pulled(own, remote))).toBe(after);
  const base = baseOf(own);
  expect(pulled(own, remote, { base })).toMatchObject({
    files: [{ after }],
    takings: [{ take: 'drift', attributes: [{ path: 'algebra' }] }],
  });
  const edited = own.replace('[A, Theirs]', '[B, Theirs]');
  expect(pulled(edited, remote, { base })).toMatchObject({
    files: [],
    left: [{ take: 'conflict', code: 'pull-not-asked' }],
  });
});
