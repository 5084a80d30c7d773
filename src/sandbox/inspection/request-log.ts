import { isList, isObject, type JsonObject, type JsonValue } from '../json.ts';
import type { PlainRequest } from '../protocol/exchange.ts';

/** One request as the log keeps it. */
export interface LoggedRequest {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Without secrets, and with numbers instead of identifiers of people. Null when it is not JSON. */
  readonly body: JsonValue;
  /** Null for a request that was never answered. */
  readonly status: number | null;
  /** The kind of fault that struck it. */
  readonly fault: string | null;
}

/** The body as it may be kept. */
export function describeBody(
  request: PlainRequest,
  path: string,
  body: JsonValue | undefined,
): JsonValue {
  if (path === '/oauth2/token') return describeTokenRequest(request.body);
  return withoutIdentifiers(body ?? null);
}

function describeTokenRequest(body: string): JsonObject {
  const form = new URLSearchParams(body);
  return { grant_type: form.get('grant_type'), client_id: form.get('client_id') };
}

function withoutIdentifiers(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(withoutIdentifiers);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (key === 'identifiers') return [key, isList(member) ? member.length : 0];
      return [key, withoutIdentifiers(member ?? null)];
    }),
  );
}
