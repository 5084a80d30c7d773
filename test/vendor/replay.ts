import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { Variants } from '../../src/sandbox/variants.ts';
import type { Exchange } from './record-exchanges.ts';

/** What a sandbox of another spelling answers to the same requests: it gives the same IDs to them. */
export function replay(
  exchanges: readonly Exchange[],
  variants: Partial<Variants>,
): readonly Exchange[] {
  const sandbox = createSandbox({ settings: { variants }, behavioralSegments: 2 });
  const token = sandbox.exchange({
    method: 'POST',
    target: '/oauth2/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials&client_id=test&client_secret=test',
  });
  const headers = {
    authorization: `Bearer ${JSON.parse(token.body).access_token}`,
    'content-type': 'application/json',
  };
  return exchanges.map((exchange) => {
    const { method, path, query, body } = exchange;
    const target = `${path}?${new URLSearchParams(query)}`;
    const { status, body: answer } = sandbox.exchange({ method, target, headers, body });
    return { ...exchange, status, answer };
  });
}
