/** A saved plan, trusted only as far as it proves itself. */
import { readFile } from 'node:fs/promises';
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { isJsonObject } from '../model/json.ts';
import { isPlan } from '../schema/generated/is-plan.js';
import type { PlanDocument } from '../schema/generated/plan.ts';

/**
 * Reads a plan saved by `plan --out`. Throws a DiagnosticError where there is no file, no JSON, or
 * another format.
 */
export async function readPlanFile(file: string): Promise<PlanDocument> {
  const document = parsePlan(file, await readPlanText(file));
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

async function readPlanText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    const message =
      code === 'ENOENT' ? `there is no plan file "${file}"` : `"${file}" can't be read (${code})`;
    throw failure({ code: 'file-not-readable', message }, cause);
  }
}

function parsePlan(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw failure({ code: 'plan-file-invalid', message: `"${file}" is not JSON` }, cause);
  }
}

function failure(diagnostic: Omit<Diagnostic, 'severity'>, cause?: unknown): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', ...diagnostic }], { cause });
}
