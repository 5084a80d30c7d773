import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { credentialVariables } from '../../model/remote/credential-variables.ts';
import type { Credentials } from '../credentials.ts';

/** Renewal comes this long before the end of a token, as waits for the rate limit may lie between. */
const renewalMarginMs = 60_000;
/** What Criteo's tokens last (authentication guide), for an answer that does not say. */
const usualLifetimeMs = 900_000;

export interface Token {
  readonly text: string;
  readonly lifetimeMs: number | null;
}

export interface TokenSource {
  /** False for a given access token, of which there is never another. */
  readonly renewable: boolean;
  /** A token that lasts a while; asked for once, however many callers wait. */
  current(): Promise<string>;
  /** Forgets a token that the API refused, unless a newer one has taken its place. */
  discard(text: string): void;
}

/** Whether a text is valid in the Authorization header: visible ASCII, and not empty. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && /^[!-~]+$/u.test(text);
}

/** Sent as it is, it would end in an error of the HTTP client's that shows it. */
function unusableToken({ suffix }: Credentials): Diagnostic {
  return {
    severity: 'error',
    code: 'credentials-rejected',
    message: 'The access token is empty or contains characters that a token cannot have',
    hint: `Set ${credentialVariables(suffix).token} to the token only, on one line.`,
  };
}

/**
 * @param request asks the token endpoint; its error is handed to everyone who waits.
 */
export function createTokenSource(
  credentials: Credentials,
  now: () => number,
  request: (clientId: string, clientSecret: string) => Promise<Token>,
): TokenSource {
  if ('accessToken' in credentials) {
    const accessToken = credentials.accessToken.trim();
    const current = async () => {
      if (isToken(accessToken)) return accessToken;
      throw new DiagnosticError([unusableToken(credentials)]);
    };
    return { renewable: false, current, discard: () => {} };
  }
  const { clientId, clientSecret } = credentials;
  let held: { readonly text: string; readonly renewAt: number } | null = null;
  let pending: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const askedAt = now();
    const token = await request(clientId, clientSecret);
    const lifetimeMs = token.lifetimeMs ?? usualLifetimeMs;
    // A token that hardly outlives the margin would otherwise be renewed for every request.
    const margin = Math.min(renewalMarginMs, lifetimeMs / 2);
    held = { text: token.text, renewAt: askedAt + lifetimeMs - margin };
    return token.text;
  }

  return {
    renewable: true,
    current: async () => {
      if (held !== null && now() < held.renewAt) return held.text;
      pending ??= renew().finally(() => {
        pending = null;
      });
      return pending;
    },
    discard: (text) => {
      if (held?.text === text) held = null;
    },
  };
}
