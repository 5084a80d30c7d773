import { expect, test } from '@jest/globals';
import { renderAnnotations } from '../../../src/report/findings/render-annotations.ts';

const source = { file: 'audiences/a,b.yaml', line: 2, column: 5, endColumn: 9 };
const base = { severity: 'error', code: 'unknown-key', message: 'no' } as const;

test.each([
  [
    'a place',
    { ...base, source },
    '',
    '::error file=audiences/a%2Cb.yaml,line=2,col=5,endColumn=8,title=unknown-key::no',
  ],
  ['no place', { ...base, severity: 'warning' as const }, '', '::warning title=unknown-key::no'],
  [
    'a project in a folder',
    { ...base, source: { file: 'a.yaml', line: 1, column: 1 } },
    'marketing/criteo',
    '::error file=marketing/criteo/a.yaml,line=1,col=1,title=unknown-key::no',
  ],
  [
    'a hint, and a message that tries to begin a command',
    { ...base, message: '50%\n::error::x', hint: 'fix' },
    '',
    '::error title=unknown-key::50%25\\n\\u003a:error::x%0Ahint: fix',
  ],
])('%s', (_, finding, folder, line) => {
  expect(renderAnnotations([finding], folder)).toBe(`${line}\n`);
});
