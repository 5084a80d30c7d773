import { isList, isObject, type JsonValue } from '../json.ts';

const idKeys =
  /^(?:accountId|advertiserId|dataProviderId|retailerId|audienceSegmentId|seedSegmentId)$/u;
const idListKeys = /^(?:adSetIds|brandIds|categoryIds|interestIds)$/u;

/** @throws Error for an ID that is not made of digits, as all of the API's are */
export function checkIds(row: JsonValue | undefined): void {
  if (!isObject(row)) return;
  if (!isId(row['id'])) throw new Error('the data file has a row whose ID is not made of digits');
  checkWithin(row['attributes']);
}

/** An ID may be written as a number. */
export function isId(value: JsonValue | undefined): boolean {
  return (typeof value === 'string' || typeof value === 'number') && /^\d+$/u.test(String(value));
}

function checkWithin(value: JsonValue | undefined): void {
  if (isList(value)) value.forEach(checkWithin);
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    const isOdd =
      (idKeys.test(key) && isSet(member) && !isId(member)) ||
      (idListKeys.test(key) && !listOf(member).every(isId));
    if (isOdd) throw new Error(`the data file has a ${key} that is not made of digits`);
    checkWithin(member);
  }
}

/** Some samples wrap a list as updates do. */
function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (isList(value)) return value;
  return isObject(value) && isList(value['value']) ? value['value'] : [];
}

function isSet(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}
