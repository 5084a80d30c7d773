import type { FaultBudget } from '../../model/remote/create-fault-budget.ts';
import type { Problem } from '../../model/remote/remote.ts';
import { readDay } from '../answers/read-deprecation.ts';
import { watchDeprecations } from '../answers/watch-deprecations.ts';
import { withholdPeople } from '../answers/withhold-people.ts';
import { createSendRequest } from '../http/send-request.ts';
import type { RemoteSettings } from '../remote-options.ts';
import type { Redactor } from '../secrets/create-redactor.ts';
import { type ApiAnswer, type ApiCall, type CallResult, readApiAnswer } from './api-call.ts';
import type { RateBudget } from './create-rate-budget.ts';
import { hasSlept, interrupted } from './create-wait.ts';
import { readRateHeaders } from './read-rate-headers.ts';
import { isFault } from './retry-policy.ts';

/** What a request gets at least, however little is left for faults: an answer takes its time. */
const shortestTimeoutMs = 5000;

/** One try of a call: waits for the rate budget, sends, reads the answer, and reports it as an event. */
export type TryOnce = (
  call: ApiCall,
  bearer: string | null,
  request: number,
  attempt: number,
) => Promise<CallResult>;

export function createTryOnce(options: {
  readonly settings: RemoteSettings;
  readonly rate: RateBudget;
  /** Waits until the limit allows a request again. */
  readonly waitForRate: (milliseconds: number) => Promise<void>;
  readonly faults: FaultBudget;
  readonly redactor: Redactor;
  /** What the run's signal breaks off, or keeps from being sent. */
  readonly isStopped: (call: ApiCall) => boolean;
  /** Called where a request took longer than it may: the machine was asleep. */
  readonly onSleep: () => void;
}): TryOnce {
  const { settings, rate, waitForRate, faults, redactor, isStopped, onSleep } = options;
  const { clock, signal, onEvent } = settings;
  const findDeprecations = watchDeprecations(redactor);
  const send = createSendRequest({
    apiUrl: settings.apiUrl,
    environment: settings.environment ?? {},
    fetch: settings.fetch ?? null,
  });

  function limitOf({ afterFault, dispensable }: ApiCall, attempt: number, now: number): number {
    if (dispensable) return Math.min(settings.timeoutMs, dispensable.timeoutMs);
    if (attempt === 1 && !afterFault) return settings.timeoutMs;
    return Math.min(settings.timeoutMs, Math.max(shortestTimeoutMs, faults.left(now)));
  }

  function tellDeprecations(
    request: number,
    call: ApiCall,
    header: (name: string) => string | null,
    { envelope: { problems } }: ApiAnswer,
  ): void {
    for (const each of findDeprecations({ request, call, header, problems })) onEvent?.(each);
  }

  return async (call, bearer, request, attempt) => {
    const stopWhenInterrupted = () => {
      if (signal?.aborted && isStopped(call)) throw interrupted();
    };
    stopWhenInterrupted();
    const giveUpSlot = await rate.takeSlot(waitForRate);
    stopWhenInterrupted();
    await call.mayTry?.().catch((error: unknown) => {
      giveUpSlot();
      throw error;
    });
    const sentAt = clock.now();
    const timeoutMs = limitOf(call, attempt, sentAt);
    const { method, path, query = {}, body = null } = call;
    const told = call.people ? null : body;
    onEvent?.({ event: 'request', request, attempt, method, path, query, body: told });
    const result = await send({
      method,
      url: `${settings.apiUrl}${path}${encodeQuery(query)}`,
      headers: encodeHeaders(call, bearer),
      body: encodeBody(call),
      signal: (!isAwaited(call) && isStopped(call) && signal) || null,
      timeoutMs,
    }).finally(giveUpSlot);
    const milliseconds = clock.now() - sentAt;
    if (hasSlept(milliseconds, timeoutMs)) onSleep();
    const charge = () => {
      if (call.dispensable) return;
      faults.charge(sentAt, sentAt + Math.min(milliseconds, timeoutMs));
    };
    if (result.outcome !== 'answered') {
      charge();
      const sent = result.outcome === 'lost' ? 'maybe' : 'no';
      const reason = result.failure.text;
      onEvent?.({ event: 'fault', request, attempt, sent, reason, milliseconds });
      return { ...result, tries: attempt };
    }
    const answeredAt = clock.now();
    const headers = readRateHeaders(result.header, answeredAt);
    rate.observe(headers);
    const clockSkewMs = readClockSkew(result.header('date'), answeredAt);
    const holdsSecret = redactor.finds(result.text);
    const redirectsTo = redirectTarget(result.header('location'), settings.apiUrl, redactor);
    const more = { rate: headers, clockSkewMs, holdsSecret, redirectsTo };
    const read = readApiAnswer(result, more, attempt, call);
    const answer = redactAnswer(read, redactor, call.people ?? null);
    if (call.afterFault || isFault(call.effect, answer)) charge();
    const account = describeAnswer(answer, call, result.header('sunset'));
    onEvent?.({ event: 'answer', request, attempt, milliseconds, ...account });
    tellDeprecations(request, call, result.header, answer);
    return answer;
  };
}

/** The host alone: the rest of an address may hold a token. */
function redirectTarget(
  location: string | null,
  apiUrl: string,
  redactor: Redactor,
): string | null {
  if (location === null || !URL.canParse(location, apiUrl)) return null;
  const target = new URL(location, apiUrl);
  const host = redactor.redact(target.host).slice(0, 253);
  if (host === '') return null;
  return target.origin === new URL(apiUrl).origin ? `another path of ${host}` : host;
}

/** A `Date` names the second that has begun, so that its middle is the best guess. */
function readClockSkew(date: string | null, now: number): number | null {
  const instant = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(instant) ? null : now - (instant + 500);
}

function describeAnswer(
  { status, envelope, unreadable }: ApiAnswer,
  { people }: ApiCall,
  header: string | null,
) {
  const { problems } = envelope;
  // What is no row of ours may be anything.
  const rows = people ? [] : envelope.rows;
  const sunset = people && readDay(header?.trim() ?? '') === null ? null : header;
  const traceIds = problems.map(({ traceId }) => traceId).filter((traceId) => traceId !== null);
  const ids = rows.map(({ id }) => id);
  return { status, traceIds: [...new Set(traceIds)], problems, ids, unreadable, sunset };
}

/** Only what is read by people is touched: rows are data, in which a secret's letters may occur by chance. */
function redactAnswer(
  answer: ApiAnswer,
  redactor: Redactor,
  people: (() => readonly string[]) | null,
): ApiAnswer {
  const hasNone = people === null || answer.envelope.problems.length === 0;
  const withhold = hasNone ? (whole: Problem) => whole : withholdPeople(people());
  const redact = (whole: Problem): Problem => {
    const problem = withhold(whole);
    const { code, detail, traceId } = problem;
    return {
      ...problem,
      code: redactor.redact(code),
      detail: detail === null ? null : redactor.redact(detail),
      traceId: traceId === null ? null : redactor.redact(traceId),
    };
  };
  const { envelope } = answer;
  const problems = envelope.problems.map(redact);
  return { ...answer, envelope: { ...envelope, problems, errors: envelope.errors.map(redact) } };
}

function encodeQuery(query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? '' : `?${text}`;
}

function encodeHeaders(call: ApiCall, bearer: string | null): Readonly<Record<string, string>> {
  return {
    ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    ...(call.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(hasJson(call) ? { 'content-type': 'application/json' } : {}),
  };
}

function hasJson({ body, bytes }: ApiCall): boolean {
  return body !== undefined || bytes !== undefined;
}

function encodeBody(call: ApiCall): string | Uint8Array | null {
  if (call.bytes !== undefined) return call.bytes;
  if (call.form !== undefined) return new URLSearchParams(call.form).toString();
  return call.body === undefined ? null : JSON.stringify(call.body);
}

/** What a write does to the API goes on without us: its answer is worth waiting for. */
function isAwaited({ effect, isEmpty = false }: ApiCall): boolean {
  return effect !== 'read' && !isEmpty;
}
