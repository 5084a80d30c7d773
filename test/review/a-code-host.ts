/** Stands in for the APIs of GitHub and GitLab, as far as reviews, comments, runs and commits go. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { githubRows } from './github-rows.ts';
import { gitlabRows } from './gitlab-rows.ts';
import {
  type HostReview,
  type HostRun,
  type HostState,
  hostToken,
  ownRepository,
} from './host-state.ts';

export interface CodeHost extends HostState {
  readonly url: string;
  readonly open: (review: Pick<HostReview, 'number' | 'head'> & Partial<HostReview>) => HostReview;
  readonly start: (run: number, of: Pick<HostRun, 'commit'> & Partial<HostRun>) => HostRun;
  readonly merge: (review: HostReview, as: string) => void;
  readonly shut: (review: HostReview) => void;
  /** Somebody writes a comment by hand. */
  readonly say: (author: string, body: string, review?: number) => void;
  /** Lets time go by; nothing else does. */
  readonly wait: (minutes: number) => void;
  readonly close: () => Promise<void>;
}

export async function serveCodeHost(): Promise<CodeHost> {
  const state: HostState = {
    reviews: [],
    comments: [],
    artifacts: new Map(),
    redirects: new Map(),
    runs: new Map(),
    branches: new Map(),
    commits: new Map(),
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://host');
    const body = await readBody(request);
    const isKnown =
      request.headers.authorization === `Bearer ${hostToken}` ||
      request.headers['private-token'] === hostToken;
    const elsewhere = isKnown ? state.redirects.get(pathname) : undefined;
    if (elsewhere !== undefined) {
      response.writeHead(302, { location: elsewhere }).end();
      return;
    }
    for (const { method, path, answer } of isKnown ? [...githubRows, ...gitlabRows] : []) {
      const match = method === request.method ? path.exec(pathname) : null;
      const words = (match ?? []).slice(1).map(decodeURIComponent);
      const found = match && answer(state, { words, query: searchParams, body });
      if (found === null || found === undefined) continue;
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
    ...actors(state),
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** What people and jobs do. */
function actors(state: HostState): Omit<CodeHost, keyof HostState | 'url' | 'close'> {
  let minutes = 0;
  const now = () => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();
  return {
    open: (review) => {
      const opened = {
        from: ownRepository,
        into: ownRepository,
        branch: 'change',
        target: 'main',
        openedAt: now(),
        closedAt: null,
        mergedAs: null,
        squashedAs: null,
        events: [],
        ...review,
      };
      state.reviews.push(opened);
      return opened;
    },
    start: (number, of) => {
      const started = {
        branch: 'change',
        startedAt: now(),
        event: 'pull_request',
        repository: ownRepository,
        workflow: '.github/workflows/audiences.yml',
        conclusion: null,
        ref: 'main',
        review: null,
        ...of,
      };
      state.runs.set(String(number), started);
      return started;
    },
    merge: (review, as) => {
      review.closedAt = now();
      review.mergedAs = as;
    },
    shut: (review) => {
      review.closedAt = now();
    },
    say: (author, body, review = 1) => {
      state.comments.push({ id: 100 + state.comments.length, review, author, body });
    },
    wait: (more) => {
      minutes += more;
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
