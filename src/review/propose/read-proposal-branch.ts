import type { ProposalHost } from './proposal-host.ts';
import { type CommitMarks, marksOfCommit } from './proposal-marks.ts';

export interface ProposalBranch {
  readonly head: string;
  /** It has nothing that the target does not have, but for one commit that is as a run has made it. */
  readonly isOwn: boolean;
  /** Those of that commit. */
  readonly marks: CommitMarks | null;
}

/** @param target the commit that the branch is compared with */
export async function readProposalBranch(
  host: ProposalHost,
  target: string,
  head: string,
): Promise<ProposalBranch> {
  const commits = await host.commitsOf(target, head);
  const foreign = { head, isOwn: false, marks: null };
  const [commit, ...more] = commits ?? [];
  if (commits === null || more.length > 0) return foreign;
  if (commit === undefined) return { head, isOwn: true, marks: null };
  const marks = commit.isOwn ? marksOfCommit(commit.message) : null;
  // A commit that a person or another job amends or rebases may keep its names and its message.
  if (marks === null || (await commit.contents()) !== marks.contents) return foreign;
  return { head, isOwn: true, marks };
}
