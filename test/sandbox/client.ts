/** A caller of the sandbox as small as can be: it sends what it is told and keeps the text of the answer. */
import { handleRequest } from '../../src/sandbox/handle-request.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/serve-sandbox.ts';

export const accountId = '625702934721171442';
export const retailMedia: string = `/2026-07/retail-media/accounts/${accountId}`;
export const retailMediaPreview: string = `/preview/retail-media/accounts/${accountId}`;
export const marketingSolutions = '/2026-07/marketing-solutions';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests look into answers freely.
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests find out
  readonly json: any;
}

export interface Client {
  readonly sandbox: Sandbox;
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>;
  close(): Promise<void>;
}

export const transports = ['in process', 'over HTTP'] as const;
export type Transport = (typeof transports)[number];

/** A client that already has a token. */
export async function connect(
  options: SandboxOptions = {},
  transport: Transport = 'in process',
): Promise<Client> {
  const opened = transport === 'in process' ? inProcess(options) : await overHttp(options);
  const { sandbox, fetch, close } = opened;
  const token = await takeToken(fetch);
  return {
    sandbox,
    close,
    send: async (method, path, body, headers = {}) =>
      read(
        await fetch(path, {
          method,
          headers: {
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined
            ? {}
            : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      ),
  };
}

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

function inProcess(options: SandboxOptions) {
  const sandbox = createSandbox(options);
  const fetch: Fetch = (path, init) =>
    handleRequest(sandbox, new Request(`http://sandbox.test${path}`, init));
  return { sandbox, fetch, close: async () => {} };
}

async function overHttp({ document: _document, ...options }: SandboxOptions) {
  const served = await serveSandbox({ port: 0, options });
  const request: Fetch = (path, init) => fetch(`${served.url}${path}`, init);
  return { sandbox: served.sandbox, fetch: request, close: () => served.close() };
}

export const credentials: string = new URLSearchParams({
  grant_type: 'client_credentials',
  client_id: 'tester',
  client_secret: 'not-a-secret',
}).toString();

async function takeToken(fetch: Fetch): Promise<string | null> {
  const response = await fetch('/oauth2/token', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: credentials,
  });
  return (await read(response)).json?.access_token ?? null;
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Items of a bulk request. */
export function bulk(...items: readonly unknown[]): { readonly data: readonly unknown[] } {
  return { data: items };
}

export function created(attributes: object): object {
  return { attributes };
}

export const everything = { data: { attributes: {} } };

/** Codes of every problem in an answer, wherever they stand. */
export function codesOf(reply: Reply): readonly string[] {
  return [...(reply.json?.errors ?? []), ...(reply.json?.warnings ?? [])].map(({ code }) => code);
}

export const aContactList = {
  name: 'CRM users',
  retailerId: '1234',
  contactList: { identifierType: 'Email' },
};

export const anEventSegment = {
  name: 'Shoe viewers',
  retailerId: '1234',
  events: { shopperActivity: 'View', lookbackDays: 'Last30Days' },
};

/** Creates entities and gives back their IDs. */
export async function createAll(
  client: Client,
  path: string,
  ...entities: readonly object[]
): Promise<readonly string[]> {
  const reply = await client.send('POST', `${path}/create`, bulk(...entities.map(created)));
  if (reply.json?.data?.length !== entities.length) throw new Error(reply.text);
  return reply.json.data.map(({ id }: { id: string }) => id);
}
