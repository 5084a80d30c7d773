import { expect, test } from '@jest/globals';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { dropConsequences } from '../../../src/yaml-source/findings/drop-consequences.ts';

const finding = (code: string, line: number | null, message = code): Diagnostic => ({
  ...{ severity: 'error', code, message },
  ...(line === null ? {} : { source: { file: 'm.yaml', line, column: 1 } }),
});

test.each<readonly [string, readonly Diagnostic[], readonly number[]]>([
  ['what is at its place', [finding('unknown-variable', 1), finding('not-a-number', 1)], [0]],
  ['nothing elsewhere', [finding('unknown-variable', 1), finding('not-a-number', 2)], [0, 1]],
  ['nothing without one', [finding('not-a-number', 1), finding('another', 1)], [0, 1]],
  [
    'the same variable once',
    [
      finding('unknown-variable', 1),
      finding('unknown-variable', 1),
      finding('unknown-variable', 2),
    ],
    [0, 2],
  ],
  [
    'two variables of one place not',
    [finding('unknown-variable', 1, 'a'), finding('unknown-variable', 1, 'b')],
    [0, 1],
  ],
  [
    'nothing without a place for a variable of the command line',
    [finding('unknown-variable', null), finding('no-manifests', null), finding('bad', 1)],
    [0, 1, 2],
  ],
  [
    'nothing without a place for a variable at one',
    [finding('unknown-variable', 1), finding('no-manifests', null)],
    [0, 1],
  ],
])('drops %s', (_, all, kept) => {
  expect(dropConsequences(all)).toEqual(kept.map((index) => all[index]));
});
