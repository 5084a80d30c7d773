/** A merge request on GitLab, from its branch to its merge, and the jobs that run for it. */

import type { HostReview } from '../review/host-state.ts';
import { type Checkout, exampleProject } from './a-checkout.ts';
import {
  type GitlabRun,
  ofMergeRequest,
  ofPush,
  onSchedule,
  runGitlabJob,
} from './run-gitlab-job.ts';

/** How a project of GitLab merges. */
export type Method = 'merge' | 'squash' | 'fast-forward';

export interface Merged {
  readonly before: string;
  readonly commit: string;
}

export interface MergeRequest {
  readonly review: HostReview;
  /** Runs the job `plan`; by default for the branch alone, else for its merge with the target branch. */
  readonly plan: (job: number, of?: 'branch' | 'merged results') => Promise<GitlabRun>;
  readonly merge: (how?: Method) => Promise<Merged>;
}

/** @param files what it changes beside main; by default it brings the example */
export async function openMergeRequest(
  checkout: Checkout,
  number: number,
  files?: Readonly<Record<string, string>>,
): Promise<MergeRequest> {
  const { git, host } = checkout;
  const branch = `change-${number}`;
  if (number === 1) await checkout.commit({ 'README.md': 'Audiences of Acme' });
  await checkout.push('main');
  await git('checkout', '--quiet', '-b', branch, 'main');
  const head = await checkout.commit(files ?? (await exampleProject(checkout)));
  await checkout.push(branch);
  const review = host.open({ number, head, branch });

  return {
    review,
    plan: async (job, of = 'branch') => {
      const base = await git('merge-base', 'main', review.head);
      const merged = of === 'branch' ? undefined : await mergedResult(checkout, review);
      return runGitlabJob(checkout, 'plan', job, ofMergeRequest(review, base, merged));
    },
    merge: async (how = 'merge') => {
      const before = await git('rev-parse', 'main');
      await git('checkout', '--quiet', 'main');
      if (how === 'merge') await git('merge', '--quiet', '--no-ff', '--message', 'merge', branch);
      if (how === 'fast-forward') await git('merge', '--quiet', '--ff-only', branch);
      if (how === 'squash') {
        await git('merge', '--quiet', '--squash', branch);
        await git('commit', '--quiet', '--message', 'squashed');
      }
      await checkout.push('main');
      const commit = await git('rev-parse', 'main');
      host.merge(review, commit);
      return { before, commit };
    },
  };
}

/** The commit that GitLab makes of a branch and its target, under a ref of its own. */
export async function mergedResult(
  { git, push }: Checkout,
  { number, target: branch, head }: HostReview,
): Promise<{ readonly commit: string; readonly target: string }> {
  const target = await git('rev-parse', branch);
  const [tree = ''] = (await git('merge-tree', '--write-tree', target, head)).split('\n');
  const commit = await git('commit-tree', tree, '-p', target, '-p', head, '-m', 'merge');
  await push(`${commit}:refs/merge-requests/${number}/merge`);
  return { commit, target };
}

export const apply = (
  checkout: Checkout,
  job: number,
  { before, commit }: Merged,
): Promise<GitlabRun> => runGitlabJob(checkout, 'apply', job, ofPush(before, commit));

export async function atNight(
  checkout: Checkout,
  name: string,
  job: number,
  variables: Readonly<Record<string, string>> = {},
): Promise<GitlabRun> {
  const commit = await checkout.git('rev-parse', 'main');
  const pipeline = onSchedule(name, commit);
  const all = { ...pipeline.variables, ...variables };
  return runGitlabJob(checkout, name, job, { ...pipeline, variables: all });
}
