/** A tiny API for tests: a handler says what each request gets, and everything is remembered. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: unknown;
}

export type Reply =
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Closes the connection without an answer, after half of one, or never answers. */
  | 'reset'
  | 'truncate'
  | 'hang'
  | 'hang-in-body';

export interface Served {
  readonly url: string;
  readonly received: readonly Received[];
  /** The requests without those for a token. */
  readonly calls: () => readonly Received[];
  readonly close: () => Promise<void>;
}

export type Handler = (request: Received, number: number) => Reply | Promise<Reply>;

export const tokenReply: Reply = {
  json: { access_token: 'token-of-the-test', token_type: 'bearer', expires_in: '900' },
};

/** Answers the token endpoint by itself unless `token` does; `handle` gets the rest, numbered from 0. */
export async function serve(handle: Handler, token: Handler = () => tokenReply): Promise<Served> {
  const received: Received[] = [];
  const isToken = (request: Received) => request.path === '/oauth2/token';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', async () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const text = Buffer.concat(chunks).toString();
      const entry: Received = {
        method: request.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        text,
        json: parse(text),
      };
      const number = received.filter((each) => isToken(each) === isToken(entry)).length;
      received.push(entry);
      answer(response, await (isToken(entry) ? token : handle)(entry, number));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    calls: () => received.filter((each) => !isToken(each)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'hang') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (reply === 'truncate' || reply === 'hang-in-body') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"data":[', () => {
      if (reply === 'truncate') response.destroy();
    });
    return;
  }
  const body = reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
  response.writeHead(reply.status ?? 200, {
    'content-type': 'application/json',
    ...reply.headers,
  });
  response.end(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
