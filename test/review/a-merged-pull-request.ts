/** A pull request that was planned, reviewed and merged, and what is found of its plan. */
import { writeReviewNote } from '../../src/review/plans/review-note.ts';
import { type CodeHost, serveCodeHost } from './a-code-host.ts';
import { type HostReview, type HostRun, jobAccount } from './host-state.ts';
import { inGithub, type ReviewRun, runReviewIn } from './run-review-in.ts';

const key = 'audiencectl.yaml:-';
const commit = (text: string) => text.padEnd(40, '0');
export const old: string = commit('01d');
export const head: string = commit('ad');
export const before: string = commit('bef');
export const merged: string = commit('e12ed');
export const reviewed: string = 'a'.repeat(64);
export const forged: string = 'f'.repeat(64);

export interface World {
  readonly host: CodeHost;
  /** The pull request that was reviewed, and the run that planned it. */
  readonly review: HostReview;
  readonly run: HostRun;
  readonly find: (options?: FindOptions) => Promise<ReviewRun>;
  /** Has a job of the attacker's rewrite the note, as every workflow with a token for comments can. */
  readonly note: (run: string, checksum?: string, head?: string) => void;
}

export interface FindOptions {
  readonly key?: string;
  readonly checkout?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

export const comment = (run: string, checksum: string | null, of: string = head): string =>
  `<!-- audiencectl:acme/- -->\nA plan\n\n${writeReviewNote({ key, head: of, checksum, run })}`;

/** A pull request that was planned and merged as it should be. */
export async function withWorld(use: (world: World) => Promise<void>): Promise<void> {
  const host = await serveCodeHost();
  try {
    host.branches.set('main', merged);
    const review = host.open({ number: 1, head });
    host.wait(1);
    const run = host.start(101, { commit: head });
    run.conclusion = 'success';
    host.say(jobAccount, comment('101', reviewed));
    host.wait(60);
    host.merge(review, merged);
    await use({
      host,
      review,
      run,
      find: ({ key: of = key, checkout = merged, variables = {} } = {}) =>
        runReviewIn(
          ['find', '--key', of, '--checkout', checkout],
          inGithub(host, { GITHUB_SHA: merged, ...variables }),
        ),
      note: (number, checksum = forged, of = head) => {
        Object.assign(host.comments[0] ?? {}, { body: comment(number, checksum, of) });
      },
    });
  } finally {
    await host.close();
  }
}
