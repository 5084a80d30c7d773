import type { JsonObject } from '../json.ts';
import type { PlainRequest } from './exchange.ts';
import type { TokenOffice } from './tokens.ts';

/**
 * POST /oauth2/token, client credentials. Its errors have the OAuth shape, not the API's envelope.
 * `refresh_token` is always there, as null: one of the vendor's SDKs reads it.
 */
export function answerTokenRequest(
  request: PlainRequest,
  office: TokenOffice,
  lifetimeSeconds: number,
  now: number,
): { readonly status: number; readonly body: JsonObject } {
  const form = new URLSearchParams(request.body);
  const [basicId = '', basicSecret = ''] = readBasic(request.headers['authorization']);
  const clientId = form.get('client_id') ?? basicId;
  const secret = form.get('client_secret') ?? basicSecret;
  if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    return failure(400, 'invalid_request', 'The token request must be form-encoded.');
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return failure(400, 'unsupported_grant_type', 'Only client_credentials is supported.');
  }
  if (clientId.trim() === '' || secret.trim() === '') {
    return failure(401, 'invalid_client', 'The client ID or the client secret is missing.');
  }
  return {
    status: 200,
    body: {
      access_token: office.issue(clientId, now),
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      refresh_token: null,
    },
  };
}

function failure(
  status: number,
  error: string,
  description: string,
): { readonly status: number; readonly body: JsonObject } {
  return { status, body: { error, error_description: description } };
}

function readBasic(authorization: string | undefined): readonly string[] {
  const [scheme = '', text = ''] = (authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'basic') return [];
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? [decoded] : [decoded.slice(0, colon), decoded.slice(colon + 1)];
}
