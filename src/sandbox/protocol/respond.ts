/** From a routed request to an answer: the checks that every endpoint shares, in the API's order. */

import { type JsonValue, parseJson } from '../json.ts';
import type { Answer, Call } from './call.ts';
import { refuse } from './envelope.ts';
import type { PlainRequest } from './exchange.ts';
import { problem } from './problem.ts';
import type { Route, RouteMatch } from './route.ts';

/** The JSON of a request: undefined when it has none, `malformed` when it is none. */
export type ReadBody = { readonly json: JsonValue | undefined } | 'malformed';

export function readBody(request: PlainRequest): ReadBody {
  if (request.body.trim() === '') return { json: undefined };
  try {
    return { json: parseJson(request.body) };
  } catch {
    return 'malformed';
  }
}

/**
 * @param call the call as far as it is known; its body is filled in here
 * @param clientId whose token the request carries
 */
export function respond(
  request: PlainRequest,
  match: RouteMatch,
  body: ReadBody,
  call: Call,
  clientId: string,
): Answer {
  if (call.settings.retiredVersions.includes(call.version)) {
    return fail(call, 410, 'sandbox-version-retired', 'This version is no longer served.');
  }
  if ('failure' in match) {
    return match.failure === 'no-such-method'
      ? fail(call, 405, 'sandbox-method-not-allowed', 'The path does not take this method.')
      : fail(call, 404, 'sandbox-resource-not-found', 'There is no such path.');
  }
  const forbidden = findForbidden(match.route, call, clientId);
  if (forbidden !== null) return forbidden;
  if (Buffer.byteLength(request.body) > call.settings.maxBodyBytes) {
    return fail(call, 413, 'sandbox-payload-too-large', 'The body is too large.');
  }
  const type = request.headers['content-type'];
  if (request.body !== '' && type !== undefined && !type.includes('json')) {
    return fail(call, 415, 'sandbox-unsupported-media-type', 'The body must be JSON.');
  }
  if (body === 'malformed') return fail(call, 400, 'invalid', 'The body is no valid JSON.');
  return match.route.run({ ...call, body: body.json });
}

function findForbidden(route: Route, call: Call, clientId: string): Answer | null {
  const mayNotManage =
    route.permission === 'manage' && call.settings.readOnlyClients.includes(clientId);
  if (mayNotManage) {
    const detail = 'The application may read audiences and not manage them.';
    return refuse(call, 403, [problem('insufficient-permissions', detail, 'access-control')]);
  }
  const account = call.params['account'] ?? '';
  if (call.settings.accounts[account] !== 'missing') return null;
  const detail = `The application has no access to account ${account}.`;
  return refuse(call, 403, [problem('account-must-exist', detail, 'access-control')]);
}

function fail(call: Call, status: number, code: string, detail: string): Answer {
  return refuse(call, status, [problem(code, detail)]);
}
