import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Problem } from '../../model/remote/remote.ts';
import { oneLine } from '../../model/text/one-line.ts';
import { type ApiAnswer, type ApiCall, type CallResult, isSuccess } from '../calls/api-call.ts';
import type { NetworkFailure } from '../http/explain-network-error.ts';
import { adviseOnAnswer } from './advise-on-answer.ts';
import { type AdviceContext, outage, rejectedCredentials } from './advise-on-problem.ts';
import { isRefused } from './is-refused.ts';

/** Why a call failed, in one line, and what to do. */
export function explainResult(
  call: ApiCall,
  result: CallResult,
  context: AdviceContext,
): Diagnostic {
  const subject = `${call.method} ${call.path}`;
  if (result.outcome !== 'answered') {
    return explainFailure(subject, result.failure, result.tries, context);
  }
  const { envelope } = result;
  const problem = tellingProblem(envelope.problems);
  const unreadable = result.unreadable && isSuccess(result.status);
  const said = result.lacksBody ? `${result.status} without a body` : result.status;
  const odd = result.isOtherJson ? 'JSON that is not an object' : 'something that is not JSON';
  const what = unreadable ? odd : (oddProblems(result, problem) ?? said);
  const tries = result.tries > 1 ? ` at the last of ${result.tries} tries` : '';
  const message = `${subject} answered ${what}${describeProblem(problem)}${tries}`;
  return { severity: 'error', message, ...adviseOnAnswer(call, result, problem, context) };
}

/** For a success that names no problem, but whose answer cannot be relied on. */
function oddProblems({ status, envelope }: ApiAnswer, problem: Problem | null): string | null {
  if (problem !== null || !isSuccess(status) || !isRefused(envelope)) return null;
  return `${envelope.hasOddErrors ? 'errors' : 'warnings'} that are not a list of problems`;
}

/** The same for the token endpoint, which answers bad credentials with 400, 401 or 403 alike. */
export function explainTokenResult(
  call: ApiCall,
  result: CallResult,
  context: AdviceContext,
): Diagnostic {
  const found = explainResult(call, result, context);
  const isRejected = result.outcome === 'answered' && [400, 401, 403].includes(result.status);
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

function explainFailure(
  subject: string,
  failure: NetworkFailure,
  tries: number,
  context: AdviceContext,
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
      return found('interrupted', `${subject} was interrupted`, 'Run the same command again.');
    case 'timeout':
      return found('api-timeout', `${at}: ${failure.text}${after}`, outage);
    case 'certificate':
      return found(
        'api-unreachable',
        `${at}: ${failure.text}`,
        'Check --api-url. To trust another certificate authority, set NODE_EXTRA_CA_CERTS.',
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
