/** Requests to the API of a code hosting service. */
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import { oneLine } from '../model/text/one-line.ts';
import { HostRefusal, ReviewError } from './hosting.ts';

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
  readonly remove: (path: string) => Promise<void>;
}

const pageSize = 100;
/** Far more than any review has. A list that was cut off here could hide what it is read for. */
const maxPages = 100;
const timeoutMs = 30_000;
/** How often, and how long, a request that came too early waits before it is sent again. */
const maxWaits = 2;
const maxWaitSeconds = 60;

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** @param headers those that carry the token; it is shown nowhere. */
export function createHostingApi(
  url: string,
  headers: Readonly<Record<string, string>>,
): HostingApi {
  const secrets = Object.values(headers).flatMap((value) => [value, value.replace(/^\S+ /u, '')]);

  const nameOf = (path: string) => (path === '' ? new URL(url).pathname : path);

  async function request(method: string, path: string, body?: JsonObject): Promise<string> {
    for (let waits = 0; ; waits += 1) {
      const answer = await ask(method, path, body);
      if (answer.ok) return answer.text;
      const seconds = waits < maxWaits ? secondsToWait(answer) : null;
      if (seconds === null) throw refusal(`${method} ${nameOf(path)}`, answer);
      await new Promise((done) => setTimeout(done, seconds * 1000));
    }
  }

  function refusal(what: string, answer: Answer): HostRefusal {
    let said = messageOf(answer.text);
    for (const secret of secrets) said = said.replaceAll(secret, '***');
    const quoted = said === '' ? '' : `. The host says: ${said.replace(/\.$/u, '')}`;
    const { status } = answer;
    return new HostRefusal(`${what} answered ${status}${explainRefusal(answer)}${quoted}`, status);
  }

  async function ask(method: string, path: string, body?: JsonObject): Promise<Answer> {
    try {
      const response = await fetch(`${url.replace(/\/+$/u, '')}${path}`, {
        method,
        headers: {
          ...headers,
          'user-agent': 'audiencectl',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { ok, status, headers: answered } = response;
      return { ok, status, headers: answered, text: await response.text() };
    } catch (cause) {
      throw new ReviewError(`${method} ${nameOf(path)}: ${new URL(url).host} did not answer`, {
        cause,
      });
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
      parseJson(await request(method, path, body), `${method} ${nameOf(path)}`),
    // There is nothing to read in the answer.
    remove: async (path) => {
      await request('DELETE', path);
    },
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

/** Only what the host says to be too much or too early; such a request was not carried out. */
function secondsToWait({ status, headers }: Answer): number | null {
  const after = headers.get('retry-after');
  const seconds = Number(after);
  if (after === null || (status !== 429 && status !== 403)) return null;
  return seconds >= 0 && seconds <= maxWaitSeconds ? seconds : null;
}

/** The words of both hosts for a refusal: GitHub has details in a list, GitLab a text, a list or an object. */
function messageOf(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return '';
  }
  if (!isJsonObject(value)) return '';
  const errors = Array.isArray(value['errors']) ? value['errors'] : [];
  const details = errors.map((each) => (isJsonObject(each) ? each['message'] : each));
  const parts = [value['message'] ?? value['error'], ...details].filter(
    (part) => part !== undefined && part !== null && part !== '',
  );
  const words = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
  return oneLine(words.join('; '));
}

function explainRefusal({ status, headers }: Answer): string {
  const isLimited = status === 403 && headers.get('x-ratelimit-remaining') === '0';
  if (isLimited || status === 429) return ': too many requests. Run the job again later';
  if (status === 401 || status === 403) return ': the token of the job may not do this';
  if (status === 404) return ': it does not exist, or the token of the job may not see it';
  return status >= 500 ? ': the host failed. Run the job again later' : '';
}
