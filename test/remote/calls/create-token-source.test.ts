import { describe, expect, test } from '@jest/globals';
import { createTokenSource } from '../../../src/remote/calls/create-token-source.ts';

const credentials = { clientId: 'id', clientSecret: 'secret' };

/** A source whose requests are counted and whose time is set by hand. */
function aSource(lifetimeMs: number | null) {
  const state = { now: 0, requests: 0 };
  const source = createTokenSource(
    credentials,
    () => state.now,
    async () => {
      state.requests += 1;
      return { text: `token ${state.requests}`, lifetimeMs };
    },
  );
  return { state, source };
}

describe('createTokenSource', () => {
  test.each([
    ['900 s', 900_000, 839_999, 840_000],
    ['not told', null, 839_999, 840_000],
    ['30 s', 30_000, 14_999, 15_000],
  ])('renews a token of %s in time', async (_, lifetimeMs, fresh, stale) => {
    const { state, source } = aSource(lifetimeMs);
    expect(await source.current()).toBe('token 1');
    state.now = fresh;
    expect(await source.current()).toBe('token 1');
    state.now = stale;
    expect(await source.current()).toBe('token 2');
  });

  test('asks once for all that wait', async () => {
    const { state, source } = aSource(900_000);
    expect(await Promise.all([source.current(), source.current()])).toEqual(['token 1', 'token 1']);
    expect(state.requests).toBe(1);
  });

  test('discards only the token that was refused', async () => {
    const { source } = aSource(900_000);
    await source.current();
    source.discard('token 1');
    expect(await source.current()).toBe('token 2');
    source.discard('token 1');
    expect(await source.current()).toBe('token 2');
  });

  test('asks again after a failure', async () => {
    let fails = true;
    const source = createTokenSource(
      credentials,
      () => 0,
      async () => {
        if (fails) throw new Error('unavailable');
        return { text: 'token', lifetimeMs: null };
      },
    );
    await expect(source.current()).rejects.toThrow('unavailable');
    fails = false;
    expect(await source.current()).toBe('token');
  });

  test('never asks for another when one was given', async () => {
    const source = createTokenSource(
      { accessToken: 'given' },
      () => 0,
      async () => {
        throw new Error('must not be asked');
      },
    );
    source.discard('given');
    expect(await source.current()).toBe('given');
    expect(source.renewable).toBe(false);
  });
});
