import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../model/text/json.ts';
import { connectGitlab } from './connect-gitlab.ts';
import { type Hosting, type Review, ReviewError } from './hosting.ts';
import { requireText } from './require-text.ts';
import { type CiVariables, requireVariable } from './require-variable.ts';

/** GitLab CI: the notes of merge requests, with a project access token in `GITLAB_TOKEN`. */
export function gitlabHosting(environment: CiVariables): Hosting {
  const need = (name: string) => requireVariable(environment, name);
  const { api, id, project } = connectGitlab(environment);
  const commits = `${project}/repository/commits`;
  const request = ({ number }: Review) => `${project}/merge_requests/${number}`;
  const branch = () => need('CI_COMMIT_BRANCH');

  /** Whether the target branch itself was ever at a commit: its first parents are all that it was at. */
  const wasTarget = async (commit: JsonValue | undefined) => {
    const isIt = (row: JsonObject) => row['id'] === commit;
    const list = `${commits}?ref_name=${need('CI_COMMIT_SHA')}&first_parent=true`;
    return (await api.readList(list, isIt)).some(isIt);
  };

  /** Why a commit that a pipeline of a merge request ran on is none of what was reviewed. */
  const doubtAboutCommit = async (commit: string, ref: string, { number, head }: Review) => {
    const wrong = `did not plan commit ${head.slice(0, 7)} of this merge request`;
    if (ref === `refs/merge-requests/${number}/head`) return commit === head ? null : wrong;
    if (ref !== `refs/merge-requests/${number}/merge`) return wrong;
    // A pipeline for merged results: GitLab merged the branch with what was the target then, and ran the
    // files of that.
    const merge = await api.read(`${commits}/${commit}`);
    const parents = isJsonObject(merge) ? merge['parent_ids'] : null;
    if (!Array.isArray(parents) || parents.length !== 2 || !parents.includes(head)) return wrong;
    const target = parents.find((each) => each !== head);
    if (await wasTarget(target)) return null;
    return `planned a merge with commit ${String(target).slice(0, 7)}, which was never the head of ${branch()}`;
  };

  return {
    commit: need('CI_COMMIT_SHA'),
    run: need('CI_JOB_ID'),
    runUrl: environment['CI_JOB_URL'] ?? '',
    branch,
    tip: async () => {
      const name = encodeURIComponent(branch());
      return requireText(await api.read(`${project}/repository/branches/${name}`), 'commit.id');
    },
    lastApplied: async () => {
      const which = `source=push&status=success&ref=${encodeURIComponent(branch())}`;
      const found = await api.read(
        `${project}/pipelines?${which}&order_by=id&sort=desc&per_page=1`,
      );
      const [last] = Array.isArray(found) ? found : [];
      return last === undefined ? null : requireText(last, 'sha');
    },
    currentReview: async () => {
      const number = Number(environment['CI_MERGE_REQUEST_IID']);
      if (!(number > 0)) throw new ReviewError('this job does not run for a merge request');
      // A pipeline for merged results runs on a commit that the branch does not have.
      const head = environment['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] || need('CI_COMMIT_SHA');
      return { number, head };
    },
    headOf: async (review) => requireText(await api.read(request(review)), 'sha'),
    mergedReviews: async () => {
      const commit = need('CI_COMMIT_SHA');
      // Each merge request that has the commit among its own is listed, for every target branch.
      const found = await api.readList(`${commits}/${commit}/merge_requests`);
      return found
        .filter(
          ({ state, sha, merge_commit_sha, squash_commit_sha, ...each }) =>
            state === 'merged' &&
            [merge_commit_sha, squash_commit_sha, sha].includes(commit) &&
            each['target_branch'] === branch() &&
            String(each['target_project_id']) === id,
        )
        .map((each) => ({ number: Number(each['iid']), head: requireText(each, 'sha') }));
    },
    ownComments: async (review) => {
      const user = await api.read('/user');
      const self = isJsonObject(user) ? user['id'] : undefined;
      const found = await api.readList(`${request(review)}/notes?sort=asc&order_by=created_at`);
      return found
        .filter((each) => self !== undefined && valueAt(each, 'author.id') === self)
        .map((each) => ({ id: String(each['id']), body: String(each['body'] ?? '') }));
    },
    // Which branch a merge request had for a target shows in the commit that its job planned.
    objectionTo: async () => null,
    objectionToRun: async (job, review) => {
      const found = await api.read(`${project}/jobs/${job}`);
      if (!isJsonObject(found)) return 'is unknown';
      if (found['status'] !== 'success') return 'did not succeed';
      const commit = requireText(found, 'commit.id');
      // A branch may be named like a ref of GitLab's own, so that a ref alone proves nothing.
      const isIt = ({ id: each }: JsonObject) => each === valueAt(found, 'pipeline.id');
      const pipeline = (await api.readList(`${request(review)}/pipelines`, isIt)).find(isIt);
      if (pipeline?.['source'] !== 'merge_request_event') {
        return 'did not run in a pipeline of this merge request';
      }
      return doubtAboutCommit(commit, String(pipeline['ref']), review);
    },
    writeComment: async (review, body) => {
      await api.send('POST', `${request(review)}/notes`, { body });
    },
    rewriteComment: async (review, { id: note }, body) => {
      await api.send('PUT', `${request(review)}/notes/${note}`, { body });
    },
    readArtifact: (run, file) => {
      const path = file.split('/').map(encodeURIComponent).join('/');
      return api.readText(`${project}/jobs/${run}/artifacts/${path}`);
    },
  };
}
