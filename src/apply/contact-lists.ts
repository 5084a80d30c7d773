/** The members of contact lists, which come from files and go where no bulk request does. */
import type { ChangeWarning, Outcome } from '../model/outcome.ts';
import type { JsonObject } from '../model/text/json.ts';
import type { PlannedMembers } from '../schema/generated/plan.ts';
import type { MembersSent } from './apply-report.ts';

/** Handed in by who has files, ledgers and uploads. Neither method throws for what goes wrong with one list. */
export interface ContactLists {
  /**
   * Writes down that a list was created just now, and so is empty.
   * @returns what there is to say about it, where that did not work.
   */
  readonly begin: (id: string) => Promise<ChangeWarning | null>;
  /**
   * Makes the members of a list what its source says. A run that ends between two chunks skips the rest, because it
   * was `interrupted`.
   */
  readonly sync: (list: ListToSync) => Promise<Outcome & { readonly members: MembersSent }>;
}

export interface ListToSync {
  readonly address: string;
  readonly id: string;
  /** This very run has created it. */
  readonly isNew: boolean;
  /** The segment as the plan has it, in the manifest's words. */
  readonly attributes: JsonObject | null;
  /** What the plan says about its members. */
  readonly members: PlannedMembers;
}
