/** Stands in for the APIs of GitHub and GitLab, as far as reviews, comments, runs and commits go. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { githubProposalRows } from './github-proposal-rows.ts';
import { githubRows } from './github-rows.ts';
import { gitlabProposalRows } from './gitlab-proposal-rows.ts';
import { gitlabRows } from './gitlab-rows.ts';
import {
  type HostReview,
  type HostRun,
  type HostState,
  hostToken,
  ownRepository,
  Refused,
} from './host-state.ts';

const rows = [...githubRows, ...githubProposalRows, ...gitlabRows, ...gitlabProposalRows];

/** What becomes of a request in place of its answer. */
export type Meddling =
  | { readonly cut: 'before' | 'after' | 'within' }
  | {
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

interface HostRequest {
  /** From 0. */
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export interface CodeHost extends HostState {
  readonly url: string;
  /** Looks at every request before it is carried out, and may change what becomes of it. */
  meddle: ((request: HostRequest) => Meddling | undefined) | null;
  /** Is waited for before a request is carried out: something else may happen meanwhile. */
  pause: ((request: HostRequest) => Promise<void>) | null;
  readonly requests: HostRequest[];
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
    contents: new Map(),
    trees: new Map(),
  };
  const requests: HostRequest[] = [];
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
    const { length: index } = requests;
    const asked = { index, method: request.method ?? '', path: request.url ?? '', body };
    requests.push(asked);
    await code.pause?.(asked);
    const meddling = code.meddle?.(asked);
    if (meddling !== undefined && 'status' in meddling) {
      const { status, headers = {}, body: text = '{}' } = meddling;
      response.writeHead(status, headers).end(text);
      return;
    }
    if (meddling?.cut === 'within') {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => request.socket.destroy(), 5);
      return;
    }
    if (meddling?.cut === 'before') {
      request.socket.destroy();
      return;
    }
    for (const { method, path, answer } of isKnown ? rows : []) {
      const match = method === request.method ? path.exec(pathname) : null;
      const words = (match ?? []).slice(1).map(decodeURIComponent);
      const found = match && answer(state, { words, query: searchParams, body });
      if (found === null || found === undefined) continue;
      if (meddling?.cut === 'after') {
        request.socket.destroy();
        return;
      }
      if (found instanceof Refused) {
        response.statusCode = found.status;
        response.end(JSON.stringify({ message: found.message }));
        return;
      }
      response.end(typeof found === 'string' ? found : JSON.stringify(page(found, searchParams)));
      return;
    }
    if (meddling?.cut === 'after') {
      request.socket.destroy();
      return;
    }
    response.statusCode = isKnown ? 404 : 401;
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const code: CodeHost = {
    ...state,
    ...actors(state),
    requests,
    meddle: null,
    pause: null,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return code;
}

/** What people and jobs do. */
function actors(
  state: HostState,
): Omit<CodeHost, keyof HostState | 'url' | 'close' | 'meddle' | 'pause' | 'requests'> {
  let minutes = 0;
  const now = () => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();
  return {
    open: (review) => {
      const opened = {
        from: ownRepository,
        into: ownRepository,
        author: 'ana',
        title: 'A change',
        body: '',
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
