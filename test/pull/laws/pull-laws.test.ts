/** Over random projects in every style of YAML, judged by code that shares nothing with the product. */
import { describe, expect, test } from '@jest/globals';
import { stride } from '../../support/stride.ts';
import { judgePull } from './judge-pull.ts';
import { pullWorld, type WorldTrait } from './pull-world.ts';

/** What `THOROUGH=1` tries. */
const worlds = 400;

const kinds: readonly (readonly [string, readonly WorldTrait[]])[] = [
  ['edits of values that are the entries’ own', ['plain']],
  ['edits of values that are shared', []],
  ['names that change in the UI, in chains and in turns', ['rename']],
  ['edits in git and in the UI since an earlier commit', ['base']],
  ['entities made and deleted in the UI', ['new', 'gone']],
  ['all of it at once', ['base', 'rename', 'new', 'gone', 'all']],
];

describe.each(kinds)('after a pull of %s', (_, traits) => {
  test('the plan is empty, all other bytes stay, and nothing is silent', () => {
    let taken = 0;
    for (let seed = 1; seed <= worlds; seed += stride(80)) {
      const verdict = judgePull(pullWorld(seed, traits));
      expect({ seed, problems: verdict.problems }).toEqual({ seed, problems: [] });
      taken += verdict.taken;
    }
    expect(taken).toBeGreaterThan(2);
  });
});

test('what is the entry’s own is taken, but where a comment would be lost', () => {
  let [taken, left] = [0, 0];
  for (let seed = 1_001; seed <= 1_000 + worlds; seed += stride(80)) {
    const verdict = judgePull(pullWorld(seed, ['plain']));
    taken += verdict.taken;
    left += verdict.leftFreely.length;
  }
  expect(left / taken).toBeLessThan(0.05);
});
