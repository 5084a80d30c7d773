/** One request, from its arrival to its answer and its line in the log. */

import type { FaultEffect } from '../faults/fault.ts';
import {
  alterByFault,
  interceptByFault,
  isLostItem,
  jsonHeaders,
  kept,
  spoilByFault,
} from '../faults/fault-response.ts';
import { sha256 } from '../hash.ts';
import { describeBody } from '../inspection/request-log.ts';
import { isList, isObject, objectOf } from '../json.ts';
import type { Machine } from '../machine.ts';
import { firstScope } from '../persistence/sandbox-document.ts';
import type { Answer, Call, ItemWord } from './call.ts';
import { answerList, answerOne, refuse } from './envelope.ts';
import { type PlainRequest, type PlainResponse, splitTarget } from './exchange.ts';
import { problem } from './problem.ts';
import type { RateReading } from './rate-limiter.ts';
import { type ReadBody, readBody, respond } from './respond.ts';
import { findRoute, type RouteMatch } from './route.ts';
import { routes } from './routes.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { writeJson } from './write-json.ts';

const tokenPath = '/oauth2/token';

export function runRequest(machine: Machine, request: PlainRequest): PlainResponse {
  machine.requestCount += 1;
  const number = machine.requestCount;
  const now = machine.now();
  const { path, query } = splitTarget(request.target);
  const match = findRoute(routes, request.method, path);
  const on = path === tokenPath ? 'token' : isWrite(match) ? 'write' : 'read';
  const traceId = sha256(`${machine.settings.seed}/${number}`).slice(0, 32);
  const body: ReadBody = on === 'token' ? { json: undefined } : readBody(request);
  const isEmpty = holdsNoItem(body);
  const effect = machine.faultPlan.strike({ number, on, method: request.method, path, isEmpty });
  prepareFault(machine, effect, now);
  const { searchLagMs } = machine.settings;
  if (on === 'write' && searchLagMs > 0) {
    machine.stale.lag(machine.store.capture(), now, searchLagMs);
  }
  const response =
    interceptByFault(effect, now, traceId) ??
    spoilByFault(effect, answerCall(machine, request, match, body, effect), now, traceId);
  // The first that is written to stays the one in the open, even when it is emptied again.
  if (on === 'write') machine.main ??= firstScope(machine.store);
  machine.log.push({
    number,
    method: request.method,
    path,
    query,
    body: describeBody(request, path, body === 'malformed' ? null : body.json),
    status: response.connection === 'reset' ? null : response.status,
    fault: effect?.kind ?? null,
  });
  if (machine.log.length > machine.settings.maxLoggedRequests) machine.log.shift();
  return response;
}

function holdsNoItem(body: ReadBody): boolean {
  const data = body === 'malformed' ? undefined : objectOf(body.json)['data'];
  return isList(data) && data.length === 0;
}

function isWrite(match: RouteMatch): boolean {
  return 'route' in match && match.route.isWrite;
}

function prepareFault(machine: Machine, effect: FaultEffect | null, now: number): void {
  if (effect?.kind === 'end-tokens') machine.office.end(effect.as);
  if (effect?.kind === 'stale-reads') {
    const view = machine.store.capture();
    machine.stale.hold(view, now, effect.reads ?? null, effect.milliseconds ?? null);
  }
}

function answerCall(
  machine: Machine,
  request: PlainRequest,
  match: RouteMatch,
  body: ReadBody,
  effect: FaultEffect | null,
): PlainResponse {
  const { settings, office } = machine;
  const now = machine.now();
  const { path, query } = splitTarget(request.target);
  if (path === tokenPath && request.method === 'POST') {
    const answer = answerTokenRequest(request, office, settings.tokenLifetimeSeconds, now);
    return kept(answer.status, jsonHeaders, writeJson(answer.body));
  }
  const call: Call = {
    store: machine.store,
    members: machine.members,
    settings,
    // Only a search is a read that can lag.
    view: path.endsWith('/search') ? machine.stale.read(machine.store, now) : machine.store.rows,
    now,
    requestNumber: machine.requestCount,
    traceId: sha256(`${settings.seed}/${machine.requestCount}`).slice(0, 32),
    version: path.split('/')[1] ?? '',
    params: 'route' in match ? match.params : {},
    query,
    body: undefined,
    wordOn: (index) => wordOn(effect, index),
  };
  if ('route' in match && match.route.permission === 'public') {
    return write(call, respond(request, match, body, call, ''), {}, effect);
  }
  const token = office.read(request.headers['authorization'], now);
  if ('code' in token) return write(call, refuse(call, 401, [token]), {}, null);
  const rate = machine.limiter.take(token.clientId, settings.rateLimit, now);
  if (rate.isExceeded) return write(call, refuseForRate(call), rate.headers, null);
  if (losesResource(effect, match, body)) {
    return write(call, answerOne(call, null), rate.headers, effect);
  }
  const left = withoutLostItems(effect, body);
  // Nothing is left to look at: the items vanish without a word, rather than be called missing.
  if (left === 'none') return write(call, answerList(call, []), rate.headers, effect);
  const answer = respond(request, match, left, call, token.clientId);
  return write(call, withStatus(effect, answer), rate.headers, effect);
}

function wordOn(effect: FaultEffect | null, index: number): ItemWord | null {
  if (effect?.kind !== 'refuse-items' && effect?.kind !== 'item') return null;
  const { items, code, type } = effect;
  if (items !== 'all' && !items.includes(index)) return null;
  const plain = { code, detail: 'A fault of the sandbox.', type: type ?? 'validation' } as const;
  if (effect.kind === 'refuse-items') return { problem: plain, carriedOut: false, counts: 'none' };
  const { title = null, carrier = 'errors', instance = 'index' } = effect;
  const { detail = plain.detail, carriedOut = false, counts = 'none' } = effect;
  return { problem: { ...plain, detail, told: { title, carrier, instance } }, carriedOut, counts };
}

function withStatus(effect: FaultEffect | null, answer: Answer): Answer {
  const isGiven = effect?.kind === 'item' && answer.status < 400;
  return isGiven ? { ...answer, status: effect.status ?? answer.status } : answer;
}

function refuseForRate(call: Call): Answer {
  return refuse(call, 429, [problem('quota-exceeded', 'Too many requests.', 'quota')]);
}

function write(
  call: Call,
  answer: Answer,
  headers: RateReading['headers'],
  effect: FaultEffect | null,
): PlainResponse {
  const isDeprecated = call.settings.deprecatedVersions.includes(call.version);
  const notice = isDeprecated
    ? { deprecation: 'true', sunset: 'Sun, 31 Jan 2027 00:00:00 GMT' }
    : undefined;
  const own = { ...headers, ...notice, 'x-request-id': call.traceId };
  if (answer.body === null) return kept(answer.status, own, '');
  const body = writeJson(alterByFault(effect, answer.body));
  return kept(answer.status, { ...own, ...jsonHeaders }, body);
}

/** A write of one resource that is lost without being carried out. */
function losesResource(effect: FaultEffect | null, match: RouteMatch, body: ReadBody): boolean {
  if (effect?.kind !== 'lose-items' || effect.carriedOut || !isWrite(match)) return false;
  const data = body === 'malformed' ? undefined : objectOf(body.json)['data'];
  return isObject(data) && isLostItem(effect, 0);
}

/** Items that a fault loses without carrying them out never reach the endpoint. */
function withoutLostItems(effect: FaultEffect | null, body: ReadBody): ReadBody | 'none' {
  if (effect?.kind !== 'lose-items' || effect.carriedOut || body === 'malformed') return body;
  const { json } = body;
  if (!isObject(json) || !isList(json['data'])) return body;
  const data = json['data'].filter((_, index) => !isLostItem(effect, index));
  return data.length === 0 ? 'none' : { json: { ...json, data } };
}
