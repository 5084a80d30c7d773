/** What an answer to a change of a contact list says of it, and whether it has a documented form. */
import { isJsonObject, type JsonObject } from '../../model/text/json.ts';
import { isListOfProblems } from '../answers/read-envelope.ts';
import { readNumber } from '../http/read-number.ts';

/** How many of those who were sent; null where it does not say. */
export interface MemberCounts {
  readonly valid: number | null;
  readonly invalid: number | null;
  /** It has at least one of the two, which may be null. */
  readonly isGiven: boolean;
}

const none: MemberCounts = { valid: null, invalid: null, isGiven: false };

/**
 * The counters are in `data.attributes`; retail media's OpenAPI has them in `data` itself. What is left
 * out or null says nothing; what has another form may say the contrary of what it seems to.
 *
 * @returns null for a form that the API does not document.
 */
export function readMemberCounts(json: JsonObject | null): MemberCounts | null {
  if (json === null) return none;
  const { data = null, errors, warnings } = json;
  if (!isListOfProblems(errors) || !isListOfProblems(warnings)) return null;
  if (data === null) return none;
  if (!isJsonObject(data)) return null;
  const { attributes = null } = data;
  if (attributes === null) return countsIn(data);
  const isTwofold = countersIn(data).length > 0;
  return isTwofold || !isJsonObject(attributes) ? null : countsIn(attributes);
}

const counters = ['nbValidIdentifiers', 'nbInvalidIdentifiers'] as const;

function countersIn(object: JsonObject): readonly string[] {
  return counters.filter((name) => (object[name] ?? null) !== null);
}

function countsIn(object: JsonObject): MemberCounts | null {
  const isOdd = countersIn(object).some((name) => !Number.isSafeInteger(readNumber(object[name])));
  if (isOdd) return null;
  const [valid, invalid] = counters.map((name) => readNumber(object[name]));
  const isGiven = counters.some((name) => object[name] !== undefined);
  return { valid: valid ?? null, invalid: invalid ?? null, isGiven };
}
