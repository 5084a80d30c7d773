/** Runs `audiencectl-review` as jobs do, without a process for each. */
import { runReview } from '../../src/review/run-review.ts';
import type { CodeHost } from './a-code-host.ts';
import { hostToken, ownRepository } from './host-state.ts';

export interface ReviewRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runReviewIn(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  at?: string,
): Promise<ReviewRun> {
  const printed: string[] = [];
  const logged: string[] = [];
  const streams = {
    print: (text: string) => printed.push(text),
    log: (text: string) => logged.push(text),
  };
  const exitCode = await runReview(words, environment, streams, at);
  return { exitCode, stdout: printed.join(''), stderr: logged.join('\n') };
}

export function inGithub(
  { url }: CodeHost,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const ref = variables['GITHUB_REF'] ?? 'refs/heads/main';
  return {
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_TOKEN: hostToken,
    GITHUB_REPOSITORY: ownRepository,
    GITHUB_RUN_ID: '999',
    GITHUB_REF: ref,
    GITHUB_WORKFLOW_REF: `${ownRepository}/.github/workflows/audiences.yml@${ref}`,
    ...variables,
  };
}

export function inGitlab(
  { url }: CodeHost,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return {
    GITLAB_CI: 'true',
    GITLAB_TOKEN: hostToken,
    CI_API_V4_URL: url,
    CI_PROJECT_ID: '7',
    CI_JOB_ID: '999',
    CI_COMMIT_BRANCH: 'main',
    ...variables,
  };
}
