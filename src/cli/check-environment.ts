/** What the machine brings to a run: credentials and proxies, seen without sending anything. */
import type { Check } from '../diagnostics/check.ts';
import type { Environment } from './command-context.ts';

/** Which of the variables are used; their values are shown nowhere. */
export function checkCredentials(environment: Environment): Check {
  const name = 'credentials';
  const has = (variable: string) => Boolean(environment[variable]);
  if (has('CRITEO_ACCESS_TOKEN')) {
    const also = has('CRITEO_CLIENT_SECRET') ? ', and CRITEO_CLIENT_SECRET is not' : '';
    return {
      name,
      status: 'warn',
      text: `CRITEO_ACCESS_TOKEN is used${also}; it is never renewed`,
      hint: 'Set CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET instead, for runs that may take long',
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
    hint: 'Set both, or try --sandbox; create an application on the Criteo Partners developer portal',
  };
}

/** The proxy that the environment has for this URL, without the password it may hold. */
export function checkProxy(apiUrl: string, environment: Environment): Check {
  const name = 'proxy';
  const isSecure = new URL(apiUrl).protocol === 'https:';
  const variables = isSecure ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const variable = variables.find((each) => environment[each]);
  const value = variable === undefined ? '' : (environment[variable] ?? '');
  if (variable === undefined) {
    return { name, status: 'ok', text: `${variables[1]} is not set: no proxy is used` };
  }
  const host = hostOf(value);
  if (host === null) {
    return {
      name,
      status: 'fail',
      text: `${variable} is no URL`,
      hint: 'Write it as http://HOST:PORT',
    };
  }
  const except = environment['no_proxy'] || environment['NO_PROXY'];
  const exceptions = except ? `, except for what NO_PROXY names` : '';
  return { name, status: 'ok', text: `${variable} leads through ${host}${exceptions}` };
}

function hostOf(proxy: string): string | null {
  try {
    return new URL(proxy.includes('://') ? proxy : `http://${proxy}`).host || null;
  } catch {
    return null;
  }
}
