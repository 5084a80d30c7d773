/** What is to be done about a proposal. It depends on what the host has, and on nothing that a run remembers. */
import type { ProposalRequest } from './proposal-host.ts';
import { changeOfBody, isAsClosed } from './proposal-marks.ts';
import type { ProposalBranch } from './read-proposal-branch.ts';

export interface ProposalState {
  /** What a pull took; null where nothing is left to take. */
  readonly wanted: { readonly change: string; readonly made: string } | null;
  /** The branch that reviews are merged into. */
  readonly target: string;
  readonly branch: ProposalBranch | null;
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
      (each) => each.state === 'closed' && each.isOwn && changeOf(each, branch) === wanted.change,
    );
    if (declined !== undefined) return { kind: 'declined', request: declined };
  }
  if (!isFree) return { kind: 'leave', request };
  return { kind: 'propose', writes: branch?.marks?.made !== wanted.made, request };
}

/** A person may have replaced the description. The commit of the branch has the mark, too. */
function changeOf({ body, head }: ProposalRequest, branch: ProposalState['branch']): string | null {
  const change = changeOfBody(body);
  if (change !== null || isAsClosed(body) || branch?.head !== head) return change;
  return branch.marks?.change ?? null;
}

/** Whether nothing is lost with it: it has only a commit of ours, or all that it has was merged. */
function isOwnBranch({ head, isOwn }: ProposalBranch, requests: readonly ProposalRequest[]) {
  return isOwn || requests.some((each) => each.state === 'merged' && each.head === head);
}
