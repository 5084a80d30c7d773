import { expect, test } from '@jest/globals';
import type { Source } from '../../src/diagnostics/diagnostic.ts';
import { editText } from '../../src/yaml-edit/edit-text.ts';
import type { EditRequest, EntryEdit } from '../../src/yaml-edit/text-edit.ts';
import { createVariableLookup } from '../../src/yaml-source/insert-variables.ts';

/** The place of the first key of an entry, found by the words that it begins with. */
export function placeOf(text: string, words: string): Source {
  const offset = text.replace(/^\uFEFF/u, '').indexOf(words);
  if (offset === -1) throw new Error(`no ${words}`);
  const lines = text
    .replace(/^\uFEFF/u, '')
    .slice(0, offset)
    .split('\n');
  return { file: 'm.yaml', line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** The new text, and the obstacles where edits are refused. */
export function edit(
  text: string,
  words: string,
  ...edits: readonly EntryEdit[]
): string | readonly string[] {
  return request(text, { entries: [{ at: placeOf(text, words), edits }] });
}

export function request(
  text: string,
  asked: EditRequest,
  variables: Readonly<Record<string, string>> | null = null,
): string | readonly string[] {
  const lookup =
    variables === null
      ? null
      : createVariableLookup(
          new Map(Object.entries(variables).map(([name, value]) => [name, { value, text: value }])),
        );
  const { text: after, refused } = editText({ file: 'm.yaml', text }, asked, lookup);
  return refused.length === 0 ? after : refused.map(({ obstacle }) => obstacle);
}

export const set: (path: string, value: EntrySet['value']) => EntryEdit = (path, value) => ({
  ...{ kind: 'set', value },
  path: path.split('.').map((part) => (/^\d+$/u.test(part) ? Number(part) : part)),
});

type EntrySet = Extract<EntryEdit, { readonly kind: 'set' }>;

export const remove: (path: string) => EntryEdit = (path) => ({
  kind: 'remove',
  path: path.split('.').map((part) => (/^\d+$/u.test(part) ? Number(part) : part)),
});

/** Each row in both sorts of line ends, and behind a byte order mark. */
export function tryRows(rows: readonly EditRow[]): void {
  test.each(rows)('%s', (_name, before, edits, after) => {
    const words = /- (?:\{ ?)?(\w+:)/u.exec(before)?.[1] ?? '';
    expect(edit(before, words, ...edits)).toEqual(after);
    const windows = edit(before.replaceAll('\n', '\r\n'), words, ...edits);
    expect(windows).toEqual(after.replaceAll('\n', '\r\n'));
    expect(edit(`\uFEFF${before}`, words, ...edits)).toEqual(`\uFEFF${after}`);
  });
}

export type EditRow = readonly [
  name: string,
  before: string,
  edits: readonly EntryEdit[],
  after: string,
];

export const entry = (lines: string): string => `segments:\n  - name: A\n${lines}`;
