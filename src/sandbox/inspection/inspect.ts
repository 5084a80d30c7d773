/** `/_sandbox/…`: a look inside, for tests and the curious. It needs no token and is not counted. */
import type { RowEdit } from '../entities/edit-row.ts';
import { jsonHeaders, kept } from '../faults/fault-response.ts';
import { type JsonValue, parseJson } from '../json.ts';
import { type PlainRequest, type PlainResponse, splitTarget } from '../protocol/exchange.ts';
import type { SettingsInput } from '../settings.ts';
import { isRowEdit, isSettingsInput, isTokenEnd } from './inspection-input.ts';
import type { LoggedRequest } from './request-log.ts';

/** What an inspection can see and do. */
export interface Inspected {
  configure(settings: SettingsInput): void;
  edit(edit: RowEdit): string;
  endTokens(as: 'expired' | 'revoked'): void;
  recompute(): void;
  requests(): readonly LoggedRequest[];
  forgetRequests(): void;
  document(): JsonValue;
  members(): Readonly<Record<string, { readonly count: number; readonly fingerprint: string }>>;
}

export function answerInspection(sandbox: Inspected, request: PlainRequest): PlainResponse {
  const { path } = splitTarget(request.target);
  switch (`${request.method} ${path}`) {
    case 'GET /_sandbox/requests':
      return answer(200, sandbox.requests());
    case 'DELETE /_sandbox/requests':
      sandbox.forgetRequests();
      return answer(200, []);
    case 'GET /_sandbox/state':
      return answer(200, sandbox.document());
    case 'GET /_sandbox/members':
      return answer(200, sandbox.members());
    case 'POST /_sandbox/recompute':
      sandbox.recompute();
      return answer(200, sandbox.members());
    case 'POST /_sandbox/settings':
      return take(request, isSettingsInput, (settings) => {
        sandbox.configure(settings);
        return {};
      });
    case 'POST /_sandbox/rows':
      return take(request, isRowEdit, (edit) => ({ id: sandbox.edit(edit) }));
    case 'POST /_sandbox/tokens':
      return take(request, isTokenEnd, ({ end }) => {
        sandbox.endTokens(end);
        return {};
      });
    default:
      return answer(404, { error: 'There is no such inspection.' });
  }
}

function take<Input>(
  request: PlainRequest,
  isInput: (value: unknown) => value is Input,
  run: (input: Input) => JsonValue,
): PlainResponse {
  const input = readInput(request);
  return isInput(input)
    ? answer(200, run(input))
    : answer(400, { error: 'The body is not what this path takes.' });
}

function readInput(request: PlainRequest): JsonValue {
  try {
    return parseJson(request.body);
  } catch {
    return null;
  }
}

function answer(status: number, body: unknown): PlainResponse {
  return kept(status, jsonHeaders, JSON.stringify(body));
}
