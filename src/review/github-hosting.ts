import { readFile } from 'node:fs/promises';
import { isJsonObject, type JsonValue, valueAt } from '../model/text/json.ts';
import { connectGithub } from './connect-github.ts';
import { type Hosting, type Review, ReviewError } from './hosting.ts';
import { doubtAboutRun } from './plans/doubt-about-run.ts';
import { requireText } from './require-text.ts';
import { type CiVariables, requireVariable } from './require-variable.ts';

/** GitHub's names for a target branch that was changed, by hand and since it was deleted. */
const retargeting = ['base_ref_changed', 'automatic_base_change_succeeded'];

/** GitHub Actions: the comments of pull requests, by its REST API and the token of the job. */
export function githubHosting(environment: CiVariables): Hosting {
  const need = (name: string) => requireVariable(environment, name);
  const { api, own, repository, self } = connectGithub(environment);
  const run = need('GITHUB_RUN_ID');
  const branch = () => cutOff('refs/heads/', need('GITHUB_REF'), '');
  const workflow = () => cutOff(`${own}/`, need('GITHUB_WORKFLOW_REF'), `@${need('GITHUB_REF')}`);
  return {
    commit: need('GITHUB_SHA'),
    run,
    runUrl: `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${own}/actions/runs/${run}`,
    branch,
    tip: async () => {
      const name = branch().split('/').map(encodeURIComponent).join('/');
      return requireText(await api.read(`${repository}/git/ref/heads/${name}`), 'object.sha');
    },
    lastApplied: async () => {
      const file = encodeURIComponent(workflow().split('/').at(-1) ?? '');
      const which = `event=push&status=success&branch=${encodeURIComponent(branch())}`;
      const found = await api.read(
        `${repository}/actions/workflows/${file}/runs?${which}&per_page=1`,
      );
      const runs = isJsonObject(found) ? found['workflow_runs'] : null;
      const [last] = Array.isArray(runs) ? runs : [];
      return last === undefined ? null : requireText(last, 'head_sha');
    },
    currentReview: async () => {
      const event: unknown = JSON.parse(await readFile(need('GITHUB_EVENT_PATH'), 'utf8'));
      const review = isJsonObject(event) ? reviewOf(event['pull_request']) : null;
      if (review !== null) return review;
      throw new ReviewError('this job does not run for a pull request');
    },
    headOf: async ({ number }) =>
      requireText(await api.read(`${repository}/pulls/${number}`), 'head.sha'),
    mergedReviews: async () => {
      const commit = need('GITHUB_SHA');
      const pulls = await api.readList(`${repository}/commits/${commit}/pulls`);
      // Every open pull request that holds the commit is listed, too, and in a fork those of its origin.
      const merged = pulls.filter(
        (pull) =>
          pull['merge_commit_sha'] === commit &&
          typeof pull['merged_at'] === 'string' &&
          valueAt(pull, 'base.ref') === branch() &&
          valueAt(pull, 'base.repo.full_name') === own,
      );
      return merged.flatMap((pull) => reviewOf(pull) ?? []);
    },
    ownComments: async ({ number }) => {
      const account = await self();
      const comments = await api.readList(`${repository}/issues/${number}/comments`);
      return comments
        .filter((each) => valueAt(each, 'user.login') === account)
        .map(({ id, body }) => ({ id: String(id), body: String(body ?? '') }));
    },
    // A run of the time when it had another target branch used the workflow files of that one, and
    // GitHub does not say which run that was.
    objectionTo: async ({ number }) => {
      const events = await api.readList(`${repository}/issues/${number}/events`);
      const wasRetargeted = events.some(({ event }) => retargeting.includes(String(event)));
      return wasRetargeted ? 'has had another target branch' : null;
    },
    objectionToRun: async (id, review) => {
      const found = await api.read(`${repository}/actions/runs/${id}`);
      if (!isJsonObject(found)) return 'is unknown';
      const of = requireText(await api.read(`${repository}/pulls/${review.number}`), 'head.ref');
      const [owner = ''] = own.split('/');
      const head = encodeURIComponent(`${owner}:${of}`);
      return doubtAboutRun(found, {
        review,
        branch: of,
        siblings: await api.readList(`${repository}/pulls?state=all&head=${head}`),
        repository: own,
        workflow: workflow(),
        target: branch(),
      });
    },
    writeComment: async ({ number }, body) => {
      await api.send('POST', `${repository}/issues/${number}/comments`, { body });
    },
    rewriteComment: async (_, { id }, body) => {
      await api.send('PATCH', `${repository}/issues/comments/${id}`, { body });
    },
    // An artifact is a whole archive here, which actions/download-artifact unpacks.
    readArtifact: null,
  };
}

function reviewOf(pull: JsonValue | undefined): Review | null {
  if (!isJsonObject(pull)) return null;
  const { number } = pull;
  if (typeof number !== 'number') return null;
  return { number, head: requireText(pull, 'head.sha') };
}

/** A variable of GitHub without what it always begins and ends with. */
function cutOff(start: string, text: string, end: string): string {
  if (text.startsWith(start) && text.endsWith(end))
    return text.slice(start.length, text.length - end.length);
  throw new ReviewError(
    `"${text}" was expected to be "${start}…${end}": this job must run on a push to a branch`,
  );
}
