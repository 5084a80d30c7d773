/** Where a repository is hosted, as far as its reviews go. */
export interface Hosting {
  /** The review that this job runs for. Throws a ReviewError where it runs for none. */
  readonly currentReview: () => Promise<Review>;
  /** The review whose merge made this commit; null where a commit came without one. */
  readonly reviewOfCommit: (commit: string) => Promise<Review | null>;
  /** Comments that the job itself wrote, oldest first: nobody else can speak for it. */
  readonly ownComments: (review: Review) => Promise<readonly Comment[]>;
  /**
   * Whether a run or job planned the last commit of a review, in this repository. A comment can be
   * rewritten by whoever can have a job of their own run; what ran for which commit, only by the host.
   */
  readonly isRunOf: (run: string, review: Review) => Promise<boolean>;
  readonly writeComment: (review: Review, body: string) => Promise<void>;
  readonly rewriteComment: (review: Review, comment: Comment, body: string) => Promise<void>;
  /** A file that a run kept; null where it is fetched by other means. */
  readonly readArtifact: ((run: string, file: string) => Promise<string>) | null;
  /** The commit and the run of this job. */
  readonly commit: string;
  readonly run: string;
  /** A page that shows the run. */
  readonly runUrl: string;
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
