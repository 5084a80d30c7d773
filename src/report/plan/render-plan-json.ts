import { guardText } from '../../model/text/guard-text.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';

/** The plan document, two blanks a level, keys in the order of the schema, with a last newline. */
export function renderPlanJson(plan: PlanDocument): string {
  return `${guardText(JSON.stringify(plan, null, 2), 'json')}\n`;
}
