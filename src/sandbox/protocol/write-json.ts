import type { JsonValue } from '../json.ts';

/**
 * JSON text of an answer. Contact-list IDs are numbers on the wire, larger than a double can hold,
 * so they are kept as `#` and digits in a string until here.
 */
export function writeJson(value: JsonValue): string {
  return JSON.stringify(value).replace(/"contactListId":"#(\d+)"/g, '"contactListId":$1');
}
