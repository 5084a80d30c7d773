/** The API with answers that nobody meant. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { createDice, type Dice } from './create-dice.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { type Json, mutateValue } from './mutate-value.ts';

export interface FuzzedApi {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const statuses = [200, 200, 200, 201, 204, 206, 301, 400, 401, 403, 404, 409, 410, 413, 500, 503];

/** Headers that tell nothing about waiting: a run that is told to wait does, for longer than a fuzz has. */
const oddHeaders: readonly (readonly [string, string])[] = [
  ['content-type', 'text/html'],
  ['date', 'yesterday'],
  ['date', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['sunset', '\u00e9'.repeat(50)],
  ['sunset', 'never'],
  ['deprecation', '@0'],
  ['x-ratelimit-remaining', 'NaN'],
  ['retry-after', '-1'],
  ['location', 'http://127.0.0.1:1/'],
  ['set-cookie', 'a=b'],
];

/**
 * @param data a data file of the sandbox, to begin with.
 * @param share how many of the answers are changed.
 * @param seed what becomes of an answer hangs on it and on the request alone: requests come in any order.
 */
export async function serveFuzzedApi(
  data: string,
  share: number,
  seed: number,
): Promise<FuzzedApi> {
  const asked = new Map<string, number>();
  const sandbox = createSandbox({ document: JSON.parse(data), behavioralSegments: 3 });
  const server = createServer(async (request, response) => {
    const text = await readText(request);
    const question = `${request.method} ${request.url} ${text}`;
    const times = asked.get(question) ?? 0;
    asked.set(question, times + 1);
    const dice = createDice(hash(`${seed} ${times} ${question}`));
    const { status, headers, body } = sandbox.exchange({
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: text,
    });
    const isToken = request.url === '/oauth2/token';
    if (!dice.chance(isToken ? share / 5 : share)) {
      response.writeHead(status, headers).end(body);
      return;
    }
    if (dice.chance(0.03)) {
      response.socket?.resetAndDestroy();
      return;
    }
    const odd = dice.chance(0.2) ? Object.fromEntries([dice.pick(oddHeaders)]) : {};
    response.writeHead(dice.chance(0.2) ? dice.pick(statuses) : status, { ...headers, ...odd });
    response.end(mutateBody(body, dice));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function mutateBody(body: string, dice: Dice): Buffer | string {
  if (body === '' || dice.chance(0.2)) return mutateBytes(Buffer.from(body), dice);
  const value: Json = JSON.parse(body);
  return JSON.stringify(mutateValue(value, dice));
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE();
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
