import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DiffedFile, unifiedDiff } from '../../../src/report/text/unified-diff.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diff-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a tool makes of the old files and the patch. */
function applied(tool: 'git' | 'patch', files: readonly DiffedFile[]): readonly string[] {
  const place = mkdtempSync(join(folder, 'case-'));
  for (const { file, before } of files) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    if (before !== null) writeFileSync(join(place, file), before);
  }
  const patch = join(place, 'changes.patch');
  writeFileSync(patch, unifiedDiff(files));
  const options = { cwd: place, stdio: 'pipe' } as const;
  if (tool === 'git') execFileSync('git', ['apply', '--whitespace=nowarn', patch], options);
  else execFileSync('patch', ['-p1', '--binary', '-i', patch], options);
  return files.map(({ file }) => readFileSync(join(place, file), 'utf8'));
}

const long = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join('');

const cases: readonly (readonly [string, readonly DiffedFile[]])[] = [
  ['one line', [{ file: 'a.yaml', before: 'a\nb\nc\n', after: 'a\nB\nc\n' }]],
  [
    'two places far apart',
    [
      {
        file: 'a.yaml',
        before: long,
        after: long.replace('line 2\n', 'x\n').replace('line 30\n', 'y\nz\n'),
      },
    ],
  ],
  ['no newline at the end', [{ file: 'a.yaml', before: 'a\nb', after: 'a\nc' }]],
  ['a newline at the end is added', [{ file: 'a.yaml', before: 'a', after: 'a\n' }]],
  ['CRLF', [{ file: 'a.yaml', before: 'a\r\nb\r\nc\r\n', after: 'a\r\nB\r\nc\r\n' }]],
  ['a mark of the byte order', [{ file: 'a.yaml', before: '\uFEFFa\nb\n', after: '\uFEFFa\nc\n' }]],
  ['a new file', [{ file: 'new/b.yaml', before: null, after: 'a\n' }]],
  ['a text that becomes empty', [{ file: 'a.yaml', before: 'a\nb\n', after: '' }]],
  ['lines that look like headers', [{ file: 'a.yaml', before: '-- a\n', after: '++ b\n' }]],
  [
    'names with blanks, quotes and letters',
    [
      { file: 'my shoes/é b.yaml', before: 'a\n', after: 'b\n' },
      { file: 'a "b".yaml', before: 'a\n', after: 'b\n' },
    ],
  ],
  [
    'more lines than are compared',
    [{ file: 'a.yaml', before: 'a\n'.repeat(2000), after: 'b\n'.repeat(2000) }],
  ],
];

describe('a patch that tools apply', () => {
  test.each(cases)('git: %s', (_, files) => {
    expect(applied('git', files)).toEqual(files.map(({ after }) => after));
  });

  test.each(cases.filter(([, files]) => files.every(({ after }) => after !== '')))(
    'patch: %s',
    (_, files) => {
      expect(applied('patch', files)).toEqual(files.map(({ after }) => after));
    },
  );
});

test('what stays is not shown', () => {
  expect(unifiedDiff([{ file: 'a.yaml', before: 'a\n', after: 'a\n' }])).toBe('');
  expect(unifiedDiff([{ file: 'a.yaml', before: 'a\nb\n', after: 'a\nc\n' }])).toBe(
    '--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n',
  );
});
