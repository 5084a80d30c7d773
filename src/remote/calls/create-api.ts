/** The API under its rules: token, rate, retries. Endpoints are rows on it. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { explainResult, explainTokenResult } from '../answers/explain-result.ts';
import { explainSecret } from '../answers/explain-secret.ts';
import { isRefused } from '../answers/is-refused.ts';
import type { RemoteSettings } from '../remote-options.ts';
import { createPageLimit, type PageLimit } from '../search/create-page-limit.ts';
import { versionsInUse } from '../write-version.ts';
import { type ApiAnswer, type ApiCall, type CallResult, isSuccess } from './api-call.ts';
import { type Caller, createCaller } from './create-caller.ts';
import { createTokenSource, isToken, type Token } from './create-token-source.ts';

export interface Api extends Caller {
  readonly settings: RemoteSettings;
  /** Of searches. */
  readonly pages: PageLimit;
  /** Sends a reading call. @throws DiagnosticError unless the answer is a success that refuses nothing. */
  read(call: Omit<ApiCall, 'effect'>): Promise<ApiAnswer>;
  /** The same where errors may concern some of what is asked for and leave the rest good. */
  readPart(call: Omit<ApiCall, 'effect'>): Promise<ApiAnswer>;
  /** What the result of a call means for the user. */
  explain(call: ApiCall, result: CallResult): DiagnosticError;
}

/**
 * @param isStopped the calls that the signal stops; waits it always ends, and what waits with them.
 */
export function createApi(settings: RemoteSettings, isStopped: (call: ApiCall) => boolean): Api {
  const { apiUrl, clock, credentials, platform, redactor, scopeId } = settings;
  const hasGivenToken = 'accessToken' in credentials;
  const credentialSuffix = credentials.suffix;
  const contextNow = () => ({
    ...{
      platform,
      scopeId,
      apiUrl,
      hasGivenToken,
      credentialSuffix,
      versions: versionsInUse(settings),
    },
    now: clock.now(),
  });
  redactor.add('accessToken' in credentials ? credentials.accessToken : credentials.clientSecret);
  const tokens =
    settings.sharing?.tokensOf(settings, requestToken) ??
    createTokenSource(credentials, () => clock.now(), requestToken);
  const { call, patience } = createCaller(settings, tokens, isStopped);

  async function read(row: Omit<ApiCall, 'effect'>): Promise<ApiAnswer> {
    const answer = await readPart(row);
    if (!isRefused(answer.envelope)) return answer;
    throw explain({ ...row, effect: 'read' }, answer);
  }

  async function readPart(row: Omit<ApiCall, 'effect'>): Promise<ApiAnswer> {
    const reading: ApiCall = { ...row, effect: 'read' };
    const result = await call(reading);
    if (result.outcome === 'answered' && isSuccess(result.status) && result.json !== null) {
      if (!result.holdsSecret) return result;
      throw new DiagnosticError([explainSecret(reading, result.json, redactor)]);
    }
    throw explain(reading, result);
  }

  function explain(call: ApiCall, result: CallResult): DiagnosticError {
    if (result.outcome === 'lost' && result.error) return result.error;
    return new DiagnosticError([explainResult(call, result, contextNow())]);
  }

  async function requestToken(clientId: string, clientSecret: string): Promise<Token> {
    const request: ApiCall = {
      method: 'POST',
      path: '/oauth2/token',
      form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
      effect: 'read',
    };
    const result = await call(request);
    const text = result.outcome === 'answered' ? result.json?.['access_token'] : undefined;
    if (result.outcome === 'answered' && isSuccess(result.status) && isToken(text)) {
      redactor.add(text);
      return { text, lifetimeMs: readLifetime(result.json?.['expires_in']) };
    }
    throw new DiagnosticError([explainTokenResult(request, result, contextNow())]);
  }

  const pages = createPageLimit(platform.pageSize);
  return { settings, patience, pages, call, read, readPart, explain };
}

/** Seconds, as a number or in digits, into milliseconds. */
function readLifetime(seconds: unknown): number | null {
  const number = typeof seconds === 'string' && seconds !== '' ? Number(seconds) : seconds;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number * 1000 : null;
}
