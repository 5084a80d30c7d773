/** The envelope of every answer, `{ data, meta, errors, warnings }`, in which nothing is certain. */

import { isId } from '../../model/remote/is-id.ts';
import type { Problem } from '../../model/remote/remote.ts';
import type { RemoteRow } from '../../model/remote/snapshot.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import { readNumber } from '../http/read-number.ts';

export interface Envelope {
  /** The entries of `data` that carry an ID, which is made of digits; a lone object counts as a list of one. */
  readonly rows: readonly RemoteRow[];
  /** All entries of `data`, readable as rows or not. */
  readonly entries: readonly JsonValue[];
  /** `none` is a null, which the specification allows; `odd` is what is neither that nor a list nor an object. */
  readonly data: 'given' | 'none' | 'absent' | 'odd';
  /** How many there are beyond this page: `null` where the answer does not say, `odd` where it cannot be read. */
  readonly totalItems: number | null | 'odd';
  /** Whether it says which page it is. */
  readonly namesPage: boolean;
  /** `errors` followed by `warnings`: the sources disagree on which of them names failed items. */
  readonly problems: readonly Problem[];
  /** They are no list of problems, so their meaning is unknown. */
  readonly hasOddErrors: boolean;
  readonly hasOddWarnings: boolean;
  /** The problems of `errors` alone, without deprecations. */
  readonly errors: readonly Problem[];
}

/** Reads what can be read; parts that are missing or null count as absent, and those of another shape are named. */
export function readEnvelope(body: JsonObject): Envelope {
  const data = body['data'];
  const entries = Array.isArray(data) ? data : isJsonObject(data) ? [data] : [];
  const errors = readProblems(body['errors']);
  const meta = body['meta'];
  return {
    rows: entries.map(readRow).filter((row) => row !== null),
    entries,
    data: Array.isArray(data) || isJsonObject(data) ? 'given' : (emptiness(data) ?? 'odd'),
    totalItems: isJsonObject(meta) ? readCount(meta['totalItems']) : emptiness(meta) ? null : 'odd',
    namesPage: isJsonObject(meta) && isCount(meta['limit']) && isCount(meta['offset']),
    problems: [...errors, ...readWarnings(body['warnings']), ...readOAuthError(body)],
    hasOddErrors: !isListOfProblems(body['errors']),
    hasOddWarnings: !isListOfProblems(body['warnings']),
    errors: errors.filter((problem) => !problem.deprecation),
  };
}

/** What counts as left out. */
function emptiness(value: JsonValue | undefined): 'none' | 'absent' | null {
  if (value === undefined) return 'absent';
  return value === null ? 'none' : null;
}

/** A resource, or `null` when there is no ID to identify it by. */
function readRow(entry: JsonValue): RemoteRow | null {
  if (!isJsonObject(entry)) return null;
  const id = textOrNumber(entry['id']);
  if (id === null || !isId(id)) return null;
  const { type, attributes } = entry;
  return {
    id,
    ...(typeof type === 'string' ? { type } : {}),
    attributes: isJsonObject(attributes) ? attributes : {},
  };
}

/** One that is null or left out counts as empty. */
export function isListOfProblems(value: JsonValue | undefined): boolean {
  return emptiness(value) !== null || (Array.isArray(value) && value.every(isJsonObject));
}

function readProblems(list: JsonValue | undefined): readonly Problem[] {
  return Array.isArray(list) ? list.filter(isJsonObject).map(readProblem) : [];
}

function readWarnings(list: JsonValue | undefined): readonly Problem[] {
  return readProblems(list).map((problem) => ({ ...problem, isWarning: true }));
}

/** All that the API documents (error types page); other keys are dropped. */
const knownTypes = new Set([
  ...['access-control', 'authentication', 'authorization', 'availability'],
  ...['deprecation', 'quota', 'validation'],
]);

/** What has that type by the same page, should an entry leave it out. */
const deprecationCodes = new Set(['deprecated-field', 'endpoint-deprecated']);

function readProblem(entry: JsonObject): Problem {
  const type = text(entry['type']);
  // The specification writes the position as a URI, the documents as `@data/0`.
  const instance = text(entry['instance']) ?? '';
  const position = /@?data\/(\d+)/u.exec(instance)?.[1];
  // Examples of the specification have the path of the entity.
  const entityId = /(?:^|\/)(\d+)\/?$/u.exec(instance)?.[1];
  const code = text(entry['code']);
  return {
    code: code ?? type ?? 'unknown',
    detail: text(entry['detail']) ?? text(entry['title']),
    traceId: text(entry['traceId']) ?? text(entry['traceIdentifier']),
    index: position === undefined ? null : Number(position),
    ...(position === undefined && entityId !== undefined ? { entityId } : {}),
    deprecation: type === 'deprecation' || (type === null && deprecationCodes.has(code ?? '')),
    type: type === null || knownTypes.has(type) ? type : 'other',
  };
}

/** The token endpoint answers in OAuth's own shape (RFC 6749, section 5.2). */
function readOAuthError(body: JsonObject): readonly Problem[] {
  const code = text(body['error']);
  if (code === null) return [];
  const detail = text(body['error_description']);
  return [{ code, detail, traceId: null, index: null, deprecation: false }];
}

function readCount(value: JsonValue | undefined): number | null | 'odd' {
  if (emptiness(value)) return null;
  const count = readNumber(value);
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : 'odd';
}

function isCount(value: JsonValue | undefined): boolean {
  return typeof readCount(value) === 'number';
}

function textOrNumber(value: JsonValue | undefined): string | null {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : null;
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
