/** Every fault of the wire and what comes of it for the token, and hosts that cannot be reached. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { createRemote } from '../../../src/remote/create-remote.ts';
import { createRemoteReader } from '../../../src/remote/create-remote-reader.ts';
import { failureOf, remoteOptions } from '../connect.ts';
import { createFakeClock } from '../fake-clock.ts';
import { type Reply, type Served, serve, tokenReply } from '../serve.ts';
import { create, page, passing, patience, problem, row } from './fault-samples.ts';

let served: Served;
afterEach(() => served.close());

describe('the token', () => {
  test.each(passing.filter(([name]) => !name.startsWith('no end')))(
    'is asked for again after: %s',
    async (_, fault) => {
      served = await serve(
        () => page,
        (_request, number) => (number < 2 ? fault : tokenReply),
      );
      const reader = createRemoteReader(remoteOptions(served, patience(fault)));
      expect(await reader.readAll('segment')).toEqual([row]);
    },
  );

  test.each<[string, Reply, RegExp]>([
    [
      'invalid_client',
      {
        status: 401,
        json: {
          error: 'invalid_client',
          error_description: 'The secret secret-of-the-test is invalid',
        },
      },
      /^credentials-rejected: POST \/oauth2\/token answered 401 \(invalid_client: The secret \[redacted\] is invalid\) \| Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET\.$/u,
    ],
    [
      '400',
      { status: 400, json: { error: 'invalid_request' } },
      /^credentials-rejected: .*answered 400 \(invalid_request\)/u,
    ],
    [
      '403 with HTML',
      { status: 403, text: '<html></html>' },
      /^credentials-rejected: .*answered 403/u,
    ],
    ['404', { status: 404 }, /^api-not-found: POST \/oauth2\/token answered 404/u],
    ['a success without a token', { json: {} }, /^api-answer-malformed: POST \/oauth2\/token /u],
    [
      'an empty token',
      { json: { access_token: '' } },
      /^api-answer-malformed: POST \/oauth2\/token /u,
    ],
  ])('fails on %s', async (_, reply, message) => {
    served = await serve(
      () => page,
      () => reply,
    );
    const remote = createRemote(remoteOptions(served));
    expect(await failureOf(remote.readAll('segment'))).toMatch(message);
    expect(await remote.write(create)).toMatchObject({ outcome: 'refused', status: null });
    expect(served.calls()).toHaveLength(0);
  });

  test('is asked for as OAuth says, once for all that wait', async () => {
    served = await serve(() => ({ json: { data: [], meta: { totalItems: 0 } } }));
    await createRemoteReader(remoteOptions(served)).readSnapshot();
    const tokens = served.received.filter(({ path }) => path === '/oauth2/token');
    expect(tokens).toHaveLength(1);
    expect(tokens[0]).toMatchObject({
      method: 'POST',
      text: 'grant_type=client_credentials&client_id=client-of-the-test&client_secret=secret-of-the-test',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    for (const call of served.calls()) {
      expect(call.headers['authorization']).toBe('Bearer token-of-the-test');
    }
  });

  test('that was given is never renewed', async () => {
    served = await serve(() => ({ status: 401, json: problem('authorization-token-expired') }));
    const options = remoteOptions(served, { credentials: { accessToken: 'given-access-token' } });
    const failure = await failureOf(createRemoteReader(options).readAll('segment'));
    expect(failure).toMatch(/^credentials-rejected: .*\| Set a new CRITEO_ACCESS_TOKEN/u);
    expect(served.received).toHaveLength(1);
  });
});

test('a host that cannot be reached is given up after three tries', async () => {
  served = await serve(() => page);
  const { url } = served;
  await served.close();
  const clock = createFakeClock();
  const failure = await failureOf(
    createRemoteReader(remoteOptions({ url }, { clock })).readAll('segment'),
  );
  expect(failure).toMatch(
    /^api-unreachable: POST \/oauth2\/token at 127\.0\.0\.1:\d+: connection refused \(ECONNREFUSED\), 3 times \| /u,
  );
  expect(clock.slept).toEqual([375, 750]);
});

test.each([
  ['a barred port', 'http://127.0.0.1:1', /^api-unreachable: .*does not allow its port/u],
  ['a name that is none', 'http://no-such-host.invalid', /^api-unreachable: .*host name/u],
])('%s is told at once', async (_, url, message) => {
  served = await serve(() => page);
  const options = remoteOptions({ url }, { credentials: { accessToken: 'given-access-token' } });
  expect(await failureOf(createRemoteReader(options).readAll('segment'))).toMatch(message);
});

test.each(['', ' ', 'two\nlines', 'schlüssel'])('the token %j is not sent', async (accessToken) => {
  served = await serve(() => page);
  const options = remoteOptions(served, { credentials: { accessToken } });
  const failure = await failureOf(createRemoteReader(options).readAll('segment'));
  expect(failure).toMatch(/^credentials-rejected: .*\| Set CRITEO_ACCESS_TOKEN/u);
  expect(failure).not.toMatch(/lines|schl/u);
  expect(served.received).toHaveLength(0);
});
