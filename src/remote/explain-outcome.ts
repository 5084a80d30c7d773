import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Problem } from '../model/remote.ts';
import type { Platform } from '../platforms/platform.ts';
import { type ApiAnswer, type ApiCall, type CallOutcome, isSuccess } from './api-call.ts';
import type { NetworkFailure } from './explain-network-error.ts';

/** What the advice depends on. */
export interface CallContext {
  readonly platform: Platform;
  readonly scopeId: string;
  readonly apiUrl: string;
  /** Whether the run was given an access token in place of client credentials. */
  readonly hasGivenToken: boolean;
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
  const what = unreadable ? 'something that is not JSON' : outcome.status;
  const tries = outcome.tries > 1 ? ` at the last of ${outcome.tries} tries` : '';
  const message = `${subject} answered ${what}${describeProblem(problem)}${tries}`;
  return { severity: 'error', message, ...adviseOn(outcome, problem, context) };
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

function adviseOn(answer: ApiAnswer, problem: Problem | null, context: CallContext): Advice {
  const { status } = answer;
  const scope = `${context.platform.scope.label} ${context.scopeId}`;
  if (isSuccess(status)) {
    if (problem !== null) return { code: apiCode(problem, 'api-refused') };
    const hint = `Check that ${context.apiUrl} is the API and not a proxy or a login page.`;
    return { code: 'api-answer-malformed', hint };
  }
  if (status < 400) {
    const hint = `Give the API's final address with --api-url; ${context.apiUrl} leads elsewhere.`;
    return { code: 'api-redirected', hint };
  }
  if (status >= 500) return { code: 'api-unavailable', hint: outage };
  const advice: Readonly<Record<number, Advice>> = {
    401: rejectedCredentials(context),
    403: {
      code: 'api-forbidden',
      hint: `Give the application the permission "Audiences Read" to plan or "Audiences Manage" to apply, and consent for ${scope}.`,
    },
    404: {
      code: 'api-not-found',
      hint: isAboutEntity(problem)
        ? 'Plan again: what the plan was made from is no longer there.'
        : `Check ${scope} and the API versions in the project file, and the API URL ${context.apiUrl}.`,
    },
    408: { code: 'api-timeout', hint: outage },
    410: {
      code: 'api-version-gone',
      hint: 'Criteo no longer serves this API version: set a newer one in the project file, or upgrade audiencectl.',
    },
    429: {
      code: 'api-rate-limited',
      hint: 'Other processes use the same application: lower --rate-limit, or run them one after another.',
    },
  };
  return advice[status] ?? { code: apiCode(problem, 'api-refused') };
}

/**
 * What to do about a problem of a type that no manifest can mend (error types page), whatever the item or the
 * status it stands at; undefined for all other types.
 */
export function adviseOnType(
  type: Problem['type'],
  context: Pick<CallContext, 'platform' | 'scopeId' | 'hasGivenToken'>,
): string | undefined {
  switch (type) {
    case 'access-control':
    case 'authorization':
      return `Give the application the permission "Audiences Manage", and consent for ${context.platform.scope.label} ${context.scopeId}.`;
    case 'authentication':
      return rejectedCredentials(context).hint;
    case 'availability':
      return outage;
    case 'quota':
      return 'Delete what is no longer used, or ask Criteo for a higher quota.';
    default:
      return undefined;
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
