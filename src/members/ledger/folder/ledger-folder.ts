import { join } from 'node:path';
import { defaultApiUrl } from '../../../model/remote/default-api-url.ts';

const realHost = new URL(defaultApiUrl).hostname;

/**
 * Where the ledgers of one API are. A list of a sandbox may have the ID of a real one, when it was
 * started from a snapshot of it, so the lists of each host are kept apart.
 * @param base `--ledger`, or `.audiencectl/ledger` of the project.
 * @param apiUrl null for the sandbox inside this process.
 */
export function ledgerFolder(base: string, apiUrl: string | null): string {
  if (apiUrl === null) return join(base, 'sandbox');
  const { hostname } = new URL(apiUrl);
  return hostname === realHost ? base : join(base, hostname.replace(/[^\w.-]/gu, '_'));
}
