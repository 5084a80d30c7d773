import { readFile } from 'node:fs/promises';
import { type Diagnostic, DiagnosticError, type Found } from '../diagnostics/diagnostic.ts';
import { parsePlan } from '../plan/read-plan.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';

/**
 * Reads a plan saved by `plan --out`, as far as its shape goes: what it may do is for apply to judge.
 * Throws a DiagnosticError where there is no file, no JSON, or another format.
 */
export async function readPlanFile(file: string): Promise<PlanDocument> {
  const { value, diagnostics }: Found<PlanDocument | null> = parsePlan(
    await readPlanText(file),
    file,
  );
  if (value === null) throw new DiagnosticError(diagnostics);
  return value;
}

async function readPlanText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    const message =
      code === 'ENOENT' ? `there is no plan file "${file}"` : `"${file}" can't be read (${code})`;
    const finding: Diagnostic = { severity: 'error', code: 'file-not-readable', message };
    throw new DiagnosticError([finding], { cause });
  }
}
