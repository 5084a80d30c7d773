import {
  failOnOrigins,
  failOnVerdicts,
  failOnWarning,
  findFailOn,
} from '../plan/check/find-fail-on.ts';
import { withRefusals } from '../plan/document/with-refusals.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';

/** What a pipeline may stop at, beside the codes of findings and reasons. */
export const failOnWords: Readonly<
  Record<'verdicts' | 'origins' | 'severities', readonly string[]>
> = {
  verdicts: failOnVerdicts,
  origins: failOnOrigins,
  severities: [failOnWarning],
};

/** The plan, refused where it holds one of these words. */
export function failOn(planned: PlanDocument, words: readonly string[]): PlanDocument {
  return withRefusals(planned, findFailOn(planned, words));
}
