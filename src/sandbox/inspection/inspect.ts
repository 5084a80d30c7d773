/** `/_sandbox/…`: a look inside, for tests and the curious. It needs no token and is not counted. */
import type { RowEdit } from '../entities/edit-row.ts';
import { jsonHeaders, kept } from '../faults/fault-response.ts';
import { type JsonValue, parseJson } from '../json.ts';
import { type PlainRequest, type PlainResponse, splitTarget } from '../protocol/exchange.ts';
import type { SettingsInput } from '../settings.ts';
import { type Input, readRowEdit, readSettingsInput, readTokenEnd } from './inspection-input.ts';
import type { LoggedRequest } from './request-log.ts';

/** What an inspection can see and do. */
export interface Inspected {
  configure(settings: SettingsInput): void;
  edit(edit: RowEdit): string;
  has(edit: RowEdit): boolean;
  endTokens(as: 'expired' | 'revoked'): void;
  recompute(): void;
  requests(): readonly LoggedRequest[];
  forgetRequests(): void;
  document(): JsonValue;
  members(): Readonly<Record<string, { readonly count: number; readonly fingerprint: string }>>;
}

/** A path of the inspection, as the page "The sandbox" lists it. */
interface InspectionRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly about: string;
  readonly run: (sandbox: Inspected, request: PlainRequest) => PlainResponse;
}

export const inspectionRoutes: readonly InspectionRoute[] = [
  {
    method: 'GET',
    path: '/_sandbox/requests',
    about:
      'The requests so far, with status and fault. Identifiers of people are left out of bodies.',
    run: (sandbox) => answer(200, sandbox.requests()),
  },
  {
    method: 'DELETE',
    path: '/_sandbox/requests',
    about: 'Empties the log of requests.',
    run: (sandbox) => {
      sandbox.forgetRequests();
      return answer(200, []);
    },
  },
  {
    method: 'GET',
    path: '/_sandbox/state',
    about: 'Everything that is stored, in the format of a snapshot.',
    run: (sandbox) => answer(200, sandbox.document()),
  },
  {
    method: 'GET',
    path: '/_sandbox/members',
    about: 'How many members each contact list has, with a fingerprint of them.',
    run: (sandbox) => answer(200, sandbox.members()),
  },
  {
    method: 'POST',
    path: '/_sandbox/recompute',
    about: 'Does what happens at midnight and noon: statistics catch up with the members.',
    run: (sandbox) => {
      sandbox.recompute();
      return answer(200, sandbox.members());
    },
  },
  {
    method: 'POST',
    path: '/_sandbox/settings',
    about: 'Changes settings from here on; faults begin to count anew.',
    run: (sandbox, request) =>
      take(request, readSettingsInput, (settings) => {
        sandbox.configure(settings);
        return {};
      }),
  },
  {
    method: 'POST',
    path: '/_sandbox/rows',
    about:
      'Changes a segment or audience as an edit in the UI does, past every rule: platform, kind, id, scope, attributes, removed. The scope is the account, advertiser or data provider whose searches show it. An id that is unknown, or none, makes a new row, which needs a name and a scope.',
    run: (sandbox, request) =>
      take(
        request,
        (body) => readRowEdit(body, sandbox.has),
        (edit) => ({ id: sandbox.edit(edit) }),
      ),
  },
  {
    method: 'POST',
    path: '/_sandbox/tokens',
    about: 'Ends every token so far. The body has the key end, which is expired or revoked.',
    run: (sandbox, request) =>
      take(request, readTokenEnd, ({ end }) => {
        sandbox.endTokens(end);
        return {};
      }),
  },
];

export function answerInspection(sandbox: Inspected, request: PlainRequest): PlainResponse {
  const { path } = splitTarget(request.target);
  const route = inspectionRoutes.find((one) => one.method === request.method && one.path === path);
  return route === undefined
    ? answer(404, { error: 'There is no such inspection.' })
    : route.run(sandbox, request);
}

function take<Value>(
  request: PlainRequest,
  read: (body: JsonValue) => Input<Value>,
  run: (value: Value) => JsonValue,
): PlainResponse {
  const input = read(readInput(request));
  return 'value' in input
    ? answer(200, run(input.value))
    : answer(400, { error: input.problems.join(' ') });
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
