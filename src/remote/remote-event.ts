import type { Problem } from '../model/remote/remote.ts';
import type { JsonValue } from '../model/text/json.ts';
import type { ApiCall } from './calls/api-call.ts';

/**
 * What happens on the wire, reported as it happens. `request` numbers the calls of a run from 1; the
 * tries of one call share the number. No event holds a credential or a member of a contact list.
 */
export type RemoteEvent =
  | DeprecationEvent
  | {
      readonly event: 'request';
      readonly request: number;
      readonly attempt: number;
      readonly method: ApiCall['method'];
      readonly path: string;
      readonly query: Readonly<Record<string, string>>;
      /** Null where there is none, or where it is not to be written down. */
      readonly body: JsonValue;
    }
  | {
      readonly event: 'answer';
      readonly request: number;
      readonly attempt: number;
      readonly status: number;
      readonly milliseconds: number;
      /** The API's name of the request in its own logs, if the answer has one. */
      readonly traceIds: readonly string[];
      readonly problems: readonly Problem[];
      /** The IDs of the rows that came back. */
      readonly ids: readonly string[];
      /** True when the body should have been JSON and is not. */
      readonly unreadable: boolean;
      /** The instant from which the API no longer serves this path, when it announces one. */
      readonly sunset: string | null;
    }
  | {
      readonly event: 'fault';
      readonly request: number;
      readonly attempt: number;
      /** Whether the request may have reached the API. */
      readonly sent: 'no' | 'maybe';
      readonly reason: string;
      readonly milliseconds: number;
    }
  | {
      readonly event: 'wait';
      /** `rate-limit` until requests are allowed again, `fault` before another try. */
      readonly reason: 'rate-limit' | 'fault';
      readonly milliseconds: number;
      /** The fault, in words. */
      readonly because?: string;
      /** Of the request, the try that follows: 2 after the first one. */
      readonly attempt?: number;
    };

/** An answer said that an endpoint will end: reported once a run for each endpoint, for every status. */
export interface DeprecationEvent {
  readonly event: 'deprecation';
  readonly request: number;
  /** Null where the path has none, as that of tokens. */
  readonly version: string | null;
  /** Without version and IDs: `POST retail-media/accounts/{id}/audiences/search`. */
  readonly endpoint: string;
  /** The day since which it is deprecated, else what the header `Deprecation` says beyond yes. */
  readonly since: string | null;
  /** The day on which it ends, else what the header `Sunset` says. */
  readonly sunset: string | null;
  /** Of an entry of type `deprecation`; null where the headers alone say so. */
  readonly code: string | null;
  /** What that entry says. */
  readonly text: string | null;
}
