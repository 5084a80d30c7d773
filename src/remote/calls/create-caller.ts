/** Sends calls, and again where that is safe and of use: the token, the rate limit and the waits for faults. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { createFaultBudget } from '../../model/remote/create-fault-budget.ts';
import type { Patience } from '../../model/remote/remote.ts';
import type { RemoteSettings } from '../remote-options.ts';
import { type ApiAnswer, type ApiCall, type CallResult, isSuccess } from './api-call.ts';
import { createLimit } from './create-limit.ts';
import type { TokenSource } from './create-token-source.ts';
import { createTryOnce } from './create-try-once.ts';
import { createWait } from './create-wait.ts';
import { believedWait } from './read-rate-headers.ts';
import { backoffMs, faultOf, isUnknown, isWorthRetrying } from './retry-policy.ts';

export interface Caller {
  /** What the run may still wait for faults. */
  readonly patience: Patience;
  /** @throws DiagnosticError only when it was not sent at all, or never arrived: no token, or interrupted. */
  call(call: ApiCall): Promise<CallResult>;
}

/** Of a call that little depends on: two waits of about a second. */
const optionalTries = 3;

/** What a call has had already. */
interface CallState {
  renewed: boolean;
  /** A try of it may have been carried out. */
  isDoubtful: boolean;
}

interface Tried {
  readonly result: CallResult;
  /** It is tried again at no cost: the token was an old one, or the machine slept. */
  readonly isFree: boolean;
}

/**
 * @param isStopped the calls that the signal stops; waits it always ends, and what waits with them.
 */
export function createCaller(
  settings: RemoteSettings,
  tokens: TokenSource,
  isStopped: (call: ApiCall) => boolean,
): Caller {
  const { clock, random, redactor } = settings;
  // What was on its way is lost then, and connections that were kept alive are dead: no fault of the API.
  let slept = false;
  const onSleep = () => {
    slept = true;
  };
  const wait = createWait(settings, onSleep);
  const faults = createFaultBudget(settings.faultWaitMs);
  const { rate, windows } = settings.sharing?.limitOf(settings) ?? createLimit(settings);
  const waitForRate = (milliseconds: number) => wait('rate-limit', milliseconds);
  const tryOnce = createTryOnce({
    ...{ settings, rate, waitForRate, faults, redactor, isStopped, onSleep },
  });
  let calls = 0;
  let contacted = false;
  // What the API asked for with a 503 (RFC 9110, section 10.2.3). Reads find out meanwhile what became of writes.
  let noWritesBefore = Number.NEGATIVE_INFINITY;

  async function call(call: ApiCall): Promise<CallResult> {
    calls += 1;
    const request = calls;
    const state: CallState = { renewed: false, isDoubtful: false };
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (attempt === 1 && call.effect !== 'read') await waitUntilAvailable();
        const tried = await tryWithToken(call, request, attempt, state);
        if (isThrough(call, tried.result)) windows.reset();
        if (!(await goesOn(call, tried, attempt, state))) return markDoubt(tried.result, state);
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
    { result, isFree }: Tried,
    attempt: number,
    state: CallState,
  ): Promise<boolean> {
    state.isDoubtful ||= call.effect !== 'read' && isUnknown(result);
    if (isFree) return true;
    if (attempt >= (call.dispensable?.tries ?? Number.POSITIVE_INFINITY)) return false;
    if (!isWorthRetrying(call.effect, result, contacted)) return false;
    if (call.isOptional && attempt >= optionalTries) return false;
    return waitToRetry(result, attempt);
  }

  async function tryWithToken(
    call: ApiCall,
    request: number,
    attempt: number,
    state: CallState,
  ): Promise<Tried> {
    const bearer = needsToken(call) ? await tokens.current() : null;
    const hadSlept = slept;
    const result = await tryOnce(call, bearer, request, attempt);
    if (result.outcome === 'answered') {
      contacted = true;
      slept = false;
      holdWritesBack(result);
      const isOld = bearer !== null && !state.renewed && tokens.renewable && result.status === 401;
      if (!isOld) return { result, isFree: false };
      state.renewed = true;
      tokens.discard(bearer);
      return { result, isFree: true };
    }
    const isFree = slept && isWorthRetrying(call.effect, result, true);
    // Of two troubles in a row, the second is that of a dead connection.
    if (isFree && hadSlept) slept = false;
    return { result: hadSlept || slept ? { ...result, afterSleep: true } : result, isFree };
  }

  /** False when the run has no time left for faults. */
  async function waitToRetry(result: CallResult, attempt: number): Promise<boolean> {
    const now = clock.now();
    const backoff = backoffMs(attempt, random());
    const rated = result.outcome === 'answered' ? result : null;
    const isRate = rated?.status === 429;
    const told =
      rated && believedWait([isRate ? rated.rate.resetAt : null, rated.rate.retryAt], now);
    if (isRate && told !== null && windows.take(now, told)) {
      // The limit is the application's, so no call is sent before the pause is over.
      rate.pauseUntil(Math.max(now + backoff, windows.end() + random() * 500));
      return true;
    }
    const granted = faults.take(now, Math.max(backoff, told ?? 0));
    if (granted <= 0) return false;
    if (isRate) rate.pauseUntil(now + granted);
    else await wait('fault', granted, faultOf(result), attempt + 1);
    return true;
  }

  const patience: Patience = {
    isSpent: () => faults.left(clock.now()) <= 0,
    wait: async (milliseconds) => {
      if (settings.signal?.aborted) return false;
      const granted = faults.take(clock.now(), milliseconds);
      if (granted <= 0) return false;
      try {
        await wait('fault', granted, 'the API did not confirm a change');
      } catch (error) {
        if (!settings.signal?.aborted) throw error;
      }
      return !settings.signal?.aborted;
    },
  };

  return { patience, call };
}

function markDoubt(result: CallResult, { isDoubtful }: CallState): CallResult {
  return isDoubtful ? { ...result, isDoubtful } : result;
}

/**
 * An earlier try may have arrived, and then a token was missing, or the run was interrupted.
 * @throws the error where none has.
 */
function notSentAgain(error: unknown, tries: number, { isDoubtful }: CallState): CallResult {
  if (!isDoubtful || !(error instanceof DiagnosticError)) throw error;
  const failure = { reason: 'network', text: 'not sent again', early: false } as const;
  return { outcome: 'lost', failure, error, tries, isDoubtful };
}

/** Token requests have none yet. */
function needsToken({ form, isPublic }: ApiCall): boolean {
  return form === undefined && isPublic !== true;
}

/** The API took a request in; tokens have no limit. */
function isThrough({ form }: ApiCall, result: CallResult): boolean {
  return form === undefined && result.outcome === 'answered' && isSuccess(result.status);
}
