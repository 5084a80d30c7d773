/** What GitLab's REST API answers, as its documentation has it. */
import {
  addComment,
  type HostReview,
  type HostRun,
  type HostState,
  jobAccount,
  ownRepository,
  type Row,
  rewriteComment,
  row,
} from './host-state.ts';

const project = '/projects/7';

export const jobEmail = 'project_7_bot@noreply.example.org';

export const gitlabRows: readonly Row[] = [
  row('GET', '/user', () => ({ id: 1, commit_email: jobEmail, email: '' })),
  // Each merge request that was merged as the commit or has it among its own, into whatever branch.
  row(
    'GET',
    `${project}/repository/commits/(\\w+)/merge_requests`,
    ({ reviews, commits }, { words: [commit = ''] }) =>
      reviews.filter((each) => isRelated(each, commit, commits)).map(mergeRequestOf),
  ),
  row(
    'GET',
    `${project}/merge_requests/(\\d+)`,
    ({ reviews }, { words: [number] }) =>
      reviews.filter((each) => String(each.number) === number).map(mergeRequestOf)[0],
  ),
  row('GET', `${project}/merge_requests/(\\d+)/notes`, ({ comments }, { words: [number] }) =>
    comments
      .filter(({ review }) => String(review) === number)
      .map(({ id, body, author }) => ({ id, body, author: { id: author === jobAccount ? 1 : 2 } })),
  ),
  row('POST', `${project}/merge_requests/(\\d+)/notes`, addComment),
  row('PUT', `${project}/merge_requests/(\\d+)/notes/(\\d+)`, rewriteComment),
  row('GET', `${project}/jobs/(\\d+)`, ({ runs }, { words: [id = ''] }) => {
    const job = runs.get(id);
    const pipeline = job && pipelineOf(id, job);
    return job && { status: job.conclusion ?? 'running', commit: { id: job.commit }, pipeline };
  }),
  // Those of the merge request itself, and those of pushes to its branch.
  row(
    'GET',
    `${project}/merge_requests/(\\d+)/pipelines`,
    ({ runs, reviews }, { words: [number] }) => {
      const review = reviews.find((each) => String(each.number) === number);
      return [...runs]
        .filter(([, job]) => job.review === review?.number || job.ref === review?.branch)
        .map(([id, job]) => pipelineOf(id, job));
    },
  ),
  row('GET', `${project}/jobs/(\\d+)/artifacts/(.+)`, ({ artifacts }, { words: [job, path] }) =>
    artifacts.get(`${job}/${path}`),
  ),
  row('GET', `${project}/repository/commits`, ({ commits }, { query }) =>
    query.get('first_parent') === 'true'
      ? firstParents(query.get('ref_name') ?? '', commits).map((id) => ({ id }))
      : undefined,
  ),
  row('GET', `${project}/repository/commits/(\\w+)`, ({ commits }, { words: [id = ''] }) => {
    const parents = commits.get(id);
    return parents && { id, parent_ids: parents };
  }),
  row('GET', `${project}/repository/branches/(.+)`, ({ branches }, { words: [name = ''] }) => {
    const id = branches.get(name);
    return id && { name, commit: { id } };
  }),
];

/** Each job has a pipeline of its own here. */
function pipelineOf(job: string, { ref, event }: HostRun) {
  return { id: 5000 + Number(job), ref, source: event };
}

export function mergeRequestOf(review: HostReview): object {
  const { mergedAs, closedAt, head } = review;
  return {
    iid: review.number,
    title: review.title,
    description: review.body,
    author: { id: review.author === jobAccount ? 1 : 2 },
    sha: head,
    state: mergedAs ? 'merged' : closedAt ? 'closed' : 'opened',
    // A fast-forward makes no commit of its own.
    merge_commit_sha: mergedAs === head ? null : mergedAs,
    squash_commit_sha: review.squashedAs,
    target_branch: review.target,
    source_branch: review.branch,
    source_project_id: review.from === ownRepository ? 7 : 8,
    target_project_id: review.into === ownRepository ? 7 : 9,
  };
}

function isRelated(review: HostReview, commit: string, commits: HostState['commits']): boolean {
  const { mergedAs, squashedAs, head } = review;
  return mergedAs === commit || squashedAs === commit || ancestorsOf(head, commits).has(commit);
}

function ancestorsOf(commit: string, commits: HostState['commits']): ReadonlySet<string> {
  const seen = new Set([commit]);
  for (const each of seen) for (const parent of commits.get(each) ?? []) seen.add(parent);
  return seen;
}

function firstParents(commit: string, commits: HostState['commits']): readonly string[] {
  const chain: string[] = [];
  for (let at: string | undefined = commit; at !== undefined; at = commits.get(at)?.[0]) {
    chain.push(at);
  }
  return chain;
}
