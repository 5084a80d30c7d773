/** What the machine brings to a run: credentials and proxies, seen without sending anything. */

import type { Check } from '../../diagnostics/check.ts';
import { credentialVariables } from '../../model/remote/credential-variables.ts';
import { findProxy, findVariable } from '../../remote/http/find-proxy.ts';
import type { Environment } from '../process/command-context.ts';

/**
 * Which of the variables are used; their values are shown nowhere.
 *
 * @param suffix `credentials` of the project file.
 */
export function checkCredentials(environment: Environment, suffix?: string): Check {
  const name = 'credentials';
  const { id, secret, token } = credentialVariables(suffix);
  const has = (variable: string) => Boolean(environment[variable]);
  if (has(token)) {
    const also = has(secret) ? `, but ${secret} is not` : '';
    return {
      name,
      status: 'warn',
      text: `${token} is used${also}; it is never renewed`,
      hint: `For long runs, set ${id} and ${secret} instead.`,
    };
  }
  const missing = [id, secret].filter((each) => !has(each));
  if (missing.length === 0) {
    return { name, status: 'ok', text: `${id} and ${secret} are set` };
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
