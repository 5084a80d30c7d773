import { expect, test } from '@jest/globals';
import { stride } from '../../support/stride.ts';
import { judgeWeeks } from './judge-weeks.ts';

test('edit, pull, merge, apply, for six weeks: git and the UI never drift apart', () => {
  for (let seed = 1; seed <= 100; seed += stride(50)) {
    expect({ seed, problems: judgeWeeks(seed, 6) }).toEqual({ seed, problems: [] });
  }
});
