import type { Outcome } from '../model/outcome.ts';
import type { MembersSent } from './apply-report.ts';

/** An outcome with what only the run needs to know of an operation. */
export type OperationOutcome = Outcome & {
  /** Of the entity, where it is done and the ID is known. */
  readonly id?: string | null;
  /** Found out by reading, so another client may have done it. */
  readonly isRead?: true;
  /** The API judged this very item by a rule, and would judge it so again: no fault that passes. */
  readonly isForGood?: true;
  /** Of the filling of a list. */
  readonly members?: MembersSent;
};
