/** A saved plan, trusted only as far as it proves itself. */
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { isJsonObject } from '../model/json.ts';
import { isPlan } from '../schema/generated/is-plan.js';
import type { PlanDocument } from '../schema/generated/plan.ts';
import { readNamedJson } from './read-named-json.ts';

/**
 * Reads a plan saved by `plan --out`. Throws a DiagnosticError where there is no file, no JSON, or
 * another format.
 */
export async function readPlanFile(file: string): Promise<PlanDocument> {
  const document = await readNamedJson(file, 'plan file', 'plan-file-invalid');
  if (isPlanDocument(document)) return document;
  const version = isJsonObject(document) ? document['formatVersion'] : undefined;
  throw failure(
    version === undefined || version === 1
      ? { code: 'plan-file-invalid', message: `"${file}" is not a plan saved by plan --out` }
      : {
          code: 'plan-file-version',
          message: `"${file}" is a plan of format ${JSON.stringify(version)}, and this version knows format 1`,
          hint: 'plan again with this version',
        },
  );
}

function isPlanDocument(value: unknown): value is PlanDocument {
  return isPlan(value);
}

function failure(diagnostic: Omit<Diagnostic, 'severity'>): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', ...diagnostic }]);
}
