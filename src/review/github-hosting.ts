import { readFile } from 'node:fs/promises';
import { isJsonObject, type JsonObject, valueAt } from '../model/json.ts';
import { createHostingApi } from './create-hosting-api.ts';
import { type Hosting, type Review, ReviewError } from './hosting.ts';
import { type Environment, requireVariable } from './require-variable.ts';

/** GitHub Actions: the comments of pull requests, by its REST API and the token of the job. */
export function githubHosting(environment: Environment): Hosting {
  const need = (name: string) => requireVariable(environment, name);
  const api = createHostingApi(need('GITHUB_API_URL'), {
    authorization: `Bearer ${need('GITHUB_TOKEN')}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  });
  const repository = `/repos/${need('GITHUB_REPOSITORY')}`;
  const run = need('GITHUB_RUN_ID');
  return {
    commit: need('GITHUB_SHA'),
    run,
    runUrl: `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${need('GITHUB_REPOSITORY')}/actions/runs/${run}`,
    currentReview: async () => {
      const event: unknown = JSON.parse(await readFile(need('GITHUB_EVENT_PATH'), 'utf8'));
      const review = isJsonObject(event) ? reviewOf(event['pull_request']) : null;
      if (review !== null) return review;
      throw new ReviewError('this job runs for no pull request');
    },
    reviewOfCommit: async (commit) => {
      const pulls = await api.readList(`${repository}/commits/${commit}/pulls`);
      // Any branch that holds the commit has its pull request here; the merge is what made it.
      const merged = pulls.filter(
        (pull) => pull['merge_commit_sha'] === commit && typeof pull['merged_at'] === 'string',
      );
      return reviewOf(merged[0]);
    },
    ownComments: async ({ number }) => {
      const comments = await api.readList(`${repository}/issues/${number}/comments`);
      return comments.filter(isByBot).map((comment) => ({
        id: String(comment['id']),
        body: String(comment['body'] ?? ''),
      }));
    },
    isRunOf: async (of, { head }) => {
      const found = await api.read(`${repository}/actions/runs/${of}`);
      return (
        isJsonObject(found) &&
        found['event'] === 'pull_request' &&
        found['head_sha'] === head &&
        // A fork's run of the same commit keeps what the fork's owner likes.
        valueAt(found, 'head_repository.full_name') === need('GITHUB_REPOSITORY')
      );
    },
    writeComment: ({ number }, body) =>
      api.send('POST', `${repository}/issues/${number}/comments`, { body }),
    rewriteComment: (_, { id }, body) =>
      api.send('PATCH', `${repository}/issues/comments/${id}`, { body }),
    // An artifact is a whole archive here, which actions/download-artifact unpacks.
    readArtifact: null,
  };
}

function reviewOf(pull: unknown): Review | null {
  if (!isJsonObject(pull)) return null;
  const { number } = pull;
  const head = valueAt(pull, 'head.sha');
  return typeof number === 'number' && typeof head === 'string' ? { number, head } : null;
}

/** The token of a job, like that of an app, writes as a bot, which no person can pass for. */
function isByBot(comment: JsonObject): boolean {
  return valueAt(comment, 'user.type') === 'Bot';
}
