/**
 * Whether the API takes writes at every endpoint that a run will use, asked before its first write: a run that
 * creates segments and then finds that audiences cannot be written would stop half-way.
 */

import type { Kind } from '../model/entity.ts';
import { requestLevelStatuses } from '../model/remote/refusal-statuses.ts';
import type { Problem, RemoteWriter, WriteAnswer, WriteRequest } from '../model/remote/remote.ts';
import { oneLine } from '../model/text/one-line.ts';
import type { Operation } from '../plan/order/operation.ts';
import { scheduleOperations } from '../plan/order/schedule-operations.ts';
import type { PlanProject, Refusal } from '../schema/generated/plan.ts';
import { isNotFound } from './answers/judge-problems.ts';

/** Where bulk requests of one kind and one verb go. */
type Endpoint = Pick<WriteRequest, 'kind' | 'verb'>;

/**
 * The status of an answer that would meet every request to the endpoint, from this application or at this version; null
 * for any other answer. An entity that is gone is another matter.
 */
export function requestLevelStatus(answer: WriteAnswer, kind: Kind): number | null {
  if (answer.problems.some((problem) => isNotFound(problem, kind))) return null;
  const status = answer.outcome === 'refused' ? answer.status : statusOfFault(answer);
  return status !== null && requestLevelStatuses.has(status) ? status : null;
}

/** A fault of the server may say that it never serves such requests. */
function statusOfFault({ outcome, problems }: WriteAnswer): number | null {
  if (outcome !== 'unknown') return null;
  return problems.find(({ status }) => status !== undefined)?.status ?? null;
}

/**
 * The endpoints that a run writes to, in the order of their first requests. A kind has one version, so
 * that kind and verb identify them. Lists are filled elsewhere.
 */
export function listEndpoints(operations: readonly Operation[]): readonly Endpoint[] {
  const written = endpointsIn(operations);
  // The order costs a look at the whole plan.
  return written.length < 2 ? written : endpointsIn(scheduleOperations(operations));
}

function endpointsIn(all: readonly Pick<Operation, 'kind' | 'verb'>[]): readonly Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const { kind, verb } of all) {
    const key = `${kind} ${verb}`;
    if (verb !== 'fill' && !found.has(key)) found.set(key, { kind, verb });
  }
  return [...found.values()];
}

/**
 * Asks each endpoint but the first, which the run begins with.
 *
 * @returns why the run must not begin.
 */
export async function proveEndpoints(
  endpoints: readonly Endpoint[],
  remote: RemoteWriter,
  project: PlanProject,
): Promise<readonly Refusal[]> {
  const { proveWrite } = remote;
  if (!proveWrite) return [];
  const answers = await Promise.all(
    endpoints.slice(1).map(async (endpoint) => ({ endpoint, answer: await proveWrite(endpoint) })),
  );
  const refusals = new Map<string, Refusal>();
  for (const { endpoint, answer } of answers) {
    const refusal = refuse(endpoint, answer, project);
    if (!refusal) continue;
    // One way out is one refusal, however many endpoints need it.
    const key = refusal.fix ?? `${endpoint.kind} ${endpoint.verb}`;
    if (!refusals.has(key)) refusals.set(key, refusal);
  }
  return [...refusals.values()];
}

function refuse(
  { kind, verb }: Endpoint,
  answer: WriteAnswer,
  project: PlanProject,
): Refusal | null {
  const status = requestLevelStatus(answer, kind);
  if (status === null) return null;
  const problem = answer.problems.find(({ deprecation }) => !deprecation);
  const { apiVersion, audienceApiVersion, segmentApiVersion = apiVersion } = project;
  const version = kind === 'audience' ? audienceApiVersion : segmentApiVersion;
  const said = problem ? ` (${describeProblem(problem)})` : '';
  const isForbidden = status === 401 || status === 403;
  return {
    code: isForbidden ? 'write-not-allowed' : 'write-not-served',
    text: `the API answers ${status} at the endpoint where the plan would ${verb} ${kind}s, at version ${version}${said}`,
    ...(problem?.hint === undefined ? {} : { fix: problem.hint }),
  };
}

function describeProblem({ code, detail }: Problem): string {
  const line = oneLine(detail ?? '').replace(/\.$/u, '');
  return line === '' ? code : `${code}: ${line}`;
}
