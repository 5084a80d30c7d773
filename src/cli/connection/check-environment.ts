/** What the machine brings to a run: credentials and proxies, seen without sending anything. */

import type { Check } from '../../diagnostics/check.ts';
import { findProxy, findVariable } from '../../remote/http/find-proxy.ts';
import type { Environment } from '../process/command-context.ts';

/** Which of the variables are used; their values are shown nowhere. */
export function checkCredentials(environment: Environment): Check {
  const name = 'credentials';
  const has = (variable: string) => Boolean(environment[variable]);
  if (has('CRITEO_ACCESS_TOKEN')) {
    const also = has('CRITEO_CLIENT_SECRET') ? ', but CRITEO_CLIENT_SECRET is not' : '';
    return {
      name,
      status: 'warn',
      text: `CRITEO_ACCESS_TOKEN is used${also}; it is never renewed`,
      hint: 'For long runs, set CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET instead.',
    };
  }
  const missing = ['CRITEO_CLIENT_ID', 'CRITEO_CLIENT_SECRET'].filter((each) => !has(each));
  if (missing.length === 0) {
    return { name, status: 'ok', text: 'CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET are set' };
  }
  return {
    name,
    status: 'fail',
    text: `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set`,
    hint: 'Set both, or try --sandbox. To get them, create an application on the Criteo Partners developer portal.',
  };
}

/** The proxy that the environment has for this URL, without the password it may hold. */
export function checkProxy(apiUrl: string, environment: Environment): Check {
  const name = 'proxy';
  const proxy = findProxy(apiUrl, environment);
  if (proxy === null) {
    const variable = new URL(apiUrl).protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
    return { name, status: 'ok', text: `${variable} is not set: no proxy is used` };
  }
  const { variable, address } = proxy;
  if (address === null) {
    const hint = 'Write it as http://HOST:PORT.';
    return { name, status: 'fail', text: `${variable} is not a URL`, hint };
  }
  const exceptions =
    findVariable(environment, 'no_proxy') === null ? '' : `, except for hosts in NO_PROXY`;
  const text = `${variable} sends requests through ${new URL(address).host}${exceptions}`;
  return { name, status: 'ok', text };
}
