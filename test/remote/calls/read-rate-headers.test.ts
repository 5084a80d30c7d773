import { describe, expect, test } from '@jest/globals';
import { readRateHeaders } from '../../../src/remote/calls/read-rate-headers.ts';

const now = 1_628_249_300_000;

describe('readRateHeaders', () => {
  test.each([
    ['epoch seconds', { 'x-ratelimit-reset': '1628249355' }, 1_628_249_355_000],
    ['a number of seconds', { 'x-ratelimit-reset': '55' }, now + 55_000],
    ['epoch milliseconds', { 'x-ratelimit-reset': '1628249355123' }, 1_628_249_355_123],
    ['nothing', {}, null],
    ['nonsense', { 'x-ratelimit-reset': 'soon' }, null],
    ['a negative number', { 'x-ratelimit-reset': '-1' }, null],
    ['an empty text', { 'x-ratelimit-reset': '' }, null],
  ])('reset as %s', (_, headers: Record<string, string>, resetAt) => {
    expect(readRateHeaders((name) => headers[name] ?? null, now).resetAt).toBe(resetAt);
  });

  test.each([
    ['seconds', '7', now + 7000],
    ['a date', new Date(now + 9000).toUTCString(), now + 9000],
    ['nonsense', 'soon', null],
    ['nothing', null, null],
  ])('retry-after as %s', (_, text, retryAt) => {
    const header = (name: string) => (name === 'retry-after' ? text : null);
    expect(readRateHeaders(header, now).retryAt).toBe(retryAt);
  });

  test('remaining', () => {
    const headers: Record<string, string> = { 'x-ratelimit-remaining': '17' };
    expect(readRateHeaders((name) => headers[name] ?? null, now)).toEqual({
      remaining: 17,
      resetAt: null,
      retryAt: null,
    });
  });
});
