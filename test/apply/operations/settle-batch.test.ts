import { expect, test } from '@jest/globals';
import { reasonOf } from '../../../src/apply/operations/settle-batch.ts';
import type { Problem, WriteAnswer } from '../../../src/model/remote/remote.ts';

const problem: Problem = {
  ...{ code: 'name-must-not-be-empty', detail: null, traceId: null },
  ...{ index: 0, deprecation: false },
};

test.each<[WriteAnswer, string]>([
  // It names the first item, and so it is no reason of another one.
  [{ outcome: 'answered', rows: [], problems: [problem], hasBody: true }, 'not-carried-out'],
  [{ outcome: 'unknown', problems: [{ ...problem, code: 'api-timeout' }] }, 'api-timeout'],
  [{ outcome: 'unknown', problems: [] }, 'not-carried-out'],
])('the reason of an item without a problem: %#', (answer, code) => {
  expect(reasonOf({ problems: [] }, answer)).toMatchObject({ code });
});
