/** Names an answer that did not give what was asked for, with advice. */
import { apiCodes } from '../../diagnostics/api-codes.ts';
import type { Problem } from '../../model/remote/remote.ts';
import { adviseOnVersion } from '../../platforms/find-version-warnings.ts';
import { type ApiAnswer, type ApiCall, isSuccess } from '../calls/api-call.ts';
import {
  type Advice,
  type AdviceContext,
  fixOf,
  manageHint,
  outage,
  quotaHint,
  rejectedCredentials,
} from './advise-on-problem.ts';

/** @param problem the one that gives the reason; null where the answer names none. */
export function adviseOnAnswer(
  call: ApiCall,
  answer: ApiAnswer,
  problem: Problem | null,
  context: AdviceContext,
): Advice {
  const { status } = answer;
  const { permissions, scope: bound } = context.platform;
  const scope = `${bound.label} ${context.scopeId}`;
  if (isSuccess(status)) {
    if (problem !== null) return refusedInSuccess(call, problem);
    const hint = `Check that ${context.apiUrl} is the address of the API, and not of a proxy or a login page.`;
    return { code: 'api-answer-malformed', hint };
  }
  if (status < 400) {
    const target = answer.redirectsTo ?? 'elsewhere';
    const hint = `Give the API's final address with --api-url: ${context.apiUrl} leads ${answer.redirectsTo === null ? '' : 'to '}${target}.`;
    return { code: 'api-redirected', hint };
  }
  if (status >= 500) return { code: 'api-unavailable', hint: outage };
  if (problem?.type === 'quota' && status !== 429) {
    return { code: apiCode(problem, 'api-refused'), hint: quotaHint(problem) };
  }
  const advice: Readonly<Record<number, Advice>> = {
    401: rejectedCredentials(context),
    403: {
      code: 'api-forbidden',
      hint:
        fixOf(problem) ??
        (call.effect === 'read'
          ? `Give the application the permission "${permissions.read}", or "${permissions.manage}" if it also applies, and consent for ${scope}.`
          : manageHint(context)),
    },
    404: { code: 'api-not-found', hint: adviseOnMissing(call, problem, context) },
    408: { code: 'api-timeout', hint: outage },
    410: {
      code: 'api-version-gone',
      hint: adviseOnVersion(context.versions, call.versionKey ?? 'apiVersion', context.now),
    },
    429: {
      code: 'api-rate-limited',
      hint: `${openingOf(answer, context)}Lower --rate-limit if other processes use the same application, or run them one after another.`,
    },
  };
  return advice[status] ?? refusedWithout(call, problem);
}

/** The entity is gone, or the path does not exist. */
function adviseOnMissing(
  { effect, versionKey }: ApiCall,
  problem: Problem | null,
  { platform, scopeId, apiUrl, versions, now }: AdviceContext,
): string {
  if (isAboutEntity(problem))
    return 'Plan again. Something that the plan was made from no longer exists.';
  const fix = fixOf(problem);
  if (fix !== undefined) return fix;
  // Before a write, and before a key of its own is tried, the same account was read at the same URL.
  return effect !== 'read' || versionKey !== undefined
    ? adviseOnVersion(versions, versionKey ?? 'apiVersion', now)
    : `Check ${platform.scope.label} ${scopeId} and the API versions in the project file, and the API URL ${apiUrl}.`;
}

/** What the status does not say. Of a write, the report says where to look and what the code means. */
function refusedWithout({ effect }: ApiCall, problem: Problem | null): Advice {
  const code = apiCode(problem, 'api-refused');
  const fix = effect === 'read' ? apiCodes.find((entry) => entry.code === code)?.fix : undefined;
  const hint = fix ?? (code === 'api-refused' ? askCriteo(problem) : undefined);
  return { code, ...(hint === undefined ? {} : { hint }) };
}

function refusedInSuccess(call: ApiCall, problem: Problem): Advice {
  if (call.effect === 'read') return refusedWithout(call, problem);
  return { code: apiCode(problem, 'api-refused') };
}

function askCriteo(problem: Problem | null): string {
  if (problem?.traceId) return 'Ask Criteo about it, with the trace ID.';
  const lacks = problem?.detail ? 'no trace ID' : 'no reason';
  return `Ask Criteo about it, with the path and the time of the request. The answer contains ${lacks}.`;
}

/** When the API said that it takes requests again, as a sentence; empty where it did not say. */
function openingOf({ rate }: ApiAnswer, { now }: AdviceContext): string {
  const instant = [rate.resetAt, rate.retryAt].find((each) => each !== null && each > now) ?? null;
  const date = new Date(instant ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T');
  return `Wait until ${day} ${time} UTC, when the API accepts requests again. `;
}

/** Such as `segment-not-found`: the path is right, and what is asked for is gone. */
function isAboutEntity(problem: Problem | null): boolean {
  return /^(?:segment|audience)-.*not-.*found$/u.test(problem?.code ?? '');
}

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** The API's own code if it has one. */
function apiCode(problem: Problem | null, otherwise: string): string {
  return problem !== null && problem.code !== 'unknown' && kebabCase.test(problem.code)
    ? problem.code
    : otherwise;
}
