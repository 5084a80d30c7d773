/** What GitHub's REST API answers, as its documentation has it. */
import {
  addComment,
  type HostReview,
  type HostRun,
  type HostState,
  jobAccount,
  type Row,
  rewriteComment,
  row,
} from './host-state.ts';

const repository = '/repos/acme/audiences';

export const githubRows: readonly Row[] = [
  // The review that brought a commit, and every open one that holds it.
  row('GET', `${repository}/commits/(\\w+)/pulls`, ({ reviews }, { words: [commit] }) =>
    reviews.filter(({ mergedAs, head }) => mergedAs === commit || head === commit).map(pullOf),
  ),
  row('GET', `${repository}/pulls`, ({ reviews }, { query }) =>
    reviews.filter((each) => isListed(each, query)).map(pullOf),
  ),
  row(
    'GET',
    `${repository}/pulls/(\\d+)`,
    ({ reviews }, { words: [number] }) =>
      reviews.filter((each) => String(each.number) === number).map(pullOf)[0],
  ),
  row('GET', `${repository}/issues/(\\d+)/events`, ({ reviews }, { words: [number] }) =>
    reviews
      .find((each) => String(each.number) === number)
      ?.events.map((event) => ({ event, created_at: '2026-01-01T00:00:00Z' })),
  ),
  row('GET', `${repository}/issues/(\\d+)/comments`, ({ comments }, { words: [number] }) =>
    comments
      .filter(({ review }) => String(review) === number)
      .map(({ id, body, author }) => ({
        id,
        body,
        user: { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' },
      })),
  ),
  row('POST', `${repository}/issues/(\\d+)/comments`, addComment),
  row('PATCH', `${repository}/issues/comments/(\\d+)`, rewriteComment),
  row('GET', `${repository}/actions/runs/(\\d+)`, (state, { words: [id = ''] }) => {
    const run = state.runs.get(id);
    return run && runOf(run, state);
  }),
  row('GET', `${repository}/git/ref/heads/(.+)`, ({ branches }, { words: [branch = ''] }) => {
    const sha = branches.get(branch);
    return sha && { ref: `refs/heads/${branch}`, object: { sha } };
  }),
  row('POST', '/graphql', (_, { body }) =>
    String(JSON.parse(body).query).replaceAll(/\s/g, '') === '{viewer{login}}'
      ? { data: { viewer: { login: jobAccount } } }
      : undefined,
  ),
];

export function pullOf(review: HostReview): object {
  return {
    number: review.number,
    state: review.closedAt === null ? 'open' : 'closed',
    title: review.title,
    body: review.body,
    user: { login: review.author },
    created_at: review.openedAt,
    closed_at: review.closedAt,
    merged_at: review.mergedAs && review.closedAt,
    merge_commit_sha: review.mergedAs,
    head: { ref: review.branch, sha: review.head, repo: { full_name: review.from } },
    base: { ref: review.target, repo: { full_name: review.into } },
  };
}

/** Without `state`, open ones alone; `head` is OWNER:BRANCH. */
function isListed({ closedAt, branch, from }: HostReview, query: URLSearchParams): boolean {
  const head = query.get('head');
  const isOfHead = head === null || head === `${from.split('/')[0]}:${branch}`;
  return isOfHead && (query.get('state') === 'all' || closedAt === null);
}

/** `pull_requests` are whatever is open now, and not what the run was made for. */
function runOf(run: HostRun, { reviews }: HostState) {
  return {
    event: run.event,
    head_sha: run.commit,
    head_branch: run.branch,
    head_repository: { full_name: run.repository },
    path: run.workflow,
    status: run.conclusion === null ? 'in_progress' : 'completed',
    conclusion: run.conclusion,
    created_at: run.startedAt,
    pull_requests: reviews
      .filter(({ closedAt }) => closedAt === null)
      .filter(({ head, branch }) => head === run.commit || branch === run.branch)
      .map(({ number, branch, head, target }) => ({
        number,
        head: { ref: branch, sha: head },
        base: { ref: target },
      })),
  };
}
