/** An API of either platform that answers with whatever a test puts into it. */
import { type Reply, type Served, serve } from '../remote/serve.ts';

type Row = object;

export interface HostileAnswers {
  readonly segments?: readonly Row[];
  readonly audiences?: readonly Row[];
  readonly token?: Reply;
  /** In place of every answer that is no token, where it says something. */
  readonly every?: (method: string, path: string) => Reply | undefined;
}

/** Answers searches with these rows, look-ups with nothing, and writes with nothing. */
export function serveHostile({
  segments = [],
  audiences = [],
  token,
  every = () => undefined,
}: HostileAnswers): Promise<Served> {
  const page = (rows: readonly Row[]): Reply => ({
    json: { data: rows, meta: { totalItems: rows.length, limit: 500, offset: 0 } },
  });
  return serve(
    ({ method, path }) => {
      const own = every(method, path);
      if (own !== undefined) return own;
      if (path.endsWith('/audience-segments/search')) return page(segments);
      if (path.endsWith('/audiences/search')) return page(audiences);
      return { json: { data: [], errors: [], warnings: [] } };
    },
    ...(token === undefined ? [] : [() => token]),
  );
}
