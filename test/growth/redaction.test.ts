/** No text that comes from outside takes a time that grows with its square until its secrets are out. */
import { describe, expect, test } from '@jest/globals';
import { createRedactor } from '../../src/remote/secrets/create-redactor.ts';
import { growthOf, mostGrowth } from './growth-of.ts';

/** Secrets that begin and go on with what texts can repeat. */
const secretsOf: Readonly<Record<string, readonly string[]>> = {
  plain: ['abcdefgh12345678'],
  'with what encodings change': [
    'a\\b "c" d%e&f+g\\h',
    '\\\\abcdefgh12345',
    '    %%%%&&&&++++""""',
  ],
  'with beginnings in common': Array.from({ length: 40 }, (_, n) => `${'abcdefgh'.repeat(4)}-${n}`),
};

/** What is repeated, and what stands before and after it. */
const runs: readonly (readonly [string, string?, string?])[] = [
  ['\\'],
  ['\\', 'ab'],
  ['\\', '', 'n '],
  ['\\', '', 'u0061'],
  ['\\\\n '],
  ['"'],
  ['\\"'],
  [' '],
  [' ', 'a\n'],
  ['\n '],
  ['a\n '],
  ['%'],
  ['%25'],
  ['25', '%'],
  ['%5c'],
  ['&'],
  ['&amp;'],
  ['&#92;'],
  ['0', '&#'],
  ['+'],
  ['a'],
  ['ab%61'],
  ['abcdefgh'],
  ['abcdefgh12345678'],
  ['YWJjZGVmZ2gxMjM0NTY3O'],
];

describe.each(Object.entries(secretsOf))('secrets %s', (_, secrets) => {
  test.each(runs)('%j', (run, before = '', after = '') => {
    const growth = growthOf(6000, (size) => {
      const redactor = createRedactor();
      for (const secret of secrets) redactor.add(secret);
      const text = before + run.repeat(size / run.length) + after;
      return () => redactor.redact(text);
    });
    expect(growth).toBeLessThan(mostGrowth);
  });
});

/** Tokens of one service begin alike, and each of them was compared wherever a text repeats their beginning. */
test('four times as many secrets with one beginning take hardly longer', () => {
  const most = 2.5;
  const growth = growthOf(
    60,
    (count) => {
      const redactor = createRedactor();
      for (let n = 0; n < count; n += 1) redactor.add(`${'abcdefgh'.repeat(4)}${n}-12345678`);
      const text = 'abcdefgh'.repeat(500);
      return () => redactor.redact(text);
    },
    most,
  );
  expect(growth).toBeLessThan(most);
});
