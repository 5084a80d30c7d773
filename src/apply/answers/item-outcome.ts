import type { Problem } from '../../model/remote/remote.ts';
import type { OperationOutcome } from '../operation-outcome.ts';

/** What a bulk answer says became of one item; what it does not say, only reading can. */
export type ItemOutcome = OperationOutcome | Unsettled | Resend;

export interface Unsettled {
  readonly outcome: 'unsettled';
  /** They explain it if nothing is found; where there are none, those of the answer do. */
  readonly problems: readonly Problem[];
  /**
   * They may be those of other items. `one-each`: each item without a problem of its own has one of them, so that
   * none of these was carried out.
   */
  readonly shared?: 'one-each' | 'some';
  /** This very sending may have been carried out. */
  readonly isDoubtful: boolean;
  /** The answer holds a new entity that may be this very item: it is never sent again. */
  readonly isMade: boolean;
  /** The problems are most likely its own: where the first reading does not show that it was carried out, it failed. */
  readonly isLikelyFailed?: true;
}

/** Refused for the sake of another item of the request: not carried out, and free to be sent again. */
interface Resend {
  readonly outcome: 'resend';
}
