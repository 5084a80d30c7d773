/** What is to be done about a proposal. It depends on what the host has, and on nothing that a run remembers. */
import type { ProposalCommit, ProposalRequest } from './proposal-host.ts';
import { changeOfBody, markOfCommit } from './proposal-marks.ts';

export interface ProposalState {
  /** What a pull took; null where nothing is left to take. */
  readonly wanted: { readonly change: string; readonly commit: string } | null;
  /** The branch that reviews are merged into. */
  readonly target: string;
  readonly branch: {
    readonly head: string;
    /** Those that the target does not have; null where that cannot be said. */
    readonly commits: readonly ProposalCommit[] | null;
  } | null;
  readonly requests: readonly ProposalRequest[];
}

export type ProposalStep =
  | { readonly kind: 'nothing' }
  /** A person has opened a request of this branch, or has given ours another target. */
  | { readonly kind: 'taken'; readonly request: ProposalRequest }
  /** A person has closed a request for this change. */
  | { readonly kind: 'declined'; readonly request: ProposalRequest }
  /** Commits of others are on the branch; null where it has no open request. */
  | { readonly kind: 'leave'; readonly request: ProposalRequest | null }
  | {
      readonly kind: 'close';
      /** Null where only the branch is left. */
      readonly request: ProposalRequest | null;
      readonly removesBranch: boolean;
    }
  | {
      readonly kind: 'propose';
      readonly writes: boolean;
      /** Null where one is to be opened. */
      readonly request: ProposalRequest | null;
    };

export function decideProposal(state: ProposalState): ProposalStep {
  const { wanted, target, branch, requests } = state;
  const open = requests.filter((each) => each.state === 'open');
  const request = open.find((each) => each.isOwn && each.target === target) ?? null;
  const other = open.find((each) => each !== request);
  const isFree = branch === null || isOwnBranch(branch, requests);
  if (wanted === null) {
    const removesBranch = branch !== null && isFree && other === undefined;
    if (request === null && !removesBranch) return { kind: 'nothing' };
    return { kind: 'close', request, removesBranch };
  }
  if (other !== undefined) return { kind: 'taken', request: other };
  if (request === null) {
    const declined = requests.find(
      (each) => each.state === 'closed' && each.isOwn && changeOfBody(each.body) === wanted.change,
    );
    if (declined !== undefined) return { kind: 'declined', request: declined };
  }
  if (!isFree) return { kind: 'leave', request };
  const isThere = branch?.commits?.length === 1 && markOf(branch.commits) === wanted.commit;
  return { kind: 'propose', writes: !isThere, request };
}

function markOf([commit]: readonly ProposalCommit[]): string | null {
  return commit === undefined ? null : markOfCommit(commit.message);
}

/** Whether nothing is lost with it: it has only commits of ours, or all that it has was merged. */
function isOwnBranch(
  { head, commits }: NonNullable<ProposalState['branch']>,
  requests: readonly ProposalRequest[],
): boolean {
  if (requests.some((each) => each.state === 'merged' && each.head === head)) return true;
  return commits?.every(({ isOwn, message }) => isOwn && markOfCommit(message) !== null) ?? false;
}
