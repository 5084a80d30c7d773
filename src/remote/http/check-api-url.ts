import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { defaultApiUrl } from '../../model/remote/default-api-url.ts';

const loopbackHost = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/u;

/** Why a URL cannot be the API's, or `null` when it can: credentials travel over https or not at all. */
export function checkApiUrl(url: string): Diagnostic | null {
  const parsed = parseUrl(url);
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    return invalid('is not an http or https URL', `Write it as ${defaultApiUrl}.`);
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return invalid(
      'contains a user name or password',
      'Give the credentials in CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET.',
    );
  }
  if (parsed.search !== '' || parsed.hash !== '') {
    return invalid('has a query or fragment', `Write it as ${defaultApiUrl}.`);
  }
  if (parsed.protocol === 'http:' && !loopbackHost.test(parsed.hostname)) {
    return invalid(
      `would send the credentials to ${parsed.hostname} unencrypted`,
      'Use https. Plain http is only for loopback hosts such as 127.0.0.1.',
    );
  }
  return null;
}

function invalid(fact: string, hint: string): Diagnostic {
  return { severity: 'error', code: 'api-url-invalid', message: `The API URL ${fact}`, hint };
}

function parseUrl(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
