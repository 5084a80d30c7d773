import { DiagnosticError, type Found } from '../../diagnostics/diagnostic.ts';
import { parsePlan } from '../../reconciler/find-objections.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { readNamedText } from '../output/read-named-json.ts';

/**
 * Reads a plan saved by `plan --out`, as far as its shape goes: what it may do is for apply to judge.
 * Throws a DiagnosticError where there is no file, no JSON, or another format.
 */
export async function readPlanFile(file: string): Promise<PlanDocument> {
  const hint = 'Give one plan of this folder. To apply all of its plans, use apply --each DIR.';
  const text = await readNamedText(file, 'plan file', hint);
  const { value, diagnostics }: Found<PlanDocument | null> = parsePlan(text, file);
  if (value === null) throw new DiagnosticError(diagnostics);
  return value;
}
