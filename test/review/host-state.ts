/** What a code host knows, and the form of the table of what it answers. */
export const hostToken = 'host-token';

/** Whom comments by the token of the jobs are by. */
export const jobAccount = 'github-actions[bot]';

/** The repository or project that all of it is about. */
export const ownRepository = 'acme/audiences';

interface HostComment {
  readonly id: number;
  readonly review: number;
  readonly author: string;
  body: string;
}

export interface HostReview {
  readonly number: number;
  readonly author: string;
  readonly title: string;
  body: string;
  /** The repository of its branch. */
  readonly from: string;
  /** The repository that it is a review of. */
  readonly into: string;
  readonly branch: string;
  head: string;
  target: string;
  readonly openedAt: string;
  closedAt: string | null;
  /** The commit that its merge made. */
  mergedAs: string | null;
  squashedAs: string | null;
  /** What happened to it beside commits and comments, by GitHub's names. */
  readonly events: string[];
}

/** A run of a GitHub workflow, or a job of GitLab. */
export interface HostRun {
  /** The last commit of the branch; in GitLab the commit that was checked out. */
  readonly commit: string;
  readonly branch: string;
  readonly startedAt: string;
  /** What started it, by the name that the host has for that. */
  event: string;
  repository: string;
  workflow: string;
  /** `success`, `failure`, …; null while it runs. */
  conclusion: string | null;
  /** Of GitLab's pipeline: its ref, and the merge request that it belongs to. */
  ref: string;
  review: number | null;
}

/** A commit that was made by the API, or that a test has told the host of. */
export interface HostCommit {
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: string;
  readonly committer: string;
  /** All files of the repository at that commit. */
  readonly files: HostTree;
}

export type HostTree = ReadonlyMap<string, { readonly content: string; readonly mode: string }>;

/** What the host answers in place of a result. */
export class Refused {
  readonly status: number;
  readonly message: string;

  constructor(status: number, message: string) {
    this.status = status;
    this.message = message;
  }
}

export interface HostState {
  readonly reviews: HostReview[];
  readonly comments: HostComment[];
  /** Kept files of GitLab's jobs: `JOB/PATH` to text. */
  readonly artifacts: Map<string, string>;
  /** Paths that lead elsewhere, and where. */
  readonly redirects: Map<string, string>;
  /** Runs and jobs by their number. */
  readonly runs: Map<string, HostRun>;
  /** The last commit of each branch. */
  readonly branches: Map<string, string>;
  /** The parents of each commit. */
  readonly commits: Map<string, readonly string[]>;
  readonly contents: Map<string, HostCommit>;
  readonly trees: Map<string, HostTree>;
}

export interface Row {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (state: HostState, request: RowRequest) => unknown;
}

export interface RowRequest {
  /** What the groups of the path hold. */
  readonly words: readonly string[];
  readonly query: URLSearchParams;
  readonly body: string;
}

/** @param path with a group for each part that is to be told */
export function row(method: string, path: string, answer: Row['answer']): Row {
  return { method, path: new RegExp(`^${path}$`), answer };
}

export function addComment(
  state: HostState,
  { words: [review], body }: RowRequest,
): Record<string, never> {
  const { length } = state.comments;
  const { body: text } = JSON.parse(body);
  state.comments.push({ id: 100 + length, review: Number(review), author: jobAccount, body: text });
  return {};
}

export function rewriteComment(
  { comments }: HostState,
  { words, body }: RowRequest,
): Record<string, never> | undefined {
  const comment = comments.find(({ id }) => String(id) === words.at(-1));
  if (comment === undefined) return undefined;
  comment.body = JSON.parse(body).body;
  return {};
}
