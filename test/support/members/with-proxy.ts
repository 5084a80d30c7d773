import { createServer, type IncomingMessage } from 'node:http';
import type { TestProject } from '../a-project.ts';

export interface ProxiedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** An API that takes few at once, and calls a share of them invalid, in front of the sandbox. */
export async function withProxy(
  { url }: TestProject,
  {
    mostAtOnce = 50_000,
    invalidPercent = 0,
    countsNobody = false,
    answer: answerItself = () => null,
    status = 200,
  }: {
    readonly mostAtOnce?: number;
    readonly invalidPercent?: number;
    readonly countsNobody?: boolean;
    /** What is answered without asking the sandbox; null for what the sandbox answers. */
    readonly answer?: (request: ProxiedRequest) => object | null;
    /** The status of that answer. */
    readonly status?: number;
  },
  use: (env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const commas = body.toString().split('","').length;
    if (commas > mostAtOnce + 2) {
      response.writeHead(413).end();
      return;
    }
    const { method = 'GET', url: path = '' } = request;
    const own = answerItself({ method, path, body: body.toString() });
    if (own !== null) {
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ errors: [], warnings: [], ...own }));
      return;
    }
    const answer = await fetch(new URL(request.url ?? '', url), {
      method: request.method ?? 'GET',
      headers: headersOf(request),
      ...(body.length > 0 ? { body } : {}),
    });
    const told = (await answer.text()).replaceAll(
      /"nbValidIdentifiers":(\d+),"nbInvalidIdentifiers":0/gu,
      (_, count: string) => {
        if (countsNobody) return '"nbValidIdentifiers":0,"nbInvalidIdentifiers":0';
        const invalid = Math.floor((Number(count) * invalidPercent) / 100);
        return `"nbValidIdentifiers":${Number(count) - invalid},"nbInvalidIdentifiers":${invalid}`;
      },
    );
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(told);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await use({ AUDIENCECTL_API_URL: `http://127.0.0.1:${address.port}` });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const { authorization, 'content-type': type = 'application/json' } = headers;
  return { 'content-type': type, ...(authorization ? { authorization } : {}) };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
