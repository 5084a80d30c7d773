import { describe, expect, test } from '@jest/globals';
import { readAnswer } from '../../src/remote/api-call.ts';
import { checkClock, checkRateLimit, checkSunsets } from '../../src/remote/check-answers.ts';

const anAnswer = (clockSkewMs: number | null, remaining: number | null = null) =>
  readAnswer(
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
  [null, 'ok', 'no answer tells'],
])('a clock that is %d ms ahead: %s', (skew, status, words) => {
  expect(checkClock([anAnswer(skew)])).toMatchObject({
    status,
    text: expect.stringContaining(words),
  });
});

describe('the rate limit', () => {
  test.each([
    [24, 'warn'],
    [25, 'ok'],
  ])('%d requests left: %s', (remaining, status) => {
    expect(checkRateLimit([anAnswer(0, 250), anAnswer(0, remaining)], 1000)).toMatchObject({
      status,
      text: `${remaining} requests are left to this application for the next 30 s`,
    });
  });
});

test('a version that will end is named with its end', () => {
  expect(checkSunsets(new Map([['/2025-01/x', 'Sat, 31 Jan 2026 00:00:00 GMT']]))).toMatchObject([
    { status: 'warn', text: '/2025-01/x is served until Sat, 31 Jan 2026 00:00:00 GMT' },
  ]);
});
