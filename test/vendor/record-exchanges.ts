/** A server between the program and its remote, which passes everything on and keeps the bytes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly hasToken: boolean;
  readonly status: number;
  readonly answer: string;
}

export interface Recorder {
  readonly url: string;
  /** Without the token's. */
  readonly exchanges: readonly Exchange[];
  readonly close: () => Promise<void>;
}

export interface Stand {
  readonly status?: number;
  readonly text: string;
}

/** @param standIn what is answered in place of the remote. */
export async function recordExchanges(
  remote: string,
  standIn: (path: string) => Stand | undefined = () => undefined,
): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = 'GET', url = '/' } = request;
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const { pathname, searchParams } = new URL(url, remote);
    const stand = standIn(pathname);
    const answered = stand
      ? new Response(stand.text, { status: stand.status ?? 200 })
      : await fetch(`${remote}${url}`, {
          method,
          headers: Object.entries(headers).map(([name, value]): [string, string] => [
            name,
            `${value}`,
          ]),
          ...(body === '' ? {} : { body }),
        });
    const answer = await answered.text();
    if (pathname !== '/oauth2/token') {
      const query = Object.fromEntries(searchParams);
      const hasToken = headers.authorization !== undefined;
      const { status } = answered;
      exchanges.push({ method, path: pathname, query, body, hasToken, status, answer });
    }
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${isListening(address) ? address.port : 0}`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isListening(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
