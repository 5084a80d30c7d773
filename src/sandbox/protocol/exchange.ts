/** A request and its answer as plain data, so that the sandbox itself needs no network. */

export interface PlainRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly delayMs: number;
  /** `reset`: no answer at all; `cut`: the connection ends within the body. */
  readonly connection: 'kept' | 'reset' | 'cut';
}

/** Values of a repeated name are joined by commas. */
export function splitTarget(target: string): {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
} {
  const url = new URL(target, 'http://sandbox');
  const names = [...new Set(url.searchParams.keys())];
  const pairs = names.map((name) => [name, url.searchParams.getAll(name).join(',')]);
  return { path: url.pathname, query: Object.fromEntries(pairs) };
}
