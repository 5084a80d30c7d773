/** The planner: what is declared against what is remote, as one value that can be shown, saved and run. */
import type { Found } from '../diagnostics/diagnostic.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import {
  type ComparisonInput,
  type ComparisonOptions,
  compareWithRemote,
} from './compare-with-remote.ts';
import { type WritingOptions, writePlan } from './document/write-plan.ts';

export interface PlanInput extends ComparisonInput {
  /** Version of the tool, shown in the plan. */
  readonly version: string;
  readonly options?: PlanOptions;
}

export interface PlanOptions extends ComparisonOptions, WritingOptions {}

/**
 * Plans without clock, network or file: equal input gives equal bytes.
 *
 * @returns the plan, also when apply would refuse it; `null` with errors where no sound plan can be made.
 */
export function planChanges(input: PlanInput): Found<PlanDocument | null> {
  return writePlan(compareWithRemote(input), input.version, input.options);
}
