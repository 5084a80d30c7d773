import { apiCodes } from '../../diagnostics/api-codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Problem } from '../../model/remote/remote.ts';
import { adviseOnVersion, type VersionsInUse } from '../../platforms/find-version-warnings.ts';
import type { Platform } from '../../platforms/platform.ts';
import { type ApiAnswer, type ApiCall, type CallOutcome, isSuccess } from '../calls/api-call.ts';
import type { NetworkFailure } from '../http/explain-network-error.ts';

/** What the advice depends on. */
export interface CallContext {
  readonly platform: Platform;
  readonly scopeId: string;
  readonly apiUrl: string;
  readonly versions: VersionsInUse;
  /** Whether the run was given an access token in place of client credentials. */
  readonly hasGivenToken: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const longestDetail = 300;
const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** Why a call did not give what it was made for, in one line, and what to do. */
export function explainOutcome(
  call: ApiCall,
  outcome: CallOutcome,
  context: CallContext,
): Diagnostic {
  const subject = `${call.method} ${call.path}`;
  if (outcome.outcome !== 'answered') {
    return explainFailure(subject, outcome.failure, outcome.tries, context);
  }
  const problem = tellingProblem(outcome.envelope.problems);
  const unreadable = outcome.unreadable && isSuccess(outcome.status);
  const said = outcome.lacksBody ? `${outcome.status} without a body` : outcome.status;
  const odd = outcome.isOtherJson ? 'JSON that is no object' : 'something that is not JSON';
  const what = unreadable ? odd : said;
  const tries = outcome.tries > 1 ? ` at the last of ${outcome.tries} tries` : '';
  const message = `${subject} answered ${what}${describeProblem(problem)}${tries}`;
  return { severity: 'error', message, ...adviseOn(call, outcome, problem, context) };
}

/** The same for the token endpoint, which answers bad credentials with 400, 401 or 403 alike. */
export function explainTokenOutcome(
  call: ApiCall,
  outcome: CallOutcome,
  context: CallContext,
): Diagnostic {
  const found = explainOutcome(call, outcome, context);
  const isRejected = outcome.outcome === 'answered' && [400, 401, 403].includes(outcome.status);
  return isRejected ? { ...found, ...rejectedCredentials(context) } : found;
}

/** A problem in words: ` (name-must-be-unique: …; trace 1f2e)`. */
function describeProblem(problem: Problem | null): string {
  if (problem === null) return '';
  const detail = problem.detail === null ? '' : `: ${oneLine(problem.detail)}`;
  const trace = problem.traceId === null ? '' : `; trace ${oneLine(problem.traceId)}`;
  return ` (${oneLine(problem.code)}${detail}${trace})`;
}

function tellingProblem(problems: readonly Problem[]): Problem | null {
  return problems.find((problem) => !problem.deprecation) ?? null;
}

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > longestDetail ? `${line.slice(0, longestDetail)}…` : line;
}

const outage = 'Wait until the API works again, or let the run wait longer with --timeout.';

interface Advice {
  readonly code: string;
  readonly hint?: string;
}

function adviseOn(
  call: ApiCall,
  answer: ApiAnswer,
  problem: Problem | null,
  context: CallContext,
): Advice {
  const { status } = answer;
  const { permissions, scope: bound } = context.platform;
  const scope = `${bound.label} ${context.scopeId}`;
  if (isSuccess(status)) {
    if (problem !== null) return refusedInSuccess(call, problem);
    const hint = `Check that ${context.apiUrl} is the API and not a proxy or a login page.`;
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
          ? `Give the application the permission "${permissions.read}", or "${permissions.manage}" where it also applies, and consent for ${scope}.`
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
      hint: `${openingOf(answer, context)}Perhaps other processes use the same application: lower --rate-limit, or run them one after another.`,
    },
  };
  return advice[status] ?? refusedWithout(call, problem);
}

/** What is asked for is gone, or the path is not there. */
function adviseOnMissing(
  { effect, versionKey }: ApiCall,
  problem: Problem | null,
  { platform, scopeId, apiUrl, versions, now }: CallContext,
): string {
  if (isAboutEntity(problem)) return 'Plan again: what the plan was made from is no longer there.';
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
  if (problem?.traceId) return 'Ask Criteo, with the trace ID.';
  const lacks = problem?.detail ? 'no trace ID' : 'no reason';
  return `Ask Criteo, with the path and the time of the request: the answer holds ${lacks}.`;
}

/** When the API said that it takes requests again, as a sentence; empty where it did not say. */
function openingOf({ rate }: ApiAnswer, { now }: CallContext): string {
  const instant = [rate.resetAt, rate.retryAt].find((each) => each !== null && each > now) ?? null;
  const date = new Date(instant ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T');
  return `Wait until ${day} ${time} UTC, when the API takes requests again. `;
}

/** What the account or the advertiser lacks is no matter of a manifest, whatever type the API gives it. */
const accountCodes = /^(?:account-|audiences-limit-)/u;

/** The catalogue's words on a code that says more than the status it stands at. */
function fixOf(problem: Problem | null): string | undefined {
  const entry = apiCodes.find(({ code }) => code === problem?.code);
  const isPrecise =
    entry?.code === 'insufficient-advertiser-permissions' ||
    (entry?.group !== 'API: access and requests' && entry?.group !== 'API: types of problems');
  return isPrecise ? entry?.fix : undefined;
}

function quotaHint(problem: Pick<Problem, 'code'>): string {
  const entry = apiCodes.find(({ code }) => code === problem.code);
  return entry !== undefined && accountCodes.test(entry.code)
    ? entry.fix
    : 'Delete segments and audiences that are no longer used, or ask Criteo for a higher quota.';
}

function manageHint({ platform, scopeId }: Pick<CallContext, 'platform' | 'scopeId'>): string {
  return `Give the application the permission "${platform.permissions.manage}", and consent for ${platform.scope.label} ${scopeId}.`;
}

/**
 * What to do about a problem that no manifest can mend, by its type (error types page) and its code, whatever the
 * item or the status it stands at; undefined for all others.
 */
export function adviseOnProblem(
  problem: Problem,
  context: Pick<CallContext, 'platform' | 'scopeId' | 'hasGivenToken'>,
): string | undefined {
  switch (problem.type) {
    case 'access-control':
    case 'authorization':
      // A retailer stands in a manifest: the report says where.
      if (problem.code.startsWith('retailer-')) return undefined;
      return fixOf(problem) ?? manageHint(context);
    case 'authentication':
      return rejectedCredentials(context).hint;
    case 'availability':
      return outage;
    case 'quota':
      return quotaHint(problem);
    default:
      return accountCodes.test(problem.code) ? fixOf(problem) : undefined;
  }
}

/** Such as `segment-not-found`: the path is right, and what is asked for is gone. */
function isAboutEntity(problem: Problem | null): boolean {
  return /^(?:segment|audience)-.*not-.*found$/u.test(problem?.code ?? '');
}

function rejectedCredentials(context: Pick<CallContext, 'hasGivenToken'>): Advice {
  return {
    code: 'credentials-rejected',
    hint: context.hasGivenToken
      ? 'Set a fresh CRITEO_ACCESS_TOKEN, which is never renewed, or CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET.'
      : 'Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET.',
  };
}

/** The API's own code wherever it has one. */
function apiCode(problem: Problem | null, otherwise: string): string {
  return problem !== null && problem.code !== 'unknown' && kebabCase.test(problem.code)
    ? problem.code
    : otherwise;
}

function explainFailure(
  subject: string,
  failure: NetworkFailure,
  tries: number,
  context: CallContext,
): Diagnostic {
  const after = tries > 1 ? `, ${tries} times` : '';
  const at = `${subject} at ${new URL(context.apiUrl).host}`;
  const found = (code: string, message: string, hint: string): Diagnostic => ({
    severity: 'error',
    code,
    message,
    hint,
  });
  switch (failure.reason) {
    case 'interrupted':
      return found(
        'interrupted',
        `${subject} was interrupted`,
        'Run the same command again; nothing is done twice.',
      );
    case 'timeout':
      return found('api-timeout', `${at}: ${failure.text}${after}`, outage);
    case 'certificate':
      return found(
        'api-unreachable',
        `${at}: ${failure.text}`,
        'Check --api-url; a certificate authority of your own is given with NODE_EXTRA_CA_CERTS.',
      );
    case 'proxy':
      return found(
        'api-unreachable',
        `${at}: ${failure.text}`,
        'Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.',
      );
    case 'network':
      return found(
        'api-unreachable',
        `${at}: ${failure.text}${after}`,
        'Check the network, --api-url and the proxy variables.',
      );
  }
}
