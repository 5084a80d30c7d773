import { createServer, request as forward, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createRemote } from '../../../src/remote/create-remote.ts';
import { createRemoteReader } from '../../../src/remote/create-remote-reader.ts';
import { failureOf, remoteOptions } from '../connect.ts';
import { type Served, serve } from '../serve.ts';

const row = { id: '1', attributes: { name: 'CRM' } };
const credentials = { accessToken: 'given-access-token' };

/** A proxy that knows both ways, sends everything to one port, and tells what it was asked for. */
async function serveProxy(port: number, refusal: string | null = null) {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const { pathname, search } = new URL(incoming.url ?? '');
    const { method, headers } = incoming;
    const onward = forward({ port, path: `${pathname}${search}`, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (incoming, client: Socket) => {
    asked.push(`CONNECT ${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`.trim());
    if (refusal !== null) {
      client.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
      return;
    }
    const onward = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(client).pipe(onward);
    });
    for (const socket of [onward, client]) socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { host: `127.0.0.1:${own}`, asked, close };
}

let served: Served;
let proxy: Awaited<ReturnType<typeof serveProxy>>;

afterEach(async () => {
  await proxy.close();
  await served.close();
});

async function start(refusal: string | null = null) {
  served = await serve(() => ({ json: { data: [row], meta: { totalItems: 1 } } }));
  proxy = await serveProxy(Number(new URL(served.url).port), refusal);
}

describe('a proxy of the environment', () => {
  test.each([
    ['HTTP_PROXY', (host: string) => `http://${host}`],
    ['http_proxy', (host: string) => `http://${host}`],
    ['HTTP_PROXY', (host: string) => host],
  ])('%s is used for http', async (name, write) => {
    await start();
    const environment = { [name]: write(proxy.host), HTTPS_PROXY: 'http://127.0.0.1:1' };
    const options = remoteOptions({ url: 'http://api.test' }, { credentials, environment });
    const remote = createRemote(options);
    expect(await remote.readAll('segment')).toEqual([row]);
    const answer = await remote.write({ kind: 'segment', verb: 'update', items: [row] });
    expect(answer).toMatchObject({ outcome: 'answered', rows: [row] });
    const path = '/2026-07/retail-media/accounts/625702934721171442/audience-segments';
    expect(proxy.asked).toEqual([
      `POST http://api.test${path}/search?limit=500&offset=0`,
      `PATCH http://api.test${path}`,
    ]);
    expect(served.calls()[1]).toMatchObject({
      json: { data: [row] },
      headers: { authorization: 'Bearer given-access-token', 'content-type': 'application/json' },
    });
  });

  test.each([
    ['HTTPS_PROXY', 'user:pass%21@', 'CONNECT api.test:443 Basic dXNlcjpwYXNzIQ=='],
    ['https_proxy', '', 'CONNECT api.test:443'],
  ])('%s opens a tunnel for https', async (name, login, asked) => {
    await start('403 Forbidden');
    const environment = {
      [name]: `http://${login}${proxy.host}`,
      HTTP_PROXY: 'http://127.0.0.1:1',
    };
    const options = remoteOptions({ url: 'https://api.test' }, { credentials, environment });
    const failure = await failureOf(createRemoteReader(options).readAll('segment'));
    expect(failure).toMatch(
      /^api-unreachable: POST \S+ at api\.test: the proxy refused.* \| .*HTTPS_PROXY/u,
    );
    expect(failure).not.toContain('pass');
    expect(proxy.asked).toEqual([asked]);
  });

  test.each([
    ['NO_PROXY', '127.0.0.1'],
    ['no_proxy', '*'],
    ['NO_PROXY', 'example.com, 127.0.0.1'],
  ])('is left aside for hosts in %s=%s', async (name, value) => {
    await start();
    const environment = { HTTP_PROXY: `http://${proxy.host}`, [name]: value };
    const reader = createRemoteReader(remoteOptions(served, { environment }));
    expect(await reader.readAll('segment')).toEqual([row]);
    expect(proxy.asked).toEqual([]);
  });

  test('for https alone is not used for http', async () => {
    await start();
    const environment = { HTTPS_PROXY: `http://${proxy.host}`, HTTP_PROXY: '' };
    const reader = createRemoteReader(remoteOptions(served, { environment }));
    expect(await reader.readAll('segment')).toEqual([row]);
    expect(proxy.asked).toEqual([]);
  });
});
