import type { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { VersionKey } from '../../model/project.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import { type Envelope, readEnvelope } from '../answers/read-envelope.ts';
import { parseJsonText } from '../http/parse-json-text.ts';
import type { NoAnswer } from '../http/send-request.ts';
import type { RateHeaders } from './read-rate-headers.ts';

/** One request as the API's documents put it: an endpoint's row is a function that makes one. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The key of the project file that sets its version; `apiVersion` unless given. */
  readonly versionKey?: VersionKey;
  /** From the version segment on, without the host: `/2026-07/retail-media/me`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
  /** A body in JSON that is bytes already; like those of `people`, it stays out of events. */
  readonly bytes?: Uint8Array;
  /** A form instead of a JSON body; it stays out of events, because only the token request has one. */
  readonly form?: Readonly<Record<string, string>>;
  /**
   * A read may always be sent again, and so may a write that sets a state. Any other
   * write may be sent again only if it was certainly not carried out.
   */
  readonly effect: 'read' | 'write' | 'repeatable-write';
  /**
   * The identifiers of people in the body: it stays out of events, and so does what the answer may say of
   * them.
   */
  readonly people?: () => readonly string[];
  /** Each success of it is documented with a body: one without says nothing of what was done. */
  readonly needsBody?: true;
  /** It needs no token, and gets none. */
  readonly isPublic?: true;
  /** It is always refused and changes nothing, so an interrupt need not wait for its answer. */
  readonly isEmpty?: boolean;
  /** The run can do without its answer: how many tries, how long each may take; no time for faults is used up. */
  readonly dispensable?: { readonly tries: number; readonly timeoutMs: number };
  /** Awaited before each try. @throws DiagnosticError where it must not be sent, or not again. */
  readonly mayTry?: () => Promise<void>;
  /** Sent only because of a fault: its time is charged to the waits for faults, and limited by what is left. */
  readonly afterFault?: boolean;
  /** A few tries are enough, since little depends on it. */
  readonly isOptional?: boolean;
}

interface Tried {
  readonly tries: number;
  /** An earlier try may have been carried out, so the outcome is unknown even if the last try failed. */
  readonly isDoubtful?: true;
  /** It was lost because the machine slept. */
  readonly afterSleep?: true;
}

/** What the last try of a call gave. */
export type CallResult =
  | ApiAnswer
  | (Tried &
      NoAnswer & {
        /** What kept a call from being sent again after its answer was lost. */
        readonly error?: DiagnosticError;
      });

export interface ApiAnswer extends Tried {
  readonly outcome: 'answered';
  readonly status: number;
  /** `null` when the body is empty or unreadable. */
  readonly json: JsonObject | null;
  /** True when there is a body and it is no JSON object: truncated, HTML, something else. */
  readonly unreadable: boolean;
  /** True of a success without the body that it is documented with. */
  readonly lacksBody: boolean;
  /** It is JSON all the same, such as a list. */
  readonly isOtherJson?: true;
  /** True when the body holds a credential of the run. */
  readonly holdsSecret: boolean;
  /** What the body holds; an envelope of nothing where it could not be read. */
  readonly envelope: Envelope;
  /** The host that a redirect leads to, perhaps with `another path of` before it. */
  readonly redirectsTo: string | null;
  readonly rate: RateHeaders;
  /** How far our clock is ahead of the API's, in milliseconds; null where the answer has no date. */
  readonly clockSkewMs: number | null;
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** A success must be readable, or empty where it may be; a server fault or a gateway time-out gives no information. */
export function isConclusive({ status, unreadable, lacksBody }: ApiAnswer): boolean {
  return isSuccess(status) ? !(unreadable || lacksBody) : status < 500 && status !== 408;
}

export function readApiAnswer(
  result: { readonly status: number; readonly text: string },
  more: Pick<ApiAnswer, 'rate' | 'clockSkewMs' | 'holdsSecret' | 'redirectsTo'>,
  tries: number,
  { needsBody }: Pick<ApiCall, 'needsBody'> = {},
): ApiAnswer {
  const value = parseJsonText(result.text);
  const json = isJsonObject(value) ? value : null;
  const isEmpty = result.text.trim() === '';
  return {
    outcome: 'answered',
    status: result.status,
    json,
    unreadable: json === null && !isEmpty,
    ...(json === null && value !== undefined ? { isOtherJson: true } : {}),
    lacksBody: needsBody === true && isEmpty && isSuccess(result.status),
    envelope: readEnvelope(json ?? {}),
    ...more,
    tries,
  };
}
