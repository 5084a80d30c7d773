/** Over random projects with rules and people, in every style of YAML. */
import { expect, test } from '@jest/globals';
import { stride } from '../../support/stride.ts';
import { judgeRename } from './judge-rename.ts';

test.each([
  ['the entries’ own', false],
  ['shared', true],
])('where values are %s: one update, all references follow, all other bytes stay', (_, sharing) => {
  let done = 0;
  let refused = 0;
  for (let seed = 1; seed <= 600; seed += stride(75)) {
    const { problems, isRefused } = judgeRename(seed, sharing);
    expect({ seed, problems }).toEqual({ seed, problems: [] });
    if (isRefused) refused += 1;
    else done += 1;
  }
  expect(done).toBeGreaterThan(2 * refused);
});
