/** Stands in for the comments of GitHub and GitLab, and for the plan files that jobs of the latter keep. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const hostToken = 'host-token';

interface HostComment {
  readonly id: number;
  body: string;
  /** `job` for what the token of the jobs wrote. */
  readonly author: string;
}

interface HostReview {
  readonly number: number;
  head: string;
  /** The commit that its merge made. */
  mergedAs: string | null;
}

interface HostRun {
  readonly commit: string;
  /** `pull_request`, `push`, …; for GitLab, the ref of the pipeline. */
  readonly event: string;
  readonly repository?: string;
}

export interface CodeHost {
  readonly url: string;
  readonly reviews: HostReview[];
  readonly comments: HostComment[];
  /** Kept files of GitLab's jobs: `JOB/PATH` to text. */
  readonly artifacts: Map<string, string>;
  /** Runs and jobs by their number. */
  readonly runs: Map<string, HostRun>;
  /** Someone writes a comment by hand. */
  readonly say: (author: string, body: string) => void;
  readonly close: () => Promise<void>;
}

type State = Pick<CodeHost, 'reviews' | 'comments' | 'artifacts' | 'runs' | 'say'>;

interface Row {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (state: State, match: RegExpExecArray, body: string) => unknown;
}

const github: readonly Row[] = [
  row('GET', '/repos/acme/audiences/commits/(\\w+)/pulls', ({ reviews }, [, commit]) =>
    reviews
      .filter(({ mergedAs }) => mergedAs === commit)
      .map(({ number, head }) => ({
        number,
        head: { sha: head },
        merge_commit_sha: commit,
        merged_at: '2026-01-01T00:00:00Z',
      })),
  ),
  row('GET', '/repos/acme/audiences/issues/\\d+/comments', ({ comments }) =>
    comments.map(({ id, body, author }) => ({
      id,
      body,
      user: { login: author, type: author === 'job' ? 'Bot' : 'User' },
    })),
  ),
  row('GET', '/repos/acme/audiences/actions/runs/(\\d+)', ({ runs }, [, id = '']) => {
    const run = runs.get(id);
    return (
      run && {
        event: run.event,
        head_sha: run.commit,
        head_repository: { full_name: run.repository ?? 'acme/audiences' },
      }
    );
  }),
  row('POST', '/repos/acme/audiences/issues/\\d+/comments', write),
  row('PATCH', '/repos/acme/audiences/issues/comments/(\\d+)', rewrite),
];

const gitlab: readonly Row[] = [
  row('GET', '/user', () => ({ id: 1 })),
  row('GET', '/projects/7/repository/commits/(\\w+)/merge_requests', ({ reviews }, [, commit]) =>
    reviews
      .filter(({ mergedAs }) => mergedAs === commit)
      .map(({ number, head }) => ({ iid: number, sha: head, state: 'merged' })),
  ),
  row('GET', '/projects/7/merge_requests/\\d+/notes', ({ comments }) =>
    comments.map(({ id, body, author }) => ({
      id,
      body,
      author: { id: author === 'job' ? 1 : 2 },
    })),
  ),
  row('POST', '/projects/7/merge_requests/\\d+/notes', write),
  row('PUT', '/projects/7/merge_requests/\\d+/notes/(\\d+)', rewrite),
  row('GET', '/projects/7/jobs/(\\d+)', ({ runs }, [, id = '']) => {
    const job = runs.get(id);
    return job && { commit: { id: job.commit }, pipeline: { ref: job.event } };
  }),
  row('GET', '/projects/7/repository/commits/(\\w+)', ({ reviews }) => ({
    parent_ids: ['of-the-target', ...reviews.map(({ head }) => head)],
  })),
  row('GET', '/projects/7/jobs/(\\d+)/artifacts/(.+)', ({ artifacts }, [, job, path]) =>
    artifacts.get(`${job}/${path}`),
  ),
];

function row(method: string, path: string, answer: Row['answer']): Row {
  return { method, path: new RegExp(`^${path}$`), answer };
}

function write({ say }: State, _: RegExpExecArray, body: string): unknown {
  say('job', JSON.parse(body).body);
  return {};
}

function rewrite({ comments }: State, [, id]: RegExpExecArray, body: string): unknown {
  const comment = comments.find((each) => String(each.id) === id);
  if (comment) comment.body = JSON.parse(body).body;
  return comment && {};
}

export async function serveCodeHost(): Promise<CodeHost> {
  const comments: HostComment[] = [];
  const state: State = {
    reviews: [],
    comments,
    artifacts: new Map(),
    runs: new Map(),
    say: (author, body) => comments.push({ id: 100 + comments.length, body, author }),
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://host');
    const body = await readBody(request);
    const isKnown =
      request.headers.authorization === `Bearer ${hostToken}` ||
      request.headers['private-token'] === hostToken;
    for (const { method, path, answer } of isKnown ? [...github, ...gitlab] : []) {
      const match = path.exec(decodeURIComponent(pathname));
      const found = match && method === request.method ? answer(state, match, body) : undefined;
      if (found === undefined) continue;
      response.end(typeof found === 'string' ? found : JSON.stringify(page(found, searchParams)));
      return;
    }
    response.statusCode = isKnown ? 404 : 401;
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    ...state,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function page(found: unknown, query: URLSearchParams): unknown {
  if (!Array.isArray(found)) return found;
  const [size, number] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
  return found.slice(size * (number - 1), size * number);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
