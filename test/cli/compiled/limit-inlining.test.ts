import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { limitInlining } from '../../../src/cli/compiled/limit-inlining.ts';

test('a version that was never tried is left as it is', () => {
  expect(limitInlining('26.0.0')).toBe(false);
});

test('this version knows the flag, and prints nothing', () => {
  expect(limitInlining()).toBe(true);
  const flag = '--max-inlined-bytecode-size-cumulative=0';
  const { status, stderr } = spawnSync(process.execPath, [flag, '-e', '0']);
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
});
