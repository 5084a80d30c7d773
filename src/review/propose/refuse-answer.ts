import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { oneLine } from '../../model/text/one-line.ts';
import { HostRefusal, ReviewError } from '../hosting.ts';

/** Null for what the host does not have. */
export async function unless404<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof HostRefusal && error.status === 404) return null;
    throw error;
  }
}

/** Errors as GraphQL answers them, with status 200. */
export function refuseAnswer(what: string, errors: readonly JsonValue[]): ReviewError {
  const said = errors.map((each) => (isJsonObject(each) ? String(each['message']) : ''));
  return new ReviewError(`${what}. The host says: ${oneLine(said.join('; '))}`);
}
