import { describe, expect, test } from '@jest/globals';
import { checkClock, checkRateLimit } from '../../../src/remote/answers/check-answers.ts';
import { readApiAnswer } from '../../../src/remote/calls/api-call.ts';

const anAnswer = (clockSkewMs: number | null, remaining: number | null = null) =>
  readApiAnswer(
    { status: 200, text: '{}' },
    {
      rate: { remaining, resetAt: remaining === null ? null : 31_000, retryAt: null },
      clockSkewMs,
      holdsSecret: false,
      redirectsTo: null,
    },
    1,
  );

test.each([
  [0, 'ok', 'agrees'],
  [-29_000, 'ok', 'agrees'],
  [95_400, 'warn', '95 s ahead of'],
  [-3_600_000, 'warn', '3600 s behind'],
  [null, 'ok', 'no answer contains'],
])('a clock that is %d ms ahead: %s', (skew, status, words) => {
  expect(checkClock([anAnswer(skew)])).toMatchObject({
    status,
    text: expect.stringContaining(words),
  });
});

describe('the rate limit', () => {
  test.each([
    [24, 1000, 'warn', '24 requests are left to this application for the next 30 s'],
    [25, 1000, 'ok', '25 requests are left to this application for the next 30 s'],
    [1, 30_500, 'warn', '1 request is left to this application for the next 1 s'],
    [0, 31_000, 'warn', '0 requests are left to this application'],
    [3, 40_000, 'warn', '3 requests are left to this application'],
  ])('%d requests left at %d: %s', (remaining, now, status, text) => {
    const answers = [anAnswer(0, 250), anAnswer(0, remaining)];
    expect(checkRateLimit(answers, now)).toMatchObject({ status, text });
  });
});
