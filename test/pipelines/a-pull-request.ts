/** A pull request on GitHub, from its branch to its merge, and the jobs that run for it. */

import type { HostReview } from '../review/host-state.ts';
import { type Checkout, exampleProject } from './a-checkout.ts';
import { type GithubEvent, type GithubRun, runGithubJob } from './run-github-job.ts';

export type Merging = 'merge' | 'squash' | 'rebase';

/** A push to the main branch, as GitHub tells a workflow of it. */
export interface Push {
  readonly before: string;
  readonly commit: string;
}

export interface PullRequest {
  readonly review: HostReview;
  /** Runs the job `plan` for what was pushed last. */
  readonly plan: (options?: Partial<GithubEvent>) => Promise<GithubRun>;
  readonly push: (file: string, change: (text: string) => string) => Promise<void>;
  readonly merge: (how?: Merging) => Promise<Push>;
}

/** @param files what it changes beside main; by default it brings the example */
export async function openPullRequest(
  checkout: Checkout,
  number: number,
  files?: Readonly<Record<string, string>>,
): Promise<PullRequest> {
  const { git, host } = checkout;
  const branch = `change-${number}`;
  if (number === 1) await checkout.commit({ 'README.md': 'Audiences of Acme' });
  await checkout.push('main');
  await git('checkout', '--quiet', '-b', branch, 'main');
  const head = await checkout.commit(files ?? (await exampleProject(checkout)));
  await checkout.push(branch);
  host.wait(60);
  const review = host.open({ number, head, branch });
  let run = number * 100;

  return {
    review,
    plan: async (options = {}) => {
      const base = await git('rev-parse', 'main');
      run += 1;
      host.wait(1);
      return runGithubJob(checkout, 'plan', {
        name: 'pull_request',
        run,
        commit: await mergeOf(checkout, review),
        ref: `refs/pull/${number}/merge`,
        of: { commit: review.head, branch, repository: review.from },
        payload: payloadOf(review, base),
        ...options,
      });
    },
    push: async (file, change) => {
      review.head = await checkout.edit(file, change);
      await checkout.push(branch);
    },
    merge: async (how = 'merge') => {
      const before = await git('rev-parse', 'main');
      await mergeAs(checkout, how, branch);
      await checkout.push('main');
      const commit = await git('rev-parse', 'main');
      host.wait(60);
      host.merge(review, commit);
      return { before, commit };
    },
  };
}

/** The commit that GitHub makes to try a merge; it stays where no branch names it. */
async function mergeOf({ git, push }: Checkout, review: HostReview): Promise<string> {
  const { number, target, head } = review;
  const [tree = ''] = (await git('merge-tree', '--write-tree', target, head)).split('\n');
  const commit = await git('commit-tree', tree, '-p', target, '-p', head, '-m', 'merge');
  await push(`${commit}:refs/pull/${number}/merge`);
  return commit;
}

function payloadOf({ number, head, from }: HostReview, base: string): object {
  return {
    pull_request: { number, head: { sha: head, repo: { full_name: from } }, base: { sha: base } },
  };
}

async function mergeAs({ git }: Checkout, how: Merging, branch: string): Promise<void> {
  if (how === 'rebase') {
    // Each commit anew, as GitHub does it, so that none of the branch is on main.
    const commits = (await git('rev-list', '--reverse', `main..${branch}`)).split('\n');
    await git('checkout', '--quiet', 'main');
    await git('cherry-pick', '-x', ...commits);
    return;
  }
  await git('checkout', '--quiet', 'main');
  if (how === 'merge') await git('merge', '--quiet', '--no-ff', '--message', 'merge', branch);
  if (how === 'squash') {
    await git('merge', '--quiet', '--squash', branch);
    await git('commit', '--quiet', '--message', 'squashed');
  }
}

export const apply = (
  checkout: Checkout,
  run: number,
  { before, commit }: Push,
  options: Partial<GithubEvent> = {},
): Promise<GithubRun> =>
  runGithubJob(checkout, 'apply', {
    name: 'push',
    run,
    commit,
    ref: 'refs/heads/main',
    payload: { before },
    ...options,
  });

export async function atNight(
  checkout: Checkout,
  job: string,
  run: number,
  options: Partial<GithubEvent> = {},
): Promise<GithubRun> {
  const commit = await checkout.git('rev-parse', 'main');
  const event = { name: 'schedule', run, commit, ref: 'refs/heads/main' } as const;
  return runGithubJob(checkout, job, { ...event, ...options });
}
