/** One try of one request: the only file that touches the network. */
import ky, { type KyInstance } from 'ky';
import { createProxyFetch } from './create-proxy-fetch.ts';
import { explainNetworkError, type NetworkFailure } from './explain-network-error.ts';
import { readBody, unlessAborted } from './read-body.ts';

interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  /** Aborts the request, in any state. */
  readonly signal: AbortSignal | null;
  /** The longest that it may take, its body included. */
  readonly timeoutMs: number;
}

/** As it came over the wire. */
interface HttpAnswer {
  readonly outcome: 'answered';
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly text: string;
}

export type NoAnswer =
  /** The request certainly did not reach the API. */
  | { readonly outcome: 'not-sent'; readonly failure: NetworkFailure }
  /** The request may have reached the API, or did, and its answer did not arrive whole. */
  | { readonly outcome: 'lost'; readonly failure: NetworkFailure };

export type SendRequest = (request: HttpRequest) => Promise<HttpAnswer | NoAnswer>;

/**
 * ky's own retries and time-outs stay off. Whether a request may be sent again depends on what it
 * does and on what the run has waited for already, which ky cannot know; and its time-out ends
 * with the headers, while a body can hang too. Redirects are not followed, for a POST would arrive
 * as a GET.
 */
export function createSendRequest(options: {
  readonly apiUrl: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Stands in for the built-in one. */
  readonly fetch: ((request: Request) => Promise<Response>) | null;
}): SendRequest {
  let client: Promise<Client> | undefined;
  return async (request) => {
    client ??= createClient(options);
    return sendOnce(await client, request);
  };
}

interface Client {
  readonly ky: KyInstance;
  readonly fetch: typeof globalThis.fetch;
}

async function createClient({
  apiUrl,
  environment,
  fetch,
}: Parameters<typeof createSendRequest>[0]): Promise<Client> {
  const ownFetch: typeof globalThis.fetch | null =
    fetch === null
      ? await createProxyFetch(apiUrl, environment)
      : (input, init) => fetch(new Request(input, init));
  const client = ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: 'manual',
  });
  return { ky: client, fetch: ownFetch ?? globalThis.fetch };
}

async function sendOnce(client: Client, request: HttpRequest): Promise<HttpAnswer | NoAnswer> {
  const deadline = startDeadline(request.timeoutMs, request.signal);
  let answered: HttpAnswer | null = null;
  try {
    const { body } = request;
    const answer = client.ky(request.url, {
      method: request.method,
      headers: { accept: 'application/json', ...request.headers },
      // ky copies the request for its retries, and a body of megabytes with it.
      fetch: (input, init) => client.fetch(input, body === null ? init : { ...init, body }),
      signal: deadline.signal,
    });
    const response = await unlessAborted(answer, deadline.signal);
    const header = (name: string) => response.headers.get(name);
    answered = { outcome: 'answered', status: response.status, header, text: '' };
    return { ...answered, text: await readBody(response, deadline.signal) };
  } catch (error) {
    // A refusal stands whether or not its body arrives.
    if (answered !== null && answered.status >= 300) return answered;
    const failure = explainNetworkError(error, deadline.ended());
    return { outcome: answered === null && failure.early ? 'not-sent' : 'lost', failure };
  } finally {
    deadline.clear();
  }
}

/** Time is counted in parts, since a machine that slept through one has not waited for an answer. */
const deadlinePartMs = 1000;

/** A signal that fires after a time or with another signal, and remembers which it was. */
function startDeadline(timeoutMs: number, outer: AbortSignal | null) {
  const controller = new AbortController();
  let ended: 'timeout' | 'interrupted' | null = null;
  const end = (why: 'timeout' | 'interrupted') => {
    ended ??= why;
    controller.abort();
  };
  const interrupt = () => end('interrupted');
  let timer: NodeJS.Timeout;
  const count = (left: number) => {
    const part = Math.min(left, deadlinePartMs);
    timer = setTimeout(() => (left > part ? count(left - part) : end('timeout')), part);
  };
  count(timeoutMs);
  if (outer?.aborted) interrupt();
  outer?.addEventListener('abort', interrupt, { once: true });
  return {
    signal: controller.signal,
    ended: () => ended,
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', interrupt);
    },
  };
}
