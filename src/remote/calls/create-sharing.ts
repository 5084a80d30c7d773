/** What remotes of one process share, so that many projects keep to the limit of their application. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Credentials } from '../credentials.ts';
import { createLimit, type Limit, type LimitSettings } from './create-limit.ts';
import { createTokenSource, type TokenSource } from './create-token-source.ts';

interface SharedSettings extends LimitSettings {
  readonly apiUrl: string;
  readonly credentials: Credentials;
}

type RequestToken = Parameters<typeof createTokenSource>[2];

/** Credentials are never mixed: each set of them has a limit and a token of its own. */
export interface RemoteSharing {
  /** One for an address and an application, or a given token. */
  limitOf(settings: SharedSettings): Limit;
  /** One for an address and a set of credentials. `request` asks for the token if this remote is the first. */
  tokensOf(settings: SharedSettings, request: RequestToken): TokenSource;
}

/** A source, and the remote that asks for its next token. */
interface SharedTokens {
  readonly source: TokenSource;
  request: RequestToken;
  /** Credentials that were rejected are not tried again for every project. */
  rejection: DiagnosticError | null;
}

export function createRemoteSharing(): RemoteSharing {
  const limits = new Map<string, Limit>();
  const tokens = new Map<string, SharedTokens>();

  function sharedTokens({ credentials, clock }: SharedSettings, first: RequestToken): SharedTokens {
    const request: RequestToken = async (clientId, clientSecret) => {
      if (shared.rejection !== null) throw shared.rejection;
      try {
        return await shared.request(clientId, clientSecret);
      } catch (error) {
        if (isRejection(error)) shared.rejection = error;
        throw error;
      }
    };
    const source = createTokenSource(credentials, () => clock.now(), request);
    const shared: SharedTokens = { source, request: first, rejection: null };
    return shared;
  }

  return {
    limitOf: (settings) => {
      const { apiUrl, credentials } = settings;
      const application =
        'accessToken' in credentials ? ['token', credentials.accessToken] : [credentials.clientId];
      return getOrMake(limits, [apiUrl, ...application], () => createLimit(settings));
    },
    tokensOf: (settings, request) => {
      const { apiUrl, credentials } = settings;
      const key = [apiUrl, ...Object.entries(credentials).sort().flat()];
      const shared = getOrMake(tokens, key, () => sharedTokens(settings, request));
      const ask = () => {
        shared.request = request;
        return shared.source.current();
      };
      // What another remote could not get, because its time for faults is over, this one may get.
      const current = () =>
        ask().catch((error) => (isRejection(error) ? Promise.reject(error) : ask()));
      return { ...shared.source, current };
    },
  };
}

function isRejection(error: unknown): error is DiagnosticError {
  return (
    error instanceof DiagnosticError &&
    error.diagnostics.some(({ code }) => code === 'credentials-rejected')
  );
}

function getOrMake<Value>(
  known: Map<string, Value>,
  parts: readonly string[],
  make: () => Value,
): Value {
  const key = JSON.stringify(parts);
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
