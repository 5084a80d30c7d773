/**
 * A fetch that goes through the proxy of the environment, or `null` when there is none for this
 * URL. Node reads these variables by itself from version 24 on, and only when told to. undici is
 * loaded here alone, so that nobody else pays for it.
 *
 * @param environment the process's variables; lower-case names win, as in curl.
 */
export async function createProxyFetch(
  apiUrl: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<typeof fetch | null> {
  const isSecure = new URL(apiUrl).protocol === 'https:';
  const proxy = readVariable(environment, isSecure ? 'https_proxy' : 'http_proxy');
  if (proxy === '') return null;
  const { EnvHttpProxyAgent, fetch: fetchThrough } = await import('undici');
  const proxyUrl = proxy.includes('://') ? proxy : `http://${proxy}`;
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: isSecure ? '' : proxyUrl,
    httpsProxy: isSecure ? proxyUrl : '',
    noProxy: readVariable(environment, 'no_proxy'),
    // Plain http is forwarded as every proxy understands it, without a tunnel.
    proxyTunnel: false,
  });

  return async (input, init) => {
    // undici's fetch does not take the Request class of Node's own copy of it.
    const request = new Request(input, init);
    const body = await request.text();
    const answer = await fetchThrough(request.url, {
      method: request.method,
      headers: [...request.headers],
      redirect: 'manual',
      signal: request.signal,
      dispatcher,
      ...(body === '' ? {} : { body }),
    });
    const text = await answer.text();
    const hasNoBody = answer.status === 204 || answer.status === 205 || answer.status === 304;
    return new Response(hasNoBody ? null : text, {
      status: answer.status,
      headers: [...answer.headers],
    });
  };
}

function readVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: 'http_proxy' | 'https_proxy' | 'no_proxy',
): string {
  return environment[name] || environment[name.toUpperCase()] || '';
}
