/** The API under its rules: token, rate, retries. Endpoints are rows on it. */
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { type ApiAnswer, type ApiCall, type CallOutcome, isSuccess } from './api-call.ts';
import { createFaultBudget } from './create-fault-budget.ts';
import { createRateBudget } from './create-rate-budget.ts';
import { createTokenSource, isToken, type Token } from './create-token-source.ts';
import { createTryOnce } from './create-try-once.ts';
import { createWait } from './create-wait.ts';
import { explainOutcome, explainTokenOutcome } from './explain-outcome.ts';
import type { RemoteSettings } from './remote-options.ts';
import { backoffMs, isWorthRetrying } from './retry-policy.ts';

export interface Api {
  readonly settings: RemoteSettings;
  /**
   * Sends a call, and again where that is safe and of use. Throws only when it cannot be sent at
   * all: no token, or interrupted before the first try.
   */
  call(call: ApiCall): Promise<CallOutcome>;
  /** Sends a reading call. @throws DiagnosticError unless the answer is a success without errors. */
  read(call: Omit<ApiCall, 'effect'>): Promise<ApiAnswer>;
  /** The same where errors may concern some of what is asked for and leave the rest good. */
  readPart(call: Omit<ApiCall, 'effect'>): Promise<ApiAnswer>;
  /** What an outcome means for the user. */
  explain(call: ApiCall, outcome: CallOutcome): DiagnosticError;
}

/**
 * @param isStopped the calls that the signal stops; waits it always ends, and what waits with them.
 */
export function createApi(settings: RemoteSettings, isStopped: (call: ApiCall) => boolean): Api {
  const { apiUrl, clock, credentials, platform, random, scopeId } = settings;
  const context = { platform, scopeId, apiUrl, hasGivenToken: 'accessToken' in credentials };
  const wait = createWait(settings);
  const faults = createFaultBudget(settings.faultWaitMs);
  const rate = createRateBudget({
    limit: settings.requestsPerMinute,
    windowMs: settings.rateWindowMs,
    now: () => clock.now(),
    wait: (milliseconds) => wait('rate-limit', milliseconds),
  });
  const { redactor } = settings;
  redactor.add('accessToken' in credentials ? credentials.accessToken : credentials.clientSecret);
  const tokens = createTokenSource(credentials, () => clock.now(), requestToken);
  const tryOnce = createTryOnce({ settings, rate, faults, redactor, isStopped });
  let calls = 0;
  let contacted = false;

  async function call(call: ApiCall): Promise<CallOutcome> {
    calls += 1;
    const request = calls;
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const bearer = call.form === undefined ? await tokens.current() : null;
      const outcome = await tryOnce(call, bearer, request, attempt);
      contacted ||= outcome.outcome === 'answered';
      if (bearer !== null && !renewed && tokens.renewable && isUnauthorized(outcome)) {
        renewed = true;
        tokens.discard(bearer);
      } else if (
        !isWorthRetrying(call.effect, outcome, contacted) ||
        !(await waitToRetry(outcome, attempt))
      ) {
        return outcome;
      }
    }
  }

  /** False when the run has no time left for faults. */
  async function waitToRetry(outcome: CallOutcome, attempt: number): Promise<boolean> {
    const now = clock.now();
    const backoff = backoffMs(attempt, random());
    if (outcome.outcome === 'answered' && outcome.status === 429) {
      const resetAt = outcome.rate.resetAt;
      const isKnown = resetAt !== null && resetAt > now;
      const pause = isKnown
        ? Math.max(backoff, resetAt - now + random() * 500)
        : faults.take(now, backoff);
      // The limit is the application's, so nobody sends before the pause is over.
      rate.pauseUntil(now + pause);
      return pause > 0;
    }
    const granted = faults.take(now, backoff);
    if (granted > 0) await wait('fault', granted);
    return granted > 0;
  }

  async function read(row: Omit<ApiCall, 'effect'>): Promise<ApiAnswer> {
    const answer = await readPart(row);
    if (answer.envelope.errors.length === 0) return answer;
    throw explain({ ...row, effect: 'read' }, answer);
  }

  async function readPart(row: Omit<ApiCall, 'effect'>): Promise<ApiAnswer> {
    const reading: ApiCall = { ...row, effect: 'read' };
    const outcome = await call(reading);
    if (outcome.outcome === 'answered' && isSuccess(outcome.status) && outcome.json !== null) {
      if (!outcome.holdsSecret) return outcome;
      throw new DiagnosticError([explainSecret(reading)]);
    }
    throw explain(reading, outcome);
  }

  function explain(call: ApiCall, outcome: CallOutcome): DiagnosticError {
    return new DiagnosticError([explainOutcome(call, outcome, context)]);
  }

  async function requestToken(clientId: string, clientSecret: string): Promise<Token> {
    const request: ApiCall = {
      method: 'POST',
      path: '/oauth2/token',
      form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
      effect: 'read',
    };
    const outcome = await call(request);
    const text = outcome.outcome === 'answered' ? outcome.json?.['access_token'] : undefined;
    if (outcome.outcome === 'answered' && isSuccess(outcome.status) && isToken(text)) {
      redactor.add(text);
      return { text, lifetimeMs: readLifetime(outcome.json?.['expires_in']) };
    }
    throw new DiagnosticError([explainTokenOutcome(request, outcome, context)]);
  }

  return { settings, call, read, readPart, explain };
}

/**
 * Names and other data are shown in parts, in which a credential could not be found any more; with
 * something taken out of them, a plan would be made of what is not there.
 */
function explainSecret({ method, path }: ApiCall): Diagnostic {
  return {
    severity: 'error',
    code: 'secret-in-answer',
    message: `${method} ${path} answered data that holds a credential of this run`,
    hint: 'Take it out of the entity whose text it stands in, and replace the credential.',
  };
}

function isUnauthorized(outcome: CallOutcome): boolean {
  return outcome.outcome === 'answered' && outcome.status === 401;
}

/** Seconds, as a number or in digits, into milliseconds. */
function readLifetime(seconds: unknown): number | null {
  const number = typeof seconds === 'string' && seconds !== '' ? Number(seconds) : seconds;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number * 1000 : null;
}
