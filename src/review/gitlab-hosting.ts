import { isJsonObject, valueAt } from '../model/json.ts';
import { createHostingApi } from './create-hosting-api.ts';
import { type Hosting, type Review, ReviewError } from './hosting.ts';
import { type Environment, requireVariable } from './require-variable.ts';

/** GitLab CI: the notes of merge requests, with a project access token in `GITLAB_TOKEN`. */
export function gitlabHosting(environment: Environment): Hosting {
  const need = (name: string) => requireVariable(environment, name);
  const api = createHostingApi(need('CI_API_V4_URL'), { 'private-token': need('GITLAB_TOKEN') });
  const project = `/projects/${encodeURIComponent(need('CI_PROJECT_ID'))}`;
  const notes = ({ number }: Review) => `${project}/merge_requests/${number}/notes`;
  return {
    commit: need('CI_COMMIT_SHA'),
    run: need('CI_JOB_ID'),
    runUrl: environment['CI_JOB_URL'] ?? '',
    currentReview: async () => {
      const number = Number(environment['CI_MERGE_REQUEST_IID']);
      if (!(number > 0)) throw new ReviewError('this job runs for no merge request');
      // A pipeline for merged results runs on a commit that the branch does not have.
      const head = environment['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] || need('CI_COMMIT_SHA');
      return { number, head };
    },
    reviewOfCommit: async (commit) => {
      const found = await api.readList(`${project}/repository/commits/${commit}/merge_requests`);
      const merged = found.find(({ state }) => state === 'merged');
      if (merged === undefined) return null;
      const { iid, sha } = merged;
      return typeof iid === 'number' && typeof sha === 'string' ? { number: iid, head: sha } : null;
    },
    ownComments: async (review) => {
      const user = await api.read('/user');
      const self = isJsonObject(user) ? user['id'] : undefined;
      const found = await api.readList(`${notes(review)}?sort=asc&order_by=created_at`);
      return found
        .filter((each) => self !== undefined && valueAt(each, 'author.id') === self)
        .map(({ id, body }) => ({ id: String(id), body: String(body ?? '') }));
    },
    isRunOf: async (job, { number, head }) => {
      const found = await api.read(`${project}/jobs/${job}`);
      if (!isJsonObject(found)) return false;
      const commit = valueAt(found, 'commit.id');
      if (commit === head) return true;
      // A pipeline for merged results runs on a commit that GitLab made, under a ref that is GitLab's own.
      const isOfMerge = valueAt(found, 'pipeline.ref') === `refs/merge-requests/${number}/merge`;
      if (!isOfMerge || typeof commit !== 'string') return false;
      const merge = await api.read(`${project}/repository/commits/${commit}`);
      const parents = isJsonObject(merge) ? merge['parent_ids'] : null;
      return Array.isArray(parents) && parents.includes(head);
    },
    writeComment: (review, body) => api.send('POST', notes(review), { body }),
    rewriteComment: (review, { id }, body) => api.send('PUT', `${notes(review)}/${id}`, { body }),
    readArtifact: (run, file) => {
      const path = file.split('/').map(encodeURIComponent).join('/');
      return api.readText(`${project}/jobs/${run}/artifacts/${path}`);
    },
  };
}
