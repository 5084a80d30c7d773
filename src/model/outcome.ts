/** What became of what a run was to do: an item of a request, an operation, a change, or the filling of a list. */

/** `error` and `because` can be read from each of them, and say why it is not done. */
export type Outcome =
  | {
      readonly outcome: 'done';
      readonly warning?: ChangeWarning;
      readonly error?: never;
      readonly because?: never;
    }
  /** `unknown` is what reading could not settle; it is never reported as anything else. */
  | {
      readonly outcome: 'failed' | 'unknown';
      readonly error: ChangeError;
      readonly because?: never;
    }
  | {
      readonly outcome: 'skipped';
      /**
       * The change that failed, `interrupted`, `refused` where the API refused the request before it so that every
       * other would be refused, too, or `timeout` where the time that a run may wait for faults was spent before its
       * turn.
       */
      readonly because: string;
      readonly error?: never;
    };

export type OutcomeName = Outcome['outcome'];

export interface ChangeError {
  /** The API's code if there is one. */
  readonly code: string;
  readonly detail: string | null;
  readonly traceId: string | null;
  /** Of the answer, where it refused the whole request, or the API failed. */
  readonly status?: number;
  /** What to do about a fault that no manifest can mend, such as a missing permission or an API that fails. */
  readonly hint?: string;
  /** The API named these problems for some items of the request, and not for which: they may be another one's. */
  readonly unattributed?: true;
  /** Further problems of the same item, or of the others. */
  readonly also?: readonly Omit<ChangeError, 'also' | 'unattributed'>[];
}

/** Done, with a warning. */
export interface ChangeWarning {
  readonly code: string;
  readonly text: string;
  /** What else there is to say about it. */
  readonly also?: readonly Omit<ChangeWarning, 'also'>[];
}

/** All of them as one; undefined where there is none. */
export function joinWarnings(
  warnings: readonly (ChangeWarning | undefined)[],
): ChangeWarning | undefined {
  const all = warnings.flatMap((warning) => {
    if (warning === undefined) return [];
    const { also = [], ...first } = warning;
    return [first, ...also];
  });
  const [first, ...also] = all;
  return first === undefined || also.length === 0 ? first : { ...first, also };
}
