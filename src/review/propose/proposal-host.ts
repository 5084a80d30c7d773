/** What a proposal needs of a code host, in one form for all. */

export interface ProposalHost {
  /** What the host calls a review. */
  readonly noun: 'pull request' | 'merge request';
  /** The last commit of a branch; null where there is none. */
  readonly headOf: (branch: string) => Promise<string | null>;
  /** The commits of a branch that its target does not have; null where that cannot be said. */
  readonly commitsOf: (target: string, head: string) => Promise<readonly ProposalCommit[] | null>;
  /** Of a branch of this repository, all that there ever were. Those of forks are not among them. */
  readonly requestsOf: (branch: string) => Promise<readonly ProposalRequest[]>;
  /** Makes the branch one commit on top of another, unless it is not at the commit that was expected. */
  readonly write: (wish: CommitWish) => Promise<'written' | 'moved'>;
  readonly open: (branch: string, target: string, title: string, body: string) => Promise<number>;
  readonly edit: (number: number, change: RequestChange) => Promise<void>;
  /** Unless it is at another commit by now. */
  readonly removeBranch: (branch: string, head: string) => Promise<'written' | 'moved'>;
}

export interface ProposalCommit {
  readonly message: string;
  /** By its names, it was made with the token of this job. */
  readonly isOwn: boolean;
  /**
   * A digest of its parent and of what it changes, as the host has them; null where that cannot be said.
   * To be asked for the only commit of a branch.
   */
  readonly contents: () => Promise<string | null>;
}

export interface ProposalRequest {
  readonly number: number;
  readonly state: 'open' | 'closed' | 'merged';
  /** Opened with the token of this job. */
  readonly isOwn: boolean;
  readonly target: string;
  readonly body: string;
  /** The last commit of its branch. */
  readonly head: string;
}

interface RequestChange {
  readonly body: string;
  readonly closes: boolean;
}

export interface CommitWish {
  readonly branch: string;
  /** Where the branch is expected to be; null where there should be none. */
  readonly expected: string | null;
  readonly parent: string;
  /** The message, with the digest of the contents that the commit gets. */
  readonly message: (contents: string) => string;
  readonly files: readonly FileInProposal[];
}

export interface FileInProposal {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
  readonly isNew: boolean;
  readonly isExecutable: boolean;
}
