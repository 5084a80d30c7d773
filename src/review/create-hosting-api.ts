/** Requests to the API of a code hosting service. */
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import { ReviewError } from './hosting.ts';

export interface HostingApi {
  readonly read: (path: string) => Promise<JsonValue>;
  readonly readText: (path: string) => Promise<string>;
  /** All pages of a list, or those up to the one with a row that is enough. */
  readonly readList: (
    path: string,
    isEnough?: (row: JsonObject) => boolean,
  ) => Promise<readonly JsonObject[]>;
  readonly send: (
    method: 'POST' | 'PATCH' | 'PUT',
    path: string,
    body: JsonObject,
  ) => Promise<JsonValue>;
}

const pageSize = 100;
/** Far more than any review has. A list that was cut off here could hide what it is read for. */
const maxPages = 100;
const timeoutMs = 30_000;

/** @param headers those that carry the token; it is shown nowhere. */
export function createHostingApi(
  url: string,
  headers: Readonly<Record<string, string>>,
): HostingApi {
  async function request(method: string, path: string, body?: JsonObject): Promise<string> {
    const answer = await ask(method, path, body);
    if (answer.ok) return answer.text();
    throw new ReviewError(
      `${method} ${path} answered ${answer.status}${explainStatus(answer.status)}`,
    );
  }

  async function ask(method: string, path: string, body?: JsonObject): Promise<Response> {
    try {
      return await fetch(`${url.replace(/\/+$/u, '')}${path}`, {
        method,
        headers: {
          ...headers,
          'user-agent': 'audiencectl',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (cause) {
      throw new ReviewError(`${method} ${path}: ${new URL(url).host} did not answer`, { cause });
    }
  }

  const read = async (path: string) => parseJson(await request('GET', path), `GET ${path}`);

  return {
    read,
    readText: (path) => request('GET', path),
    readList: async (path, isEnough = () => false) => {
      const rows: JsonObject[] = [];
      for (let page = 1; page <= maxPages; page += 1) {
        const separator = path.includes('?') ? '&' : '?';
        const found = await read(`${path}${separator}per_page=${pageSize}&page=${page}`);
        if (!Array.isArray(found)) throw new ReviewError(`GET ${path} did not answer a list`);
        rows.push(...found.filter(isJsonObject));
        if (found.length < pageSize || rows.some(isEnough)) return rows;
      }
      throw new ReviewError(`GET ${path} has more than ${maxPages * pageSize} rows`);
    },
    send: async (method, path, body) =>
      parseJson(await request(method, path, body), `${method} ${path}`),
  };
}

function parseJson(text: string, request: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch (cause) {
    throw new ReviewError(`${request} answered something that is not JSON`, { cause });
  }
}

function explainStatus(status: number): string {
  return status === 401 || status === 403 ? ': the token of the job may not do this' : '';
}
