import { describe, expect, test } from '@jest/globals';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import { readAnswer } from '../../src/remote/api-call.ts';
import { checkClock, checkDeprecations, checkRateLimit } from '../../src/remote/check-answers.ts';
import type { DeprecationEvent } from '../../src/remote/remote-event.ts';
import { fillRemoteOptions } from '../../src/remote/remote-options.ts';

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

test('a version that will end is named with its end, and with what to do', () => {
  const event: DeprecationEvent = {
    event: 'deprecation',
    ...{ request: 1, version: '2026-01', since: null, code: null, text: null },
    ...{ endpoint: 'POST retail-media/accounts/{id}/audiences/search', sunset: '2027-01-31' },
  };
  const settings = fillRemoteOptions({
    ...{ platform: platformNamed('retail-media'), scopeId: '1', apiUrl: 'http://127.0.0.1' },
    ...{ apiVersion: '2026-01', audienceApiVersion: 'experimental' },
    ...{ credentials: { accessToken: 'test' }, random: () => 0 },
    clock: { now: () => Date.parse('2026-11-29'), sleep: async () => {} },
  });
  expect(checkDeprecations([event], settings)).toEqual([
    {
      ...{ name: 'api-version', status: 'warn' },
      text: 'Criteo has deprecated POST audiences/search of version 2026-01, and serves it until 2027-01-31',
      hint: 'Set apiVersion: 2026-07 in the project file.',
    },
  ]);
});
