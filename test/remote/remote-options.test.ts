import { expect, test } from '@jest/globals';
import { fillRemoteOptions } from '../../src/remote/remote-options.ts';
import { remoteOptions } from './connect.ts';

test.each([
  [{}, { faultWaitMs: 45_000, timeoutMs: 30_000, requestsPerMinute: 250, rateWindowMs: 60_000 }],
  [{ faultWaitMs: 12_000 }, { faultWaitMs: 12_000, timeoutMs: 12_000 }],
  [{ faultWaitMs: 100 }, { faultWaitMs: 100, timeoutMs: 5000 }],
  [{ faultWaitMs: 100, timeoutMs: 20_000 }, { timeoutMs: 20_000 }],
  [{ apiUrl: 'https://gateway.example/criteo/' }, { apiUrl: 'https://gateway.example/criteo' }],
])('%j is filled in', (given, filled) => {
  const { timeoutMs: _, ...options } = remoteOptions({ url: 'https://api.test' });
  expect(fillRemoteOptions({ ...options, ...given })).toMatchObject(filled);
});
