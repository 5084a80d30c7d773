import type { Sandbox } from './sandbox.ts';

/**
 * Serves the sandbox to code that takes a function instead of `fetch`.
 * @throws TypeError when a fault resets the connection, as `fetch` does. Slow answers are not slow here.
 */
export async function handleRequest(sandbox: Sandbox, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const response = sandbox.exchange({
    method: request.method,
    target: `${url.pathname}${url.search}`,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  });
  if (response.connection === 'reset') throw new TypeError('fetch failed');
  const body = response.connection === 'cut' ? brokenStream(response.body) : response.body;
  // A status such as 204 may not come with a body, not even an empty one.
  return new Response(response.body === '' ? null : body, {
    status: response.status,
    headers: response.headers,
  });
}

function brokenStream(text: string): ReadableStream<Uint8Array> {
  const half = new TextEncoder().encode(text.slice(0, Math.floor(text.length / 2)));
  return new ReadableStream({
    pull(controller) {
      if (half.length > 0) controller.enqueue(half);
      controller.error(new TypeError('terminated'));
    },
  });
}
