/** What the faults do to answers. */

import { isList, type JsonObject, objectOf } from '../json.ts';
import type { PlainResponse } from '../protocol/exchange.ts';
import { type ProblemType, problem, writeProblem } from '../protocol/problem.ts';
import { rateHeaders } from '../protocol/rate-limiter.ts';
import { writeJson } from '../protocol/write-json.ts';
import type { FaultEffect } from './fault.ts';

export const jsonHeaders: Readonly<Record<string, string>> = {
  'content-type': 'application/json; charset=utf-8',
};
const htmlHeaders = { 'content-type': 'text/html; charset=utf-8' };

export function kept(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): PlainResponse {
  return { status, headers, body, delayMs: 0, connection: 'kept' };
}

/** The answer of a fault that strikes before anything is done; null when the request goes on. */
export function interceptByFault(
  effect: FaultEffect | null,
  now: number,
  traceId: string,
): PlainResponse | null {
  if (effect === null || (effect.kind !== 'status' && effect.kind !== 'reset')) return null;
  const isAfter = effect.moment === 'after' && !(effect.kind === 'status' && effect.status === 429);
  return isAfter ? null : answerOfFault(effect, now, traceId);
}

/** The answer to a request that was carried out, as the fault lets it through. */
export function spoilByFault(
  effect: FaultEffect | null,
  response: PlainResponse,
  now: number,
  traceId: string,
): PlainResponse {
  switch (effect?.kind) {
    case 'status':
    case 'reset':
      return answerOfFault(effect, now, traceId);
    case 'slow':
      return { ...response, delayMs: effect.milliseconds };
    case 'body':
      return spoilBody(effect.form, response);
    default:
      return response;
  }
}

/** Changes to the content of an answer, which is otherwise well-formed. */
export function alterByFault(effect: FaultEffect | null, body: JsonObject): JsonObject {
  if (effect?.kind === 'lose-items') {
    const { data } = body;
    const isLost = (index: number) => isLostItem(effect, index);
    if (isList(data)) return { ...body, data: data.filter((_, index) => !isLost(index)) };
    return data !== undefined && isLost(0) ? { ...body, data: null } : body;
  }
  if (effect?.kind === 'move-total') {
    const meta = objectOf(body['meta']);
    const total = meta['totalItems'];
    if (typeof total !== 'number') return body;
    return { ...body, meta: { ...meta, totalItems: Math.max(0, total + effect.by) } };
  }
  return body;
}

/** One resource, such as a contact list, is item 0. */
export function isLostItem(
  { items }: Extract<FaultEffect, { readonly kind: 'lose-items' }>,
  index: number,
): boolean {
  return items === 'all' || items.includes(index);
}

function answerOfFault(
  effect: Extract<FaultEffect, { readonly kind: 'status' | 'reset' }>,
  now: number,
  traceId: string,
): PlainResponse {
  if (effect.kind === 'reset') return { ...kept(0, {}, ''), connection: 'reset' };
  const resetSeconds = effect.resetSeconds ?? null;
  const reset = resetSeconds === null ? {} : rateHeaders(250, 0, now + resetSeconds * 1000);
  const headers = { ...reset, ...effect.headers };
  const form = effect.body ?? 'json';
  if (form === 'empty') return kept(effect.status, headers, '');
  if (form === 'html') return kept(effect.status, { ...headers, ...htmlHeaders }, errorPage);
  const [code, type] = problemAt(effect.status);
  const entry = writeProblem(problem(code, 'A fault of the sandbox.', type), '', traceId);
  const body = writeJson({ errors: [entry], warnings: [] });
  return kept(effect.status, { ...headers, ...jsonHeaders }, body);
}

/** What the API says at a status (error types page), or the sandbox where no document has a code. */
function problemAt(status: number): readonly [code: string, type: ProblemType] {
  if (status >= 500) return ['internal-error', 'availability'];
  return refusals[status] ?? ['invalid', 'validation'];
}

const refusals: Readonly<Record<number, readonly [code: string, type: ProblemType]>> = {
  401: ['authorization-token-invalid', 'authorization'],
  403: ['insufficient-permissions', 'access-control'],
  404: ['sandbox-resource-not-found', 'validation'],
  410: ['sandbox-version-retired', 'validation'],
  413: ['sandbox-payload-too-large', 'validation'],
  415: ['sandbox-unsupported-media-type', 'validation'],
  429: ['quota-exceeded', 'quota'],
};

const errorPage = '<!doctype html><html><body><h1>Bad gateway</h1></body></html>';

function spoilBody(
  form: Extract<FaultEffect, { readonly kind: 'body' }>['form'],
  response: PlainResponse,
): PlainResponse {
  const half = Math.floor(response.body.length / 2);
  switch (form) {
    case 'cut-off':
      return { ...response, connection: 'cut' };
    case 'truncated':
      return { ...response, body: response.body.slice(0, half) };
    case 'malformed':
      // With a colon in front, no body is JSON.
      return { ...response, body: `:${response.body}` };
    case 'html':
      return { ...response, headers: htmlHeaders, body: errorPage };
    case 'empty':
      return { ...response, body: '' };
  }
}
