/** The API under its rules: token, rate, retries. Endpoints are rows on it. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { createFaultBudget } from '../../model/remote/create-fault-budget.ts';
import type { Patience } from '../../model/remote/remote.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { explainOutcome, explainTokenOutcome } from '../answers/explain-outcome.ts';
import { isRefused } from '../answers/is-refused.ts';
import type { RemoteSettings } from '../remote-options.ts';
import { createPageLimit, type PageLimit } from '../search/create-page-limit.ts';
import type { Redactor } from '../secrets/create-redactor.ts';
import { versionsInUse } from '../write-version.ts';
import {
  type ApiAnswer,
  type ApiCall,
  type CallOutcome,
  isConclusive,
  isSuccess,
} from './api-call.ts';
import { createRateBudget } from './create-rate-budget.ts';
import { createTokenSource, isToken, type Token } from './create-token-source.ts';
import { createTryOnce } from './create-try-once.ts';
import { createWait } from './create-wait.ts';
import { believedWait, longestBelievedMs } from './read-rate-headers.ts';
import { backoffMs, isWorthRetrying } from './retry-policy.ts';

export interface Api {
  readonly settings: RemoteSettings;
  /** What the run may still wait for faults. */
  readonly patience: Patience;
  /** Of searches. */
  readonly pages: PageLimit;
  /**
   * Sends a call, and again where that is safe and of use. Throws only when it was not sent at
   * all, or never arrived: no token, or interrupted.
   */
  call(call: ApiCall): Promise<CallOutcome>;
  /** Sends a reading call. @throws DiagnosticError unless the answer is a success that refuses nothing. */
  read(call: Omit<ApiCall, 'effect'>): Promise<ApiAnswer>;
  /** The same where errors may concern some of what is asked for and leave the rest good. */
  readPart(call: Omit<ApiCall, 'effect'>): Promise<ApiAnswer>;
  /** What an outcome means for the user. */
  explain(call: ApiCall, outcome: CallOutcome): DiagnosticError;
}

/**
 * Windows of the rate limit that a run may wait for in a row, all of its calls together, with nothing done in
 * between; what is refused beyond that is a fault.
 */
const freeWindows = 2;

/** Of a call that little depends on: two waits of about a second. */
const optionalTries = 3;

/** What a call has had already. */
interface CallState {
  renewed: boolean;
  /** A try of it may have been carried out. */
  isDoubtful: boolean;
}

interface Tried {
  readonly outcome: CallOutcome;
  /** It is to be tried again at no cost: the token was an old one, or the machine slept. */
  readonly isFree: boolean;
}

/**
 * @param isStopped the calls that the signal stops; waits it always ends, and what waits with them.
 */
export function createApi(settings: RemoteSettings, isStopped: (call: ApiCall) => boolean): Api {
  const { apiUrl, clock, credentials, platform, random, scopeId } = settings;
  const hasGivenToken = 'accessToken' in credentials;
  const contextNow = () => ({
    ...{ platform, scopeId, apiUrl, hasGivenToken, versions: versionsInUse(settings) },
    now: clock.now(),
  });
  // What was on its way is lost then, and connections that were kept alive are dead: no fault of the API.
  let slept = false;
  const onSleep = () => {
    slept = true;
  };
  const wait = createWait(settings, onSleep);
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
  const tryOnce = createTryOnce({ settings, rate, faults, redactor, isStopped, onSleep });
  // What was refused before a window's end belongs to that window, however many calls it met.
  const windows = { inARow: 0, until: Number.NEGATIVE_INFINITY };
  let calls = 0;
  let contacted = false;
  // What the API asked for with a 503 (RFC 9110, section 10.2.3). Reads find out meanwhile what became of writes.
  let noWritesBefore = Number.NEGATIVE_INFINITY;

  async function call(call: ApiCall): Promise<CallOutcome> {
    calls += 1;
    const request = calls;
    const state: CallState = { renewed: false, isDoubtful: false };
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (attempt === 1 && call.effect !== 'read') await waitUntilAvailable();
        const tried = await tryWithToken(call, request, attempt, state);
        if (isThrough(call, tried)) windows.inARow = 0;
        if (!(await goesOn(call, tried, attempt, state))) return markDoubt(tried.outcome, state);
      } catch (error) {
        return notSentAgain(error, attempt, state);
      }
    }
  }

  function holdWritesBack({ status, rate: { retryAt } }: ApiAnswer): void {
    const now = clock.now();
    const told = status === 503 ? believedWait([retryAt], now) : null;
    if (told !== null) noWritesBefore = Math.max(noWritesBefore, now + told);
  }

  /** Waits at the cost of the time for faults, and no longer than there is of it. */
  async function waitUntilAvailable(): Promise<void> {
    const now = clock.now();
    if (noWritesBefore <= now) return;
    const granted = faults.take(now, noWritesBefore - now);
    if (granted > 0) await wait('fault', granted, 'the API answered 503 and asked to wait');
  }

  /** Whether it is sent again, after the wait that this takes. */
  async function goesOn(
    call: ApiCall,
    { outcome, isFree }: Tried,
    attempt: number,
    state: CallState,
  ): Promise<boolean> {
    state.isDoubtful ||= call.effect !== 'read' && isUnknown(outcome);
    if (isFree) return true;
    if (attempt >= (call.dispensable?.tries ?? Number.POSITIVE_INFINITY)) return false;
    if (!isWorthRetrying(call.effect, outcome, contacted)) return false;
    if (call.isOptional && attempt >= optionalTries) return false;
    return waitToRetry(outcome, attempt);
  }

  async function tryWithToken(
    call: ApiCall,
    request: number,
    attempt: number,
    state: CallState,
  ): Promise<Tried> {
    const bearer = needsToken(call) ? await tokens.current() : null;
    const hadSlept = slept;
    const outcome = await tryOnce(call, bearer, request, attempt);
    if (outcome.outcome === 'answered') {
      contacted = true;
      slept = false;
      holdWritesBack(outcome);
      const isOld =
        bearer !== null && !state.renewed && tokens.renewable && isUnauthorized(outcome);
      if (!isOld) return { outcome, isFree: false };
      state.renewed = true;
      tokens.discard(bearer);
      return { outcome, isFree: true };
    }
    const isFree = slept && isWorthRetrying(call.effect, outcome, true);
    // Of two troubles in a row, the second is that of a dead connection.
    if (isFree && hadSlept) slept = false;
    return { outcome: hadSlept || slept ? { ...outcome, afterSleep: true } : outcome, isFree };
  }

  /** False when it is one too many. */
  function takeWindow(now: number, told: number): boolean {
    // What lies further ahead is the trace of a clock that was set back.
    if (now < windows.until && windows.until <= now + longestBelievedMs) return true;
    if (windows.inARow >= freeWindows) return false;
    windows.inARow += 1;
    windows.until = now + told;
    return true;
  }

  /** False when the run has no time left for faults. */
  async function waitToRetry(outcome: CallOutcome, attempt: number): Promise<boolean> {
    const now = clock.now();
    const backoff = backoffMs(attempt, random());
    const rated = outcome.outcome === 'answered' ? outcome : null;
    const isRate = rated?.status === 429;
    const told =
      rated && believedWait([isRate ? rated.rate.resetAt : null, rated.rate.retryAt], now);
    if (isRate && told !== null && takeWindow(now, told)) {
      // The limit is the application's, so nobody sends before the pause is over.
      rate.pauseUntil(Math.max(now + backoff, windows.until + random() * 500));
      return true;
    }
    const granted = faults.take(now, Math.max(backoff, told ?? 0));
    if (granted <= 0) return false;
    if (isRate) rate.pauseUntil(now + granted);
    else await wait('fault', granted, faultOf(outcome), attempt + 1);
    return true;
  }

  const patience: Patience = {
    isSpent: () => faults.left(clock.now()) <= 0,
    wait: async (milliseconds) => {
      if (settings.signal?.aborted) return false;
      const granted = faults.take(clock.now(), milliseconds);
      if (granted <= 0) return false;
      try {
        await wait('fault', granted, 'the API did not say what became of a change');
      } catch (error) {
        if (!settings.signal?.aborted) throw error;
      }
      return !settings.signal?.aborted;
    },
  };

  async function read(row: Omit<ApiCall, 'effect'>): Promise<ApiAnswer> {
    const answer = await readPart(row);
    if (!isRefused(answer.envelope)) return answer;
    throw explain({ ...row, effect: 'read' }, answer);
  }

  async function readPart(row: Omit<ApiCall, 'effect'>): Promise<ApiAnswer> {
    const reading: ApiCall = { ...row, effect: 'read' };
    const outcome = await call(reading);
    if (outcome.outcome === 'answered' && isSuccess(outcome.status) && outcome.json !== null) {
      if (!outcome.holdsSecret) return outcome;
      throw new DiagnosticError([explainSecret(reading, outcome.json, redactor)]);
    }
    throw explain(reading, outcome);
  }

  function explain(call: ApiCall, outcome: CallOutcome): DiagnosticError {
    if (outcome.outcome === 'lost' && outcome.error) return outcome.error;
    return new DiagnosticError([explainOutcome(call, outcome, contextNow())]);
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
    throw new DiagnosticError([explainTokenOutcome(request, outcome, contextNow())]);
  }

  const pages = createPageLimit(platform.pageSize);
  return { settings, patience, pages, call, read, readPart, explain };
}

/**
 * Names and other data are shown in parts, in which a credential could not be found any more; with
 * something taken out of them, a plan would be made of what is not there.
 */
function explainSecret(
  { method, path }: ApiCall,
  json: JsonObject,
  redactor: Pick<Redactor, 'finds'>,
): Diagnostic {
  // Other keys are the answer's own, and perhaps no envelope's.
  const part = ['data', 'errors', 'warnings', 'meta'].find((key) =>
    redactor.finds(JSON.stringify(json[key] ?? null)),
  );
  const where = part === undefined ? 'the answer' : `"${part}" of the answer`;
  return {
    severity: 'error',
    code: 'secret-in-answer',
    message: `${method} ${path} answered something that holds a credential of this run`,
    hint:
      part === 'data'
        ? 'Take it out of the entity whose text it stands in, and replace the credential.'
        : `Replace the credential, and ask Criteo why ${where} holds it.`,
  };
}

function markDoubt(outcome: CallOutcome, { isDoubtful }: CallState): CallOutcome {
  return isDoubtful ? { ...outcome, isDoubtful } : outcome;
}

/**
 * An earlier try may have arrived, and then a token was missing, or the run was interrupted.
 * @throws the error where none has.
 */
function notSentAgain(error: unknown, tries: number, { isDoubtful }: CallState): CallOutcome {
  if (!isDoubtful || !(error instanceof DiagnosticError)) throw error;
  const failure = { reason: 'network', text: 'not sent again', early: false } as const;
  return { outcome: 'lost', failure, error, tries, isDoubtful };
}

/** Why another try is needed. */
function faultOf(outcome: CallOutcome): string {
  if (outcome.outcome !== 'answered') return outcome.failure.text;
  const { status } = outcome;
  return isSuccess(status) ? 'the answer cannot be read' : `the API answered ${status}`;
}

function isUnknown(outcome: CallOutcome): boolean {
  if (outcome.outcome === 'answered') return !isConclusive(outcome);
  return outcome.outcome === 'lost';
}

/** Token requests have none yet. */
function needsToken({ form, isPublic }: ApiCall): boolean {
  return form === undefined && isPublic !== true;
}

/** The API took a request in, so that the limit is no longer in the way; tokens have none. */
function isThrough({ form }: ApiCall, { outcome }: Tried): boolean {
  return form === undefined && outcome.outcome === 'answered' && isSuccess(outcome.status);
}

function isUnauthorized(outcome: CallOutcome): boolean {
  return outcome.outcome === 'answered' && outcome.status === 401;
}

/** Seconds, as a number or in digits, into milliseconds. */
function readLifetime(seconds: unknown): number | null {
  const number = typeof seconds === 'string' && seconds !== '' ? Number(seconds) : seconds;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number * 1000 : null;
}
