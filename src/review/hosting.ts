/** Where a repository is hosted, as far as its reviews go. */
export interface Hosting {
  /** The review that this job runs for. Throws a ReviewError where it runs for none. */
  readonly currentReview: () => Promise<Review>;
  /** The last commit of a review's branch as of now. */
  readonly headOf: (review: Review) => Promise<string>;
  /** The reviews whose merge into this job's branch made this job's commit: one, unless something is wrong. */
  readonly mergedReviews: () => Promise<readonly Review[]>;
  /** Comments of the account that the token belongs to, oldest first. */
  readonly ownComments: (review: Review) => Promise<readonly Comment[]>;
  /** Why a review is never applied, with any plan; null where nothing is against it. */
  readonly objectionTo: (review: Review) => Promise<string | null>;
  /**
   * Why a run or job cannot be the one that planned a merged review; null where nothing is against it.
   * A comment can be rewritten by every user who can run a job of their own. Only the host knows what ran for which
   * commit, and how it ended.
   */
  readonly objectionToRun: (run: string, review: Review) => Promise<string | null>;
  readonly writeComment: (review: Review, body: string) => Promise<void>;
  readonly rewriteComment: (review: Review, comment: Comment, body: string) => Promise<void>;
  /** A file that a run kept; null where it is fetched by other means. */
  readonly readArtifact: ((run: string, file: string) => Promise<string>) | null;
  /** The commit and the run of this job. */
  readonly commit: string;
  readonly run: string;
  /** A page that shows the run. */
  readonly runUrl: string;
  /** The branch that reviews are merged into, where this job runs for one. */
  readonly branch: () => string;
  /** The last commit of that branch as of now. */
  readonly tip: () => Promise<string>;
  /** The last commit of that branch whose jobs after its push all succeeded; null where there is none. */
  readonly lastApplied: () => Promise<string | null>;
}

export interface Review {
  readonly number: number;
  /** The last commit of its branch. */
  readonly head: string;
}

export interface Comment {
  readonly id: string;
  readonly body: string;
}

/** What ends a job, in words for its log. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';
  /** 3 where nothing was reviewed, or something else; 1 for everything that failed. */
  readonly exitCode: 1 | 3;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: 1 | 3 } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? 1;
  }
}

/** A request that the host answered, and did not carry out. */
export class HostRefusal extends ReviewError {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}
