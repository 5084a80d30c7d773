import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { findProxy, findVariable } from './find-proxy.ts';

/**
 * A fetch that goes through the proxy of the environment, or `null` when there is none for this
 * URL. Node reads these variables by itself from version 24 on, and only when asked to. undici is
 * loaded only here, because most runs do not need it.
 *
 * @param environment the process's variables; lower-case names win, as in curl.
 * @throws DiagnosticError `proxy-invalid` where the variable holds no address; it may hold a password, so
 *   that nothing of it is shown.
 */
export async function createProxyFetch(
  apiUrl: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<typeof fetch | null> {
  const isSecure = new URL(apiUrl).protocol === 'https:';
  const proxy = findProxy(apiUrl, environment);
  if (proxy === null) return null;
  const proxyUrl = proxy.address ?? refuse(proxy.variable);
  const { EnvHttpProxyAgent, fetch: fetchThrough } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: isSecure ? '' : proxyUrl,
    httpsProxy: isSecure ? proxyUrl : '',
    noProxy: findVariable(environment, 'no_proxy')?.value ?? '',
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
    const hasNoBody = answer.status === 204 || answer.status === 205 || answer.status === 304;
    return new Response(hasNoBody ? null : answer.body, {
      status: answer.status,
      headers: [...answer.headers],
    });
  };
}

function refuse(variable: string): never {
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'proxy-invalid',
      message: `${variable} is not the address of a proxy`,
      hint: 'Write it as http://HOST:PORT, with special characters of a password encoded (a blank is %20), or unset it.',
    },
  ]);
}
