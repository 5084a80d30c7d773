import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Passes requests on, and does something at each one, before and after it is carried out. */
export async function withRelay<Result>(
  target: string,
  at: (moment: 'before' | 'after', path: string, body: string) => string | undefined,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const path = incoming.url ?? '/';
      const own = at('before', path, body.toString());
      if (own !== undefined) {
        outgoing.writeHead(400, { 'content-type': 'application/json' }).end(own);
        return;
      }
      const { method = 'GET', headers } = incoming;
      const passed = request(new URL(path, target), { method, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          at('after', path, body.toString());
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(parts));
        });
      });
      passed.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
