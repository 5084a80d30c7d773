/** Faults of the wire that pass, and what is sent and answered while they do. */
import type { WriteRequest } from '../../../src/model/remote/remote.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import type { Reply } from '../serve.ts';

export const row = { id: '738406688413290497', attributes: { name: 'CRM' } };
export const page: Reply = { json: { data: [row], meta: { totalItems: 1 } } };
export const problem = (
  code: string,
  more: JsonObject = {},
): { readonly errors: readonly JsonObject[] } => ({
  errors: [{ type: 'validation', code, detail: `about ${code}`, traceId: 'trace-1', ...more }],
});
export const item = { attributes: { name: 'CRM' } };
export const create: WriteRequest = { kind: 'segment', verb: 'create', items: [item] };
/** Short where no answer comes, and long enough everywhere else for a busy machine. */
export const patience = (fault: Reply): { readonly timeoutMs: number } => ({
  timeoutMs: typeof fault === 'string' && fault.startsWith('hang') ? 400 : 5000,
});

export const passing: readonly (readonly [string, Reply])[] = [
  ['500', { status: 500, json: problem('internal-error') }],
  ['502 with HTML', { status: 502, text: '<html>Bad gateway</html>' }],
  ['503 with nothing', { status: 503 }],
  ['504', { status: 504 }],
  ['408', { status: 408 }],
  ['429 without headers', { status: 429, json: {} }],
  ['429 with a reset in seconds', { status: 429, headers: { 'x-ratelimit-reset': '20' } }],
  ['429 with a reset in the past', { status: 429, headers: { 'x-ratelimit-reset': '1628249355' } }],
  ['reset connection', 'reset'],
  ['truncated body', 'truncate'],
  ['truncated JSON', { text: '{"data":[{"id":"7384' }],
  ['HTML in a success', { text: '<html>Welcome</html>' }],
  ['empty success', { status: 200 }],
  ['no answer in time', 'hang'],
  ['no end of the body in time', 'hang-in-body'],
];
