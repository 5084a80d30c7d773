import { isJsonObject, type JsonValue, valueAt } from '../model/text/json.ts';
import { ReviewError } from './hosting.ts';

/** The text at a dotted path of an answer, which has it unless the host has changed. */
export function requireText(answer: JsonValue, path: string): string {
  const found = isJsonObject(answer) ? valueAt(answer, path) : undefined;
  if (typeof found === 'string') return found;
  throw new ReviewError(`an answer of the host has no "${path}"`);
}
